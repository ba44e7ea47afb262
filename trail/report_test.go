package trail

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestTheReportIsMadeOfTheTrailAlone(t *testing.T) {
	dir := sample(t)
	sealed, err := os.ReadFile(filepath.Join(dir, reportFile))
	ok(t, err)
	ok(t, os.Remove(filepath.Join(dir, reportFile)))
	path, err := Report(dir, "")
	ok(t, err)
	anew, err := os.ReadFile(path)
	ok(t, err)
	if !bytes.Equal(sealed, anew) {
		t.Error("the same trail gave two reports")
	}
	if n := bytes.Count(anew, []byte("data:image/png;base64,")); n != 2 {
		t.Errorf("2 pictures are in it %d times", n)
	}
	for _, address := range regexp.MustCompile(`(?:src|href|url)\s*[=(]\s*"?([^"\s)]*)`).FindAllStringSubmatch(string(anew), -1) {
		if !strings.HasPrefix(address[1], "#") && !strings.HasPrefix(address[1], "data:image/png;base64,") {
			t.Errorf("it needs %q", address[1])
		}
	}
	for _, words := range []string{"12••••78", "Done, and seen on the site", "The account is deleted.", "20:15:00 local time", "It cannot be restored.", "Integrity since capture, never authenticity", "Someone else’s"} {
		if !bytes.Contains(anew, []byte(words)) {
			t.Errorf("it does not say %q", words)
		}
	}
	if bytes.Contains(anew, []byte("<script")) || bytes.Contains(anew, []byte("Test run.")) {
		t.Error("it has a script, or calls the run a test run")
	}
}

func TestTheReportTellsOfPicturesThatAreGoneOrChanged(t *testing.T) {
	dir := sample(t)
	ok(t, os.Remove(filepath.Join(dir, "001-sign-in-before.png")))
	ok(t, os.WriteFile(filepath.Join(dir, "002-sign-in-after.png"), picture(t, 99), 0o600))
	path, err := Report(dir, "")
	ok(t, err)
	page, err := os.ReadFile(path)
	ok(t, err)
	if bytes.Contains(page, []byte("<img")) {
		t.Error("it shows a picture that is not the one taken")
	}
	for _, name := range []string{"001-sign-in-before.png", "002-sign-in-after.png"} {
		if n := bytes.Count(page, []byte(name)); n != 2 {
			t.Errorf("%s is told %d times, not among what could not be seen and in its step", name, n)
		}
	}
}

func TestTheControlThatWasUsedIsFramed(t *testing.T) {
	dir := sample(t)
	page, err := os.ReadFile(filepath.Join(dir, reportFile))
	ok(t, err)
	for _, want := range []string{`class="frame" style="left:25.00%;top:0.00%;width:50.00%;height:50.00%"`, `; framed: the button of It cannot be restored."`, `Framed: <bdi>the button of`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the report has no %s", want)
		}
	}
	// A box beyond the picture, of whosever making, is drawn nowhere.
	trail := create(t, t.TempDir(), Options{})
	e, err := trail.Begin("step")
	ok(t, err)
	for _, c := range []Control{{}, {"it", -1, 0, 1, 1, 4, 3}, {"it", 0, 0, 5, 1, 4, 3}, {"it", 3, 0, 2, 1, 4, 3}, {"it", 0, 0, 1, math.NaN(), 4, 3}, {"it", 0, 0, 1, 1, 0, 0}, {"it", 0, 0, math.Inf(1), 1, math.Inf(1), 3}} {
		_, err = e.PictureWith("before", picture(t, 10), c)
		ok(t, err)
	}
	ok(t, trail.Result(Done, "", 0))
	lines, err := Read(trail.Dir())
	ok(t, err)
	for _, l := range lines {
		if l.Picture != nil && l.Picture.Control != nil {
			t.Errorf("recorded: %+v", l.Picture.Control)
		}
	}
	s := tell([]Line{{Event: EventBegin, Step: 1}, {Event: EventPicture, Step: 1, Picture: &Picture{Control: &Control{"it", 0, 0, 9, 9, 1, 1}}}}, func(Picture) bool { return true })
	if s.Framed || s.Tasks[0].Steps[0].Shots[0].Control != nil {
		t.Error("a box larger than its picture is framed")
	}
}

// A record of the first format, whose pictures tell of no control, reads as ever.
func TestTheFirstFormatIsRead(t *testing.T) {
	dir := sample(t)
	b, err := os.ReadFile(filepath.Join(dir, trailFile))
	ok(t, err)
	var old []byte
	prev := ""
	for raw := range bytes.Lines(b) {
		raw = bytes.Replace(raw, []byte(`{"v":2,`), []byte(`{"v":1,`), 1)
		raw = regexp.MustCompile(`,"control":\{[^}]*\}`).ReplaceAll(raw, nil)
		raw = regexp.MustCompile(`"prev":"[^"]*"`).ReplaceAll(raw, []byte(`"prev":"`+prev+`"`))
		prev = hash(raw)
		old = append(old, raw...)
	}
	lines, _, _, err := parse(old)
	if err != nil || len(lines) == 0 || lines[0].V != 1 {
		t.Errorf("%d lines, %v", len(lines), err)
	}
	if _, _, _, err := parse(bytes.Replace(old, []byte(`"v":1`), []byte(`"v":3`), 1)); err == nil {
		t.Error("a format to come is read")
	}
}

func TestDevicesBeforeAndAfter(t *testing.T) {
	mi := Device{Name: "Mi 9", Own: true, Find: "on", Left: true}
	off, twin := mi, Device{Name: "Redmi", Own: true, Find: "on", Left: true}
	off.Find = "off"
	family := Device{Name: "Mi 9", Find: "on", Left: true} // same name, someone else's
	type row [4]string
	for name, c := range map[string]struct {
		lists map[string][]Device
		want  []row
		twins []int
	}{
		"gone, off in between": {map[string][]Device{"before": {mi, family}, "between": {off, family}, "after": {family}},
			[]row{{"on", "off", "yes", "no"}, {"on", "on", "yes", "yes"}}, []int{0, 0}},
		"gone, not seen in between": {map[string][]Device{"before": {mi}, "after": {}}, []row{{"on", "", "yes", "no"}}, []int{0}},
		"after not read":            {map[string][]Device{"before": {mi}}, []row{{"on", "", "yes", ""}}, []int{0}},
		"before not read":           {map[string][]Device{"after": {mi}}, []row{{"", "on", "", "yes"}}, []int{0}},
		"new":                       {map[string][]Device{"before": {}, "after": {mi}}, []row{{"", "on", "no", "yes"}}, []int{0}},
		"one of two that look alike": {map[string][]Device{"before": {twin, twin}, "after": {twin}},
			[]row{{"on", "on", "yes", "yes"}, {"on", "", "yes", "no"}}, []int{2, 2}},
	} {
		var lines []Line
		for _, when := range []string{"before", "between", "after"} {
			if ds, read := c.lists[when]; read {
				lines = append(lines, Line{Event: EventDevices, Text: when, Devices: ds})
			}
		}
		var got []row
		var twins []int
		for _, f := range tell(lines, nil).Devices {
			got = append(got, row{f.FindBefore, f.FindAfter, f.InBefore, f.InAfter})
			twins = append(twins, f.Twins)
		}
		if !reflect.DeepEqual(got, c.want) || !slices.Equal(twins, c.twins) {
			t.Errorf("%s: %v %v, not %v %v", name, got, twins, c.want, c.twins)
		}
	}
}

func TestWhatCouldNotBeSeenIsNamed(t *testing.T) {
	step := func(n int, o Outcome, p *Picture) []Line {
		return []Line{
			{Event: EventBegin, Step: n, Name: "step"}, {Event: EventIntent, Step: n, Text: "click"},
			{Event: EventEnd, Step: n, Outcome: o, Picture: p},
		}
	}
	after := &Picture{File: "001-step-after.png", When: "after"}
	for _, c := range []struct {
		name  string
		lines []Line
		want  string // "" if nothing is left open
	}{
		{"all seen", append(step(1, Done, after), Line{Event: EventResult, Outcome: Done}), ""},
		{"no picture", append(step(1, Done, nil), Line{Event: EventResult, Outcome: Done}), "A picture after the step “step”: none could be taken."},
		{"refused", append(step(1, Refused, after), Line{Event: EventResult, Outcome: Refused}), "That the step “step” worked: its outcome was “refused”."},
		{"no end", step(1, Done, after)[:2], "How the step “step” ended: the record does not say."},
		{"no result", step(1, Done, after), "How the run ended: the record has no last line."},
		{"accepted", []Line{{Event: EventResult, Outcome: Accepted}}, "That the account is gone: the site accepted the request and will delete it later."},
		{"unknown", []Line{{Event: EventResult, Outcome: Unknown}}, "Whether the irreversible step took effect."},
		{"one list", []Line{{Event: EventDevices, Text: "before", Devices: []Device{{Name: "Mi 9"}}}, {Event: EventResult, Outcome: Done}}, "The device list before and after: it was read only once."},
	} {
		open := tell(c.lines, func(Picture) bool { return true }).unseen(speak(""))
		if c.want == "" && len(open) > 0 || c.want != "" && !slices.Contains(open, c.want) {
			t.Errorf("%s: %q", c.name, open)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	trail := create(b, b.TempDir(), Options{})
	png := bytes.Repeat(picture(b, 1), 500) // some 40 KB
	b.SetBytes(int64(2 * len(png)))
	for b.Loop() {
		e, err := trail.Begin("remove Mi 9")
		ok(b, err)
		_, err = e.Picture("before", png)
		ok(b, err)
		ok(b, e.Note(EventIntent, "click the delete button"))
		ok(b, e.Note(EventIntent, "click OK"))
		ok(b, e.End(Done, "", "https://i.mi.com/", png))
	}
}
