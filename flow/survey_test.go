package flow_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"miacct/flow"
	"miacct/snapshot"
	"miacct/trail"
)

// aList is a page with a list of two phones, a greeting, and a control with an unknown verb in each entry.
const aList = `page "https://i.mi.com/settings/devices?token=SECRET" title="My devices" lang="en"
frame "https://i.mi.com/settings/devices" allowed
layer "document"
entry
entry
- text "Zdenka Vopršálková"
- heading "My devices" level=1
- text "Signed in as zdenka@example.com"
- text "Number 6203401187, phone +420 777 123 456"
- group "devices"
  - text "Zdenka's telephone" entry=0
  - text "IMEI 860123456789012" entry=0
  - text "Vinohradská 12" entry=0
  - button "Vaporise" entry=0 for="native"
  - button "Bertas Kiste" entry=1 for="native"
  - button "Vaporise" entry=1 for="native"
- field "Email" filled
- link "Zdenka's telephone" href="https://i.mi.com/d/6203401187?k=SECRET" for="native"
`

func TestSurveyHoldsNothingPersonal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		page, err := snapshot.Parse(aList)
		if err != nil {
			t.Fatal(err)
		}
		hide := func(s string) string { return strings.ReplaceAll(s, "hunter2", "…") }
		text := flow.Survey(page, "remove “Zdenka's telephone”", "hunter2 is in the way", hide, []string{"Zdenka's telephone"})
		for _, private := range []string{"Zdenka", "Vopr", "zdenka@example.com", "6203401187", "777", "860123456789012", "Vinohradsk", "Bertas", "SECRET", "hunter2"} {
			if strings.Contains(text, private) {
				t.Errorf("it holds %q:\n%s", private, text)
			}
		}
		for _, kept := range []string{`heading "My devices"`, `button "Vaporise"`, `field "Email"`, "https://i.mi.com/settings/devices\"", "# step: remove “<name>”"} {
			if !strings.Contains(text, kept) {
				t.Errorf("it does not hold %q:\n%s", kept, text)
			}
		}
		again, err := snapshot.Parse(text)
		if err != nil || len(again.Nodes) != len(page.Nodes) || len(again.Entries) != 2 {
			t.Errorf("read again it has %d of %d nodes, %d entries: %v", len(again.Nodes), len(page.Nodes), len(again.Entries), err)
		}
	})
}

func TestPageThatWasNotUnderstoodIsKept(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want int
	}{
		{"not recognised", &flow.Error{Step: "remove it", Outcome: trail.NotRecognised, Err: errors.New("no control")}, 1},
		{"not known what it did", &flow.Error{Step: "remove it", Outcome: trail.Unknown, Err: errors.New("no answer")}, 1},
		{"refused", &flow.Error{Step: "remove it", Outcome: trail.Refused, Err: errors.New("no")}, 0},
		{"all is well", nil, 0},
	} {
		timed(t, tt.name, func(t *testing.T) {
			p := newPage()
			p.snap = func() snapshot.Page {
				page, err := snapshot.Parse(aList)
				if err != nil {
					t.Error(err)
				}
				return page
			}
			record, err := trail.Create(t.TempDir(), trail.Run{Command: "test"}, trail.Options{Keys: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			r := &flow.Runner{Tab: p, Trail: record, Names: func() []string { return []string{"Zdenka's telephone", "Bertas Kiste"} }}
			if got := r.Run(t.Context(), []flow.Task{{Name: "remove", Run: func(context.Context, *flow.Runner) error { return tt.err }}}); got != tt.err {
				t.Errorf("the run ended with %v", got)
			}
			if err := record.Result(flow.OutcomeOf(tt.err), "", 0); err != nil {
				t.Fatal(err)
			}
			files, err := filepath.Glob(filepath.Join(record.Dir(), "page-*.txt"))
			if err != nil || len(files) != tt.want || len(record.Enclosed()) != tt.want {
				t.Fatalf("kept %q and %q, want %d: %v", files, record.Enclosed(), tt.want, err)
			}
			for _, f := range files {
				b, err := os.ReadFile(f)
				if err != nil || !strings.Contains(string(b), "Vaporise") || strings.Contains(string(b), "Berta") {
					t.Errorf("%s, %v", b, err)
				}
			}
			if v, err := trail.Verify(record.Dir(), nil); err != nil || !v.Whole() {
				t.Errorf("the record is not whole: %+v, %v", v.Problems, err)
			}
		})
	}
}
