package report

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"miacct/trail"
)

// A scene is one step of a run: its pictures are named by their content.
type scene struct {
	name          string
	before, after string
	outcome       trail.Outcome
}

// play arranges a task of scenes; one without a name is a note of the run.
func play(scenes ...scene) *story {
	var lines []trail.Line
	picture := func(content, when string) *trail.Picture {
		if content == "" {
			return nil
		}
		return &trail.Picture{File: content + ".png", SHA256: content, When: when}
	}
	n := 0
	for _, s := range scenes {
		if s.name == "" {
			lines = append(lines, trail.Line{Event: trail.EventNote, Task: "task", Text: "device 2 of 3"})
			continue
		}
		n++
		lines = append(lines, trail.Line{Event: trail.EventBegin, Task: "task", Step: n, Name: s.name})
		if p := picture(s.before, "before"); p != nil {
			lines = append(lines, trail.Line{Event: trail.EventPicture, Task: "task", Step: n, Picture: p})
		}
		if s.outcome == "" {
			continue
		}
		lines = append(lines, trail.Line{Event: trail.EventEnd, Task: "task", Step: n, Outcome: s.outcome, Picture: picture(s.after, "after")})
	}
	return tell(lines, func(trail.Picture) bool { return true })
}

func TestComparisons(t *testing.T) {
	open := scene{"open", "", "list", trail.Done}
	choose, confirm := scene{"choose", "list", "asked", trail.Done}, scene{"confirm", "asked", "off", trail.Done}
	for name, c := range map[string]struct {
		scenes []scene
		want   string
	}{
		"an order and its confirmation are one change":     {[]scene{open, choose, confirm}, "2–3 choose: list off"},
		"a note between two steps parts two changes":       {[]scene{choose, confirm, {}, {"choose", "off", "asked2", trail.Done}}, "1–2 choose: list off; 3 choose: off asked2"},
		"a look between two steps parts two changes":       {[]scene{choose, open, confirm}, "1 choose: list asked; 3 confirm: asked off"},
		"the last picture of a task without a change":      {[]scene{{"look", "", "a", trail.Done}, {"look again", "", "b", trail.Done}, {"think", "", "", trail.Done}}, "2 look again: b"},
		"a change that cannot be seen is one picture":      {[]scene{{"tick", "same", "same", trail.Done}}, "1 tick: same"},
		"a confirmation that failed shows all it had":      {[]scene{choose, {"confirm", "asked", "error", trail.Failed}}, "1 choose: list asked; 2 confirm: asked error"},
		"a look that failed is shown beside the changes":   {[]scene{choose, {"look", "", "lost", trail.NotRecognised}}, "1 choose: list asked; 2 look: lost"},
		"a step without pictures that failed says nothing": {[]scene{{"think", "", "", trail.Failed}}, ""},
		"a step without an end is shown as far as it came": {[]scene{choose, {"confirm", "asked", "", ""}, confirm}, "1 choose: list asked; 2 confirm: asked; 3 confirm: asked off"},
		"no pictures": {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, c := range play(c.scenes...).comparisons() {
				var pictures []string
				for _, p := range c.Shots {
					pictures = append(pictures, p.SHA256)
				}
				got = append(got, fmt.Sprintf("%s %s: %s", c.Numbers(), c.Name, strings.Join(pictures, " ")))
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestEveryPictureIsPrintedOrCounted(t *testing.T) {
	s := play(scene{"open", "", "list", trail.Done}, scene{"choose", "list", "asked", trail.Done}, scene{"confirm", "asked", "off", trail.Done}, scene{"look", "", "off", trail.Done})
	kept := s.comparisons()
	if n := s.left(kept); n != 4 {
		t.Errorf("%d of 6 pictures are said to be left out, and 2 are shown", n)
	}
}

func TestNotesStandWhereTheyWereMade(t *testing.T) {
	record := create(t)
	record.Task("remove the devices")
	var want []string
	for i := range 3 {
		note, step := fmt.Sprintf("note %d", i), fmt.Sprintf("Step %d", i)
		ok(t, record.Note(trail.EventNote, note))
		e, err := record.Begin(strings.ToLower(step))
		ok(t, err)
		ok(t, e.End(trail.Done, "", "", nil))
		want = append(want, note, "<bdi>"+step)
	}
	ok(t, record.Note(trail.EventNote, "at the end"))
	want = append(want, "at the end")
	ok(t, record.Result(trail.Done, "", 0))
	printed, err := Printable(record.Dir(), "")
	ok(t, err)
	shown, err := os.ReadFile(Path(record.Dir()))
	ok(t, err)
	for name, page := range map[string]string{"report.html": string(shown), "the printed report": string(printed)} {
		_, page, _ = strings.Cut(page, `id="timeline"`)
		var at []int
		for _, words := range want {
			at = append(at, strings.Index(page, words))
		}
		if at[0] < 0 || !slices.IsSorted(at) {
			t.Errorf("%s has %q at %v", name, want, at)
		}
	}
}
