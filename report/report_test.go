package report

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

	"miacct/trail"
)

func TestTheReportIsMadeOfTheTrailAlone(t *testing.T) {
	dir := sample(t)
	sealed, err := os.ReadFile(Path(dir))
	ok(t, err)
	ok(t, os.Remove(Path(dir)))
	path, err := Write(dir, "")
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

// The report of a record is sealed with it, and checked against one made anew: in any language, and nothing else.
func TestAChangedReportIsFound(t *testing.T) {
	dir := sample(t)
	page, err := os.ReadFile(Path(dir))
	ok(t, err)
	for at := 0; at < len(page); at += len(page)/40 + 1 {
		changed := bytes.Clone(page)
		changed[at] ^= 1
		ok(t, os.WriteFile(Path(dir), changed, 0o600))
		v, err := trail.Verify(dir, HTML{})
		ok(t, err)
		if len(v.Problems) != 1 || v.Problems[0].File != trail.ReportFile {
			t.Errorf("byte %d: found %v", at, v.Problems)
		}
	}
}

// A run that was killed has no report yet; it can be made, and is then part of a record that is whole.
func TestAnInterruptedRunHasAReport(t *testing.T) {
	record := create(t)
	_, err := record.Begin("delete the account")
	ok(t, err)
	_, err = Write(record.Dir(), "zh")
	ok(t, err)
	if v, err := trail.Verify(record.Dir(), HTML{}); err != nil || !v.Whole() {
		t.Errorf("%+v, %v", v, err)
	}
	ok(t, record.Result(trail.Interrupted, "", 130))
}

func TestAReportReplacesALinkAndDoesNotFollowIt(t *testing.T) {
	dir, victim := sample(t), filepath.Join(t.TempDir(), "victim")
	ok(t, os.WriteFile(victim, []byte("precious"), 0o600))
	ok(t, os.Remove(Path(dir)))
	ok(t, os.Symlink(victim, Path(dir)))
	_, err := Write(dir, "")
	ok(t, err)
	if info, err := os.Lstat(Path(dir)); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the report in a link's place: %v, %v", info.Mode(), err)
	}
	if b, err := os.ReadFile(victim); err != nil || string(b) != "precious" {
		t.Errorf("what the link leads to: %q, %v", b, err)
	}
}

func TestTheReportTellsOfPicturesThatAreGoneOrChanged(t *testing.T) {
	dir := sample(t)
	ok(t, os.Remove(filepath.Join(dir, "001-sign-in-before.png")))
	ok(t, os.WriteFile(filepath.Join(dir, "002-sign-in-after.png"), picture(t, 99), 0o600))
	path, err := Write(dir, "")
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
	page, err := os.ReadFile(Path(dir))
	ok(t, err)
	for _, want := range []string{`class="frame" style="left:25.00%;top:0.00%;width:50.00%;height:50.00%"`, `; framed: the button of It cannot be restored."`, `Framed: <bdi>the button of`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the report has no %s", want)
		}
	}
	// A box beyond the picture, of whosever making, is drawn nowhere.
	record := create(t)
	e, err := record.Begin("step")
	ok(t, err)
	for _, c := range []trail.Control{
		{},
		{Name: "it", X: -1, Width: 1, Height: 1, ViewWidth: 4, ViewHeight: 3},
		{Name: "it", Width: 5, Height: 1, ViewWidth: 4, ViewHeight: 3},
		{Name: "it", X: 3, Width: 2, Height: 1, ViewWidth: 4, ViewHeight: 3},
		{Name: "it", Width: 1, Height: math.NaN(), ViewWidth: 4, ViewHeight: 3},
		{Name: "it", Width: 1, Height: 1},
		{Name: "it", Width: math.Inf(1), Height: 1, ViewWidth: math.Inf(1), ViewHeight: 3},
	} {
		_, err = e.PictureWith("before", picture(t, 10), c)
		ok(t, err)
	}
	ok(t, record.Result(trail.Done, "", 0))
	lines, err := trail.Read(record.Dir())
	ok(t, err)
	for _, l := range lines {
		if l.Picture != nil && l.Picture.Control != nil {
			t.Errorf("recorded: %+v", l.Picture.Control)
		}
	}
	s := tell([]trail.Line{{Event: trail.EventBegin, Step: 1}, {Event: trail.EventPicture, Step: 1, Picture: &trail.Picture{Control: &trail.Control{Name: "it", Width: 9, Height: 9, ViewWidth: 1, ViewHeight: 1}}}}, func(trail.Picture) bool { return true })
	if s.Framed || s.Tasks[0].Steps[0].Shots[0].Control != nil {
		t.Error("a box larger than its picture is framed")
	}
}

func TestDevicesBeforeAndAfter(t *testing.T) {
	mi := trail.Device{Name: "Mi 9", Own: true, Find: "on", Left: true}
	off, twin := mi, trail.Device{Name: "Redmi", Own: true, Find: "on", Left: true}
	off.Find = "off"
	family := trail.Device{Name: "Mi 9", Find: "on", Left: true} // same name, someone else's
	type row [4]string
	for name, c := range map[string]struct {
		lists map[string][]trail.Device
		want  []row
		twins []int
	}{
		"gone, off in between": {map[string][]trail.Device{"before": {mi, family}, "between": {off, family}, "after": {family}},
			[]row{{"on", "off", "yes", "no"}, {"on", "on", "yes", "yes"}}, []int{0, 0}},
		"whose it is was asked":     {map[string][]trail.Device{"unknown": {family}, "before": {mi}, "between": {off}, "after": {}}, []row{{"on", "off", "yes", "no"}}, []int{0}},
		"gone, not seen in between": {map[string][]trail.Device{"before": {mi}, "after": {}}, []row{{"on", "", "yes", "no"}}, []int{0}},
		"after not read":            {map[string][]trail.Device{"before": {mi}}, []row{{"on", "", "yes", ""}}, []int{0}},
		"before not read":           {map[string][]trail.Device{"after": {mi}}, []row{{"", "on", "", "yes"}}, []int{0}},
		"new":                       {map[string][]trail.Device{"before": {}, "after": {mi}}, []row{{"", "on", "no", "yes"}}, []int{0}},
		"one of two that look alike": {map[string][]trail.Device{"before": {twin, twin}, "after": {twin}},
			[]row{{"on", "on", "yes", "yes"}, {"on", "", "yes", "no"}}, []int{2, 2}},
	} {
		var lines []trail.Line
		for _, when := range []string{"before", "between", "after"} {
			if ds, read := c.lists["unknown"]; read && when == "before" {
				lines = append(lines, trail.Line{Event: trail.EventDevices, Text: when, Devices: ds})
			}
			if ds, read := c.lists[when]; read {
				lines = append(lines, trail.Line{Event: trail.EventDevices, Text: when, Devices: ds})
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
	step := func(n int, o trail.Outcome, p *trail.Picture) []trail.Line {
		return []trail.Line{
			{Event: trail.EventBegin, Step: n, Name: "step"}, {Event: trail.EventIntent, Step: n, Text: "click"},
			{Event: trail.EventEnd, Step: n, Outcome: o, Picture: p},
		}
	}
	after := &trail.Picture{File: "001-step-after.png", When: "after"}
	for _, c := range []struct {
		name  string
		lines []trail.Line
		want  string // "" if nothing is left open
	}{
		{"all seen", append(step(1, trail.Done, after), trail.Line{Event: trail.EventResult, Outcome: trail.Done}), ""},
		{"no picture", append(step(1, trail.Done, nil), trail.Line{Event: trail.EventResult, Outcome: trail.Done}), "A picture after the step “step”: none could be taken."},
		{"refused", append(step(1, trail.Refused, after), trail.Line{Event: trail.EventResult, Outcome: trail.Refused}), "That the step “step” worked: its outcome was “refused”."},
		{"no end", step(1, trail.Done, after)[:2], "How the step “step” ended: the record does not say."},
		{"no result", step(1, trail.Done, after), "How the run ended: the record has no last line."},
		{"accepted", []trail.Line{{Event: trail.EventResult, Outcome: trail.Accepted}}, "That the account is gone: the site accepted the request and will delete it later."},
		{"unknown", []trail.Line{{Event: trail.EventResult, Outcome: trail.Unknown}}, "Whether the irreversible step took effect."},
		{"one list", []trail.Line{{Event: trail.EventDevices, Text: "before", Devices: []trail.Device{{Name: "Mi 9"}}}, {Event: trail.EventResult, Outcome: trail.Done}}, "The device list before and after: it was read only once."},
	} {
		open := tell(c.lines, func(trail.Picture) bool { return true }).unseen(speak(""))
		if c.want == "" && len(open) > 0 || c.want != "" && !slices.Contains(open, c.want) {
			t.Errorf("%s: %q", c.name, open)
		}
	}
}
