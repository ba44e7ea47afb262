package intent

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"miacct/snapshot"
)

// A composed label is a whole label of one control in one language.
type composed struct{ control, class, lang, label string }

func composedLabels(t testing.TB) []composed {
	t.Helper()
	f, err := os.Open("testdata/composed.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []composed
	for s := bufio.NewScanner(f); s.Scan(); {
		c := strings.Split(s.Text(), "\t")
		if strings.HasPrefix(s.Text(), "#") || len(c) < 4 {
			continue
		}
		all = append(all, composed{c[0], c[1], c[2], c[3]})
	}
	return all
}

// wanted are the controls of the flow: the target that looks for each, and the place it stands in
// when its label names no object.
var wanted = map[string]struct {
	target Target
	place  string
}{
	"turn-off-find-device":   {Target{Do: TurnOff, Of: FindDevice}, ""},
	"turn-off-find-title":    {Target{Do: TurnOff, Of: FindDevice}, "title"},
	"turn-off-anyway":        {Target{Do: TurnOff, Of: FindDevice}, "find"},
	"remove-device":          {Target{Do: Delete, Of: Device}, "devices"},
	"remove-device-confirm":  {Target{Do: Delete, Of: Device}, "entry"},
	"delete-account":         {Target{Do: Delete, Of: Account}, ""},
	"confirm-delete-account": {Target{Do: Delete, Of: Account}, "account"},
	"delete-anyway":          {Target{Do: Delete, Of: Device}, "entry"},
	"continue-anyway":        {Target{Do: Continue}, ""},
	"accept-loss":            {Target{Do: Agree, Of: Loss}, ""},
	"agree-and-continue":     {Target{Do: Agree, Of: Terms}, ""},
	"confirm-identity":       {Target{Do: Verify, Of: Identity}, ""},
	"send-code":              {Target{Do: Send, Of: Code}, ""},
	"resend-code":            {Target{Do: Resend, Of: Code}, ""},
	"enter-code":             {Target{Do: Enter, Of: Code}, ""},
}

// labelled is a page that shows one control.
func labelled(lang, label string, kind snapshot.Kind) snapshot.Page {
	return snapshot.Page{
		Lang: lang, Layers: []snapshot.Layer{{Kind: snapshot.Document, Root: -1}},
		Nodes: []snapshot.Node{{Parent: -1, Entry: -1, Kind: kind, Name: label, Tag: "button", For: []string{"native"}}},
	}
}

// understood reports whether a whole label is taken for its target when the matcher does not know it as a whole.
func understood(c composed, leave bool) (bool, Match) {
	w := wanted[c.control]
	p := labelled(c.lang, c.label, snapshot.Button)
	t := w.target
	// A place that is known to be about the object, whatever its language calls it: the title in English.
	switch w.place {
	case "find":
		p.Title = "Find device"
	case "account":
		p.Title = "Account"
	case "devices":
		p.Title = "My devices"
	case "entry":
		p.Nodes[0].Entry, p.Entries, t.In = 0, make([]snapshot.Entry, 1), InEntry(0)
	}
	if w.place == "title" {
		p.Nodes[0].Kind = snapshot.Heading
		p.Nodes[0].Weak = true
	}
	r := newReader(p, names{})
	if leave {
		r.skip = c.label
	}
	m := r.find(t)
	return m.Found(), m
}

func TestLabels(t *testing.T) {
	all, good := map[string]int{}, map[string]int{}
	word := 0
	var missed []string
	total, hits := 0, 0
	for _, c := range composedLabels(t) {
		if c.class != "target" {
			continue
		}
		total++
		all[c.lang]++
		ok, m := understood(c, true)
		if ok {
			hits++
			good[c.lang]++
		} else {
			w, _ := understood(c, false)
			if w {
				word++
			}
			missed = append(missed, fmt.Sprintf("%s %s %q known-unskipped=%v %s %v", c.control, c.lang, c.label, w, m.Reason, m.Nearest))
		}
	}
	sort.Strings(missed)
	t.Logf("whole labels, each left out: %d of %d = %.1f %%; of the missed %d are single words of the lexicon that were left out", hits, total, 100*float64(hits)/float64(total), word)
	for _, l := range Languages {
		p := 100 * float64(good[l]) / float64(all[l])
		t.Logf("%-6s %d of %d = %.1f %%", l, good[l], all[l], p)
		if p < 90 {
			t.Errorf("%s: recognised %.1f %%, want at least 90", l, p)
		}
	}
	if float64(hits) < 0.95*float64(total) {
		t.Errorf("recognised %.1f %% over all, want at least 95", 100*float64(hits)/float64(total))
	}
	if testing.Verbose() {
		for _, m := range missed {
			t.Log("missed:", m)
		}
	}
}

// TestLookalikes counts near misses and opposites that are taken for a target by the label alone.
func TestLookalikes(t *testing.T) {
	labels := composedLabels(t)
	same := map[string]bool{} // labels that are a target's as well: ambiguous by nature
	for _, c := range labels {
		if c.class == "target" {
			same[c.lang+" "+trimmed(fold(c.label, c.lang))] = true
		}
	}
	targets := []Target{{Do: TurnOff, Of: FindDevice}, {Do: Delete, Of: Device}, {Do: Delete, Of: Account}}
	total, taken := 0, 0
	var ambiguous []string
	for _, c := range labels {
		if c.class == "target" {
			continue
		}
		total++
		for _, target := range targets {
			if !Find(labelled(c.lang, c.label, snapshot.Button), target).Found() {
				continue
			}
			if same[c.lang+" "+trimmed(fold(c.label, c.lang))] {
				ambiguous = append(ambiguous, fmt.Sprintf("%s %s %q = %s %s", c.control, c.lang, c.label, target.Do, target.Of))
				continue
			}
			taken++
			t.Logf("taken: %s %s %q for %s %s", c.control, c.lang, c.label, target.Do, target.Of)
		}
	}
	slices.Sort(ambiguous)
	t.Logf("near misses and opposites taken for a target by the label alone: %d of %d = %.2f %%; ambiguous by nature %d", taken, total, 100*float64(taken)/float64(total), len(ambiguous))
	if float64(taken) > 0.003*float64(total) {
		t.Errorf("%d of %d taken, want at most 0.3 %%", taken, total)
	}
	for _, a := range ambiguous {
		t.Log("ambiguous:", a)
	}
}
