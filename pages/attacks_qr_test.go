package pages_test

import (
	"bytes"
	"context"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"miacct/flow"
	"miacct/mockcloud"
	"miacct/pages"
	"miacct/qrcode"
	"miacct/testdata/sample"
	"miacct/trail"
)

// A scanner is an owner who scans the code that is shown, and confirms on the phone.
type scanner struct {
	*owner
	id       string // of the account that the phone is signed in to
	expire   int    // how many codes to let run out first
	scanOnly bool   // the site shows that it was scanned before it is confirmed

	mu    sync.Mutex
	codes []qrcode.Code
	taps  int
	lent  []string // where the codes lay
}

func (p *scanner) Call(ctx context.Context, h flow.Handoff) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch h.Kind {
	case flow.KindScan:
		raw, err := os.ReadFile(h.Picture)
		if err != nil {
			return err
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil {
			return err
		}
		code, ok := qrcode.Read(img)
		if !ok {
			return flow.ErrCannot
		}
		p.codes, p.lent = append(p.codes, code), append(p.lent, h.Picture)
		switch {
		case p.expire > 0:
			p.expire--
			p.cloud.Change(func(s *mockcloud.State) { s.QR = "" })
		case p.scanOnly:
			p.cloud.Change(func(s *mockcloud.State) { s.QRScanned = p.id })
		default:
			p.cloud.Change(func(s *mockcloud.State) { s.QRConfirmed = p.id })
		}
	case flow.KindTap:
		p.taps++
		p.cloud.Change(func(s *mockcloud.State) { s.Tapped, s.QRConfirmed = true, p.id })
	default:
		return p.owner.Call(ctx, h)
	}
	<-ctx.Done() // the run sees by itself that the page has moved on
	return nil
}

func (p *scanner) Answer(ctx context.Context, q flow.Question) (string, error) {
	if q.Kind != flow.KindPassword {
		return p.owner.Answer(ctx, q)
	}
	p.note("password")
	p.owner.mu.Lock()
	defer p.owner.mu.Unlock()
	password := p.cloud.State().Account.Password
	p.typed = append(p.typed, password)
	return password, nil
}

// typedAtSignIn counts the account's password where a sign-in form sends it.
var typedAtSignIn = mockcloud.Hook{On: "POST /pass/serviceLoginAuth2", Before: func(s *mockcloud.State, _ http.ResponseWriter, r *http.Request) bool {
	if r.FormValue("pwd") == s.Account.Password {
		s.Counts["password-at-sign-in"]++
	}
	return false
}}

var carol = mockcloud.Account{ID: "6203405578", Email: "carol@example.net", Phone: "+12025550170", Password: "staple-Horse9", Nick: "Carol"}

// A sign-in by a code types no password, whatever the page looks like, and ends with the account of the
// Xiaomi ID that was given, or with nothing done.
func TestSignInByCode(t *testing.T) {
	own := func(t *testing.T, _ *scanner, o *outing) {
		if o.outcome != trail.Done || !o.cloud.State().Deleted {
			t.Errorf("outcome %q of %v", o.outcome, o.err)
		}
		o.wantCounts(t, map[string]int{"delete": 1, "qr-sign-in": 1, "sign-in": 1, "password-at-sign-in": 0})
	}
	signedIn := func(t *testing.T, _ *scanner, o *outing) {
		o.wantOutcome(t, trail.Done)
		o.wantCounts(t, map[string]int{"qr-sign-in": 1, "sign-in": 1, "password-at-sign-in": 0, "delete": 0})
	}
	kept := func(t *testing.T, o *outing, outcome trail.Outcome) {
		o.wantOutcome(t, outcome)
		o.wantCounts(t, map[string]int{"delete": 0, "find-off*": 0, "remove*": 0, "password-at-sign-in": 0})
	}
	type signIn struct {
		name, scenario string
		before         func(*mockcloud.State)
		hooks          []mockcloud.Hook
		phone          func(*scanner)
		change         func(*pages.WebDelete)
		dry            bool
		want           func(*testing.T, *scanner, *outing)
	}
	for _, c := range sample.Of(t, 2, []signIn{
		{name: "behind an icon, and the password later", scenario: "qr", want: func(t *testing.T, p *scanner, o *outing) {
			own(t, p, o)
			if asked := strings.Count(strings.Join(p.asked, " "), "password"); asked != 1 || len(p.codes) != 1 {
				t.Errorf("asked for the password %d times, for a scan %d times", asked, len(p.codes))
			}
		}},
		{name: "codes that run out", scenario: "qr-expires", dry: true, phone: func(p *scanner) { p.expire = 1 }, want: func(t *testing.T, p *scanner, o *outing) {
			signedIn(t, p, o)
			o.wantCounts(t, map[string]int{"qr-code": 4})
		}},
		{name: "shown first, on a canvas, in Chinese", scenario: "qr", before: func(s *mockcloud.State) {
			s.Devices, s.Knobs.QR, s.Knobs.QRDraw, s.Knobs.Lang = nil, "first", "canvas", "zh_CN"
		}, phone: func(p *scanner) { p.scanOnly = true }, want: func(t *testing.T, p *scanner, o *outing) {
			own(t, p, o)
			if p.taps != 1 {
				t.Errorf("told to confirm on the phone %d times", p.taps)
			}
		}},
		{name: "the phone of somebody else", scenario: "qr", phone: func(p *scanner) { p.id = carol.ID }, want: func(t *testing.T, _ *scanner, o *outing) {
			kept(t, o, trail.WrongAccount)
		}},
		{name: "somebody else's, whose name looks alike and no ID was given", scenario: "qr", phone: func(p *scanner) { p.id, p.word = carol.ID, alice(t).ID }, before: func(s *mockcloud.State) {
			s.Stranger.Email, s.Stranger.Phone = "annie@example.com", s.Account.Phone
		}, change: func(j *pages.WebDelete) { j.ID, j.Account = "", alice(t).Email }, want: func(t *testing.T, _ *scanner, o *outing) {
			kept(t, o, trail.WrongAccount)
		}},
		{name: "a code to get an app besides, and pictures without a name", scenario: "qr", dry: true, hooks: []mockcloud.Hook{
			mockcloud.Insert("/fe/service/login/password", `<div style="float:left;width:200px"><img width=170 height=170 src="/pass/qr/login?ticket=app"><p>Scan to download the Mi Home app</p></div>`),
			{On: "GET /pass/qr/login", Before: func(_ *mockcloud.State, w http.ResponseWriter, r *http.Request) bool {
				if r.FormValue("ticket") != "app" {
					return false
				}
				http.Redirect(w, r, "/favicon.ico", http.StatusFound)
				return true
			}}}, want: signedIn},
		{name: "beside the form, in a box to press, with terms to agree to", scenario: "qr", dry: true, before: func(s *mockcloud.State) { s.Knobs.QR = "first" }, hooks: []mockcloud.Hook{
			mockcloud.Replace("GET /fe/service/login/password", "form.hidden = on;", "form.hidden = false; panel.onclick = () => {}; panel.style.cursor = 'pointer';")}, want: signedIn},
		{name: "a page without a code", scenario: "plain", dry: true, want: func(t *testing.T, p *scanner, o *outing) {
			if o.outcome != trail.Done || len(p.codes) > 0 || !strings.Contains(strings.Join(p.asked, " "), "password") {
				t.Errorf("outcome %q of %v; asked %q", o.outcome, o.err, p.asked)
			}
		}},
		{name: "nobody there", scenario: "qr", phone: func(p *scanner) { p.owner = nil }, want: func(t *testing.T, _ *scanner, o *outing) {
			kept(t, o, trail.NobodyThere)
		}},
	}) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			before := scenario(t, c.scenario)
			before.Stranger = carol
			if len(before.Devices) > 1 {
				before.Devices = before.Devices[:1]
			}
			if c.before != nil {
				c.before(&before)
			}
			person := &scanner{id: before.Account.ID}
			away := false
			o := runHooked(t, before, append(c.hooks, typedAtSignIn), func(j *pages.WebDelete, o *owner) {
				j.SignIn, j.Password, j.ID = pages.ByCode, "", before.Account.ID
				j.DryRun = c.dry
				if c.change != nil {
					c.change(j)
				}
			}, func(o *outing) {
				person.owner = o.owner
				if c.phone != nil {
					c.phone(person)
				}
				if away = person.owner == nil; !away {
					o.person = person
				}
			})
			c.want(t, person, o)
			if !away {
				o.promises(t, before)
			}
			for _, path := range person.lent {
				if _, err := os.Stat(path); !os.IsNotExist(err) {
					t.Errorf("%s was left behind: %v", path, err)
				}
			}
			o.showsNoCode(t)
		})
	}
}

func alice(t *testing.T) mockcloud.Account { return scenario(t, "plain").Account }

// showsNoCode looks for a code to scan in every picture of the record.
func (o *outing) showsNoCode(t *testing.T) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(o.dir, "*.png"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if _, found := qrcode.Read(img); found {
			t.Errorf("%s shows a code", filepath.Base(f))
		}
	}
}

// A check by a tap on another device waits for it, and is as good as a code: who typed the name and the
// password is known.
func TestTapToConfirm(t *testing.T) {
	t.Parallel()
	before := scenario(t, "tap-to-confirm")
	before.Devices = nil
	person := &scanner{}
	o := run(t, before, nil, func(o *outing) {
		person.owner = o.owner
		o.person = person
	})
	if o.outcome != trail.Done || !o.cloud.State().Deleted || person.taps != 1 {
		t.Errorf("outcome %q of %v, %d taps", o.outcome, o.err, person.taps)
	}
	o.wantCounts(t, map[string]int{"tap": 1, "delete": 1, "sign-in": 1})
	o.promises(t, before)
}
