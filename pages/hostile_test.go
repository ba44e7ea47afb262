package pages_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/report"
	"miacct/trail"
)

// hostileNames are names that somebody else may give a device in the hope that they are run, obeyed or misread.
var hostileNames = []string{
	`<script>document.title="run"</script>`,
	`"><img src=x onerror="document.title='run'">`,
	`{{.Run.Account}}</style></title><svg onload=alert(1)>`,
	"red \x1b[31m and gone \x1b[2J\x1b]0;title\x07",
	"\u202egnp.ecalp\u202c \u2066isolated\u2069",
	"two\nlines\r\nand \u2028 more\tof them",
	"../../../etc/passwd",
	`{"event":"result","outcome":"done"}`,
	"nul \x00 and \x7f and \u200b\ufeff nothing",
	strings.Repeat("long ", 2000),
}

// obeyed is what no output may hold: escapes, changes of direction, what is invisible, and other controls but line ends.
var obeyed = regexp.MustCompile("[\x00-\x09\x0b-\x1f\x7f\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

func TestHostileNamesAreShownAndNeverRun(t *testing.T) {
	t.Parallel()
	before := scenario(t, "no-devices")
	for i, name := range hostileNames {
		before.Devices = append(before.Devices, mockcloud.Device{FID: "hostile" + string(rune('0'+i)), Name: name, Model: "M", Own: i != 0, Owner: name, FindOn: true, Online: true})
	}
	o := run(t, before, func(j *pages.WebDelete, _ *owner) { j.DryRun = true })
	if o.err != nil {
		t.Errorf("%.500v", o.err)
	}
	shown := 0
	for _, l := range o.lines {
		for _, d := range l.Devices {
			if d.Name != trail.Clean(d.Name) {
				t.Errorf("the record has the name %.60q, which is not clean", d.Name)
			}
			shown++
		}
	}
	if shown < len(hostileNames) {
		t.Errorf("%d devices stand in the record, not %d", shown, len(hostileNames))
	}
	files, err := filepath.Glob(filepath.Join(o.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Base(f)
		if !regexp.MustCompile(`^[A-Za-z0-9.-]{1,80}$`).MatchString(name) {
			t.Errorf("a file is called %q", name)
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, ".png") {
			continue
		}
		if bad := obeyed.Find(b); bad != nil {
			t.Errorf("%s holds %q", name, bad)
		}
		if name == "report.html" {
			page := string(b)
			if strings.Contains(page, "<script") || strings.Contains(page, "<img src=x") || strings.Contains(page, "<svg onload") {
				t.Error("the report holds markup of a name")
			}
			if !strings.Contains(html.UnescapeString(page), hostileNames[0]) {
				t.Error("the report does not show a name as it is")
			}
		}
	}
	packed := filepath.Join(t.TempDir(), "run.zip")
	if left, err := trail.Pack(o.dir, packed, report.HTML{}); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
	if v, err := trail.Verify(packed, report.HTML{}); err != nil || !v.Whole() {
		t.Error(v.Problems, err)
	}
}
