package pages

import (
	"slices"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// drawn reads a page that a test has written down, its nodes told apart by their place.
func drawn(t *testing.T, text string) snapshot.Page {
	t.Helper()
	p, err := snapshot.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Nodes {
		p.Nodes[i].Ref = snapshot.Ref{}
		if p.Nodes[i].Kind.Pressable() && len(p.Nodes[i].For) == 0 {
			p.Nodes[i].For = []string{"native"}
		}
	}
	return p
}

const accountPage = `page "https://account.xiaomi.com/pass/del" title="Mi Account" lang="en"
frame "https://account.xiaomi.com/pass/del" allowed
layer "document"
- heading "Delete account"
- button "Delete account"
`

// inFront is accountPage with something in front of it.
func inFront(kind, name, nodes string) string {
	var b strings.Builder
	b.WriteString(strings.Replace(accountPage, `layer "document"`, `layer "`+kind+`" name="`+name+`" modal`+"\n"+`layer "document"`, 1))
	for line := range strings.SplitSeq(strings.TrimSpace(nodes), "\n") {
		b.WriteString(line + " layer=0\n")
	}
	return b.String()
}

// What an errand does with what came in front of the page after its press.
func TestErrandAnswersOnlyWhatItUnderstands(t *testing.T) {
	e := errand{target: intent.Target{Do: intent.Delete, Of: intent.Account}, press: "delete the account"}
	for _, tt := range []struct {
		name, kind, title, nodes string
		there                    bool   // it stood there before the press
		want                     string // the case that counts
		on                       string // label of what it is done to
		doubt                    bool
	}{
		{name: "yes", kind: "dialog", title: "Delete this account?", nodes: "- button \"Cancel\"\n- button \"Delete\"", want: "confirm: delete the account", on: "Delete"},
		{name: "yes without a title", kind: "dialog", nodes: "- text \"Are you sure?\"\n- button \"No\"\n- button \"Yes\"", want: "confirm: delete the account", on: "Yes"},
		{name: "box first", kind: "dialog", title: "Delete this account?", nodes: "- checkbox \"I understand that everything is lost\" checked=no\n- button \"Cancel\"\n- button \"Delete\"", want: "accept what it says", on: "I understand that everything is lost"},
		{name: "ticked box", kind: "dialog", title: "Delete this account?", nodes: "- checkbox \"I understand that everything is lost\" checked=yes\n- button \"Cancel\"\n- button \"Delete\"", want: "confirm: delete the account", on: "Delete"},
		{name: "what stood there before is no question about it", kind: "dialog", title: "Delete this account?", nodes: "- button \"Cancel\"\n- button \"Delete\"", there: true, want: "delete the account", on: "Delete account"},
		{name: "a toast asks nothing", kind: "toast", nodes: "- text \"Saved\"\n- button \"Undo\"", want: "delete the account", on: "Delete account"},
		{name: "another matter", kind: "dialog", title: "Delete backup?", nodes: "- button \"Cancel\"\n- button \"Delete\"", want: "leave alone what is not understood", doubt: true},
		{name: "two that say yes", kind: "dialog", title: "Delete this account?", nodes: "- button \"Delete\"\n- button \"Delete account\"", want: "leave alone what is not understood", doubt: true},
		{name: "a word of nobody", kind: "dialog", title: "Delete this account?", nodes: "- button \"Cancel\"\n- button \"Frobnicate\"", want: "leave alone what is not understood", doubt: true},
		{name: "counts down", kind: "dialog", title: "Delete this account?", nodes: "- button \"Cancel\"\n- button \"Delete (9)\" disabled against=\"disabled\"", want: "wait until it can be confirmed", on: "Delete (9)"},
		{name: "cannot be pressed", kind: "dialog", title: "Delete this account?", nodes: "- button \"Cancel\"\n- button \"Delete\" disabled against=\"disabled\"", want: "confirm: delete the account", on: "Delete", doubt: true},
		{name: "password that is not given", kind: "dialog", title: "Delete this account?", nodes: "- password \"Password\"\n- button \"Cancel\"\n- button \"Delete\"", want: "give the password", on: "Password", doubt: true},
		{name: "a code is left to a person", kind: "dialog", title: "Delete this account?", nodes: "- field \"Verification code\" maxlength=6\n- button \"Cancel\"\n- button \"Confirm\"", want: "enter the code", on: "Verification code", doubt: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, now := drawn(t, accountPage), drawn(t, inFront(tt.kind, tt.title, tt.nodes))
			if tt.there {
				before = now
			}
			v := flow.Since(before, now)
			for _, c := range append(e.promptCases(), flow.Case{Name: e.press, See: e.control}) {
				m, ok := c.See(v)
				if !ok {
					continue
				}
				on := ""
				if m.Node >= 0 {
					on = now.Nodes[m.Node].Label()
				}
				if c.Name != tt.want || on != tt.on && tt.on != "" || (m.Doubt != "") != tt.doubt {
					t.Errorf("%q on %q, doubt %q; want %q on %q, doubt %v", c.Name, on, m.Doubt, tt.want, tt.on, tt.doubt)
				}
				return
			}
			t.Errorf("nothing counts, want %q", tt.want)
		})
	}
}

// A question about the deletion that names another account or a member of the family says more than was asked.
func TestQuestionOfTheDeletionNamesNobodyElse(t *testing.T) {
	run := (&run{who: account{ID: "6203401187"}, known: devices{{ID: "f9001", Name: "Redmi 9", Owner: "Bob"}}}).connect()
	for text, want := range map[string]bool{
		"Delete account 6203401187?": false, "Delete your account?": false, "Delete your account?\nA code is sent to 12025550147.": false, "确定注销小米账号 6203401187 吗？": false,
		"Delete account 6200000001?": true, "Delete your account?\nBob's account is deleted too.": true, "Delete Mi Account ID: 6200000001": true, "确定注销小米账号 6200000001 吗？": true,
	} {
		if got := run.deletion.moreThanDeletion(intent.ReadNative(text, "", theDeletion)); (got != "") != want {
			t.Errorf("%q: %q, want %v", text, got, want)
		}
	}
}

// A prompt that came as the answer to a yes asks anew where all of it is another, in other words, with a yes that says
// the act and a no.
func TestAPromptThatAsksAnew(t *testing.T) {
	const first = "- text \"Enter your password\"\n- button \"Cancel\"\n- button \"Delete account\""
	for name, c := range map[string]struct {
		title, nodes string
		anew         bool
	}{
		"another question":     {"One last check", "- text \"Once deleted, the account is gone.\"\n- button \"No, keep it\"\n- button \"Yes, delete it\"", true},
		"what will be":         {"One last check", "- text \"Your account will be deleted.\"\n- button \"Keep account\"\n- button \"Delete for good\"", true},
		"the same again":       {"Delete account", first, false},
		"the same yes":         {"One last check", "- text \"Once deleted, the account is gone.\"\n- button \"Cancel\"\n- button \"Delete account\"", false},
		"its yes is any":       {"One last check", "- text \"Once deleted, the account is gone.\"\n- button \"Cancel\"\n- button \"OK\"", false},
		"no no":                {"One last check", "- text \"Once deleted, the account is gone.\"\n- button \"Yes, delete it\"", false},
		"it was done":          {"Your account has been deleted", "- text \"Your account has been deleted.\"\n- button \"Cancel\"\n- button \"Yes, delete it\"", false},
		"it failed":            {"Delete account", "- text \"Your account could not be deleted.\"\n- button \"Cancel\"\n- button \"Yes, delete it\"", false},
		"it was taken":         {"Delete account", "- text \"Your deletion request has been accepted.\"\n- button \"Cancel\"\n- button \"Yes, delete it\"", false},
		"about something else": {"Delete backup?", "- text \"Once deleted, the backup is gone.\"\n- button \"Cancel\"\n- button \"Yes, delete it\"", false},
		"something beside it":  {"One last check", "- text \"Once deleted, the account is gone.\"\n- button \"Frobnicate\"\n- button \"Cancel\"\n- button \"Yes, delete it\"", false},
		"in Italian":           {"Ultima conferma", "- text \"Una volta eliminato, l’account non esisterà più.\"\n- button \"Sì, eliminalo\"\n- button \"No, ci ripenso\"", true},
	} {
		e := errand{target: intent.Target{Do: intent.Delete, Of: intent.Account}, press: "delete the account", answered: new(string), pressedLabel: new(string), questions: map[string]bool{}, stood: map[snapshot.Ref]bool{}}
		var confirm flow.Case
		for _, one := range e.promptCases() {
			if one.Anew != nil {
				confirm = one
			}
		}
		open := drawn(t, accountPage)
		before := drawn(t, inFront("dialog", "Delete account", first))
		v := flow.Since(open, before, "delete the account")
		m, ok := confirm.See(v)
		if !ok {
			t.Fatal("the first prompt is not answered")
		}
		confirm.Did(v, m)
		after := drawn(t, inFront("dialog", c.title, c.nodes))
		if got := confirm.Anew(flow.Since(before, after, "delete the account", "confirm"), flow.Match{}); got != c.anew {
			t.Errorf("%s: asks anew %v", name, got)
		}
		// Once a reason was chosen only the yes is new: the question was read before.
		reasoned := flow.Since(before, after, "delete the account", "confirm", giveReason)
		if want := c.anew || name == "no no"; confirm.Anew(reasoned, flow.Match{}) != want {
			t.Errorf("%s, with a reason: want %v", name, want)
		}
	}
}

// What a prompt that asks anew wants to be chosen first takes nothing from it: what it is was not there when the last was
// answered.
func TestAPromptThatAsksAnewWantsAReasonFirst(t *testing.T) {
	numbered := func(p snapshot.Page, from int64) snapshot.Page {
		for i := range p.Nodes {
			p.Nodes[i].Ref = snapshot.Ref{Document: "1", Node: from + int64(i)}
		}
		return p
	}
	for from, want := range map[int64]bool{100: true, 1: false} {
		e := errand{target: intent.Target{Do: intent.Delete, Of: intent.Account}, press: "delete the account", answered: new(string), pressedLabel: new(string), questions: map[string]bool{}, stood: map[snapshot.Ref]bool{}}
		cases := e.promptCases()
		confirm := cases[slices.IndexFunc(cases, func(c flow.Case) bool { return c.Anew != nil })]
		before := numbered(drawn(t, inFront("dialog", "Delete account", "- text \"Enter your password\"\n- button \"Cancel\"\n- button \"Delete account\"")), 1)
		v := flow.Since(drawn(t, accountPage), before, "delete the account")
		m, ok := confirm.See(v)
		if !ok {
			t.Fatal("the first prompt is not answered")
		}
		confirm.Did(v, m)
		after := numbered(drawn(t, inFront("dialog", "One last check", "- text \"Once deleted, the account is gone.\"\n- button \"No, keep it\"\n- button \"Yes, delete it\"")), from)
		chosen := flow.Since(drawn(t, accountPage), after, "delete the account", "confirm", "choose a reason").After(after)
		if got := confirm.Anew(chosen, flow.Match{}); got != want {
			t.Errorf("elements from %d: asks anew %v", from, got)
		}
	}
}
