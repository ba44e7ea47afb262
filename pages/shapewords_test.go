package pages

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/intent"
	"miacct/mockcloud"
	"miacct/snapshot"
)

var showMisses = flag.Bool("misses", false, "show words of shapes that are not understood")

// What a device's part of a page says, in words by another hand, in all languages.
func TestWordsByAnotherHandAreUnderstood(t *testing.T) {
	const name = "Mi 9"
	tally := map[string][2]int{}
	count := func(what string, ok bool, lang string, words ...any) {
		n := tally[what]
		if n[1]++; ok {
			n[0]++
		} else if *showMisses {
			t.Logf("%s: %s: %q", what, lang, fmt.Sprint(words...))
		}
		tally[what] = n
	}
	// offered is a page about the device with a heading and controls.
	offered := func(lang, heading string, controls ...string) snapshot.Page {
		text := fmt.Sprintf("page \"https://i.mi.com/find\" title=\"Mi Cloud\" lang=%q\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\n- heading %q level=1\n- heading %q level=2\n", lang, heading, name)
		for _, c := range controls {
			text += fmt.Sprintf("- button %q\n", c)
		}
		return drawn(t, text)
	}
	asked := func(lang, heading, title, body string, controls ...string) (before, now snapshot.Page) {
		text := fmt.Sprintf("page \"https://i.mi.com/find\" title=\"Mi Cloud\" lang=%q\nframe \"https://i.mi.com/find\" allowed\nlayer \"document\"\n- heading %q level=1\n", lang, heading)
		before = drawn(t, text)
		text = strings.Replace(text, "layer \"document\"", fmt.Sprintf("layer \"dialog\" name=%q modal\nlayer \"document\"", title), 1)
		text += fmt.Sprintf("- heading %q layer=0\n- text %q layer=0\n", title, body)
		for _, c := range controls {
			text += fmt.Sprintf("- button %q layer=0\n", c)
		}
		return before, drawn(t, text)
	}
	for _, lang := range mockcloud.Languages() {
		w := mockcloud.ShapeWords(lang)
		decoys := func(keys ...string) (all []string) {
			for _, k := range keys {
				all = append(all, w[k][0])
			}
			return all
		}
		for _, job := range []struct {
			key, place string
			target     intent.Target
			decoys     []string
		}{
			{"off", "find", intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, Item: name}, decoys("d_erase", "d_sound", "d_lost", "d_report")},
			{"remove", "mine", intent.Target{Do: intent.Delete, Of: intent.Device, Item: name}, decoys("d_signout_all", "d_payment", "d_report")},
		} {
			for _, label := range w[job.key] {
				p := offered(lang, w[job.place][0], append(job.decoys[:len(job.decoys):len(job.decoys)], label)...)
				job.target.Called = intent.CalledOn(p, job.target.Of)
				m := intent.Find(p, job.target)
				wrong := m.Found() && p.Nodes[m.Node].Label() != label
				if wrong {
					t.Errorf("%s: %q is taken for %s: %v", lang, p.Nodes[m.Node].Label(), job.key, m.Because)
				}
				count(job.key, m.Found() && !wrong, lang, label, " | ", m.Reason)
			}
			for _, title := range w[job.key+"_title"] {
				for i, label := range w[job.key+"_yes"] {
					no := w["keep"][0]
					if job.key == "remove" {
						no = w["cancel"][i%len(w["cancel"])]
					}
					_, p := asked(lang, w[job.place][0], title, w[job.key+"_text"][0], no, label)
					prompt := intent.ReadPrompt(p, 0, job.target)
					good, why := prompt.Answerable()
					if good && p.Nodes[prompt.Yes].Label() != label {
						t.Errorf("%s: %q is taken for the yes of %q", lang, p.Nodes[prompt.Yes].Label(), title)
					}
					count(job.key+" prompt", good, lang, title, " | ", no, " | ", label, " | ", why)
				}
			}
			for _, done := range w[job.key+"_done"] {
				s := intent.Sentence(done, lang)
				count(job.key+" done", s.Says == intent.SaysDone || s.Says == intent.SaysOff, lang, done, " | ", s.Says)
			}
		}
		for _, words := range w["not_located"] {
			p := offered(lang, w["find"][0])
			now := offered(lang, w["find"][0])
			now.Nodes = append(now.Nodes, snapshot.Node{Kind: snapshot.Text, Text: words, Parent: -1, Entry: -1})
			_, ok := turnedOff(flow.Since(p, now, "x"), []int{len(now.Nodes) - 1}, false, intent.CalledOn(p, intent.FindDevice))
			count("is off", ok, lang, words)
		}
		for _, words := range w["located"] {
			p := offered(lang, w["find"][0])
			now := offered(lang, w["find"][0])
			now.Nodes = append(now.Nodes, snapshot.Node{Kind: snapshot.Text, Text: words, Parent: -1, Entry: -1})
			if _, ok := turnedOff(flow.Since(p, now, "x"), []int{len(now.Nodes) - 1}, true, intent.CalledOn(p, intent.FindDevice)); ok {
				t.Errorf("%s: %q is taken for off", lang, words)
			}
		}
		for _, key := range []string{"manage", "details", "more", "edit", "show_more"} {
			for _, label := range w[key] {
				p := offered(lang, w["find"][0], label)
				sure, _ := intent.Opener(p, len(p.Nodes)-1)
				count("opens: "+key, sure > 0, lang, label)
			}
		}
	}
	all := [2]int{}
	for _, what := range []string{"off", "off prompt", "off done", "is off", "remove", "remove prompt", "remove done", "opens: manage", "opens: details", "opens: more", "opens: edit", "opens: show_more"} {
		n := tally[what]
		t.Logf("%-16s %d of %d", what, n[0], n[1])
		all[0], all[1] = all[0]+n[0], all[1]+n[1]
	}
	t.Logf("%d of %d", all[0], all[1])
	if least := 0.87; float64(all[0]) < least*float64(all[1]) {
		t.Errorf("%d of %d are understood, at least %.0f%% were", all[0], all[1], 100*least)
	}
}
