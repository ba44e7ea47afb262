package main

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/testdata/sample"
)

// obeyed is what a terminal or a reader would obey: escapes, other controls but line ends, changes of direction, what is invisible.
var obeyed = regexp.MustCompile("[\x00-\x09\x0b-\x1f\x7f\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

// TestHostileNamesInAWholeRun deletes an account whose phones have names that want to be run or
// obeyed, and looks at all that was shown, at the names of the files, the PDF and the zip.
func TestHostileNamesInAWholeRun(t *testing.T) {
	t.Parallel()
	s, _ := mockcloud.Named("no-devices")
	for i, name := range sample.Of(t, 2, []string{
		`<script>document.title="run"</script>`,
		"red \x1b[31m and \x1b]0;title\x07 \u202egnp.ecalp",
		"two\nlines and ../../../etc/passwd",
		strings.Repeat("long ", 60),
	}) {
		s.State.Devices = append(s.State.Devices, mockcloud.Device{FID: "hostile" + string(rune('0'+i)), Name: name, Model: "M", Own: true, FindOn: true, Online: true})
	}
	cloud, err := mockcloud.Start(mockcloud.Options{State: s.State})
	if err != nil {
		t.Fatal(err)
	}
	defer cloud.Close()
	cmd := miacct(t, cloud, "--confirm", cloud.State().Account.ID)
	code, lines, says := outcome(t, cmd)
	end := cloud.State()
	if code != exitOK || !end.Deleted || end.Counts["delete"] != 1 {
		t.Errorf("exit code %d, deleted %v\n%s", code, end.Deleted, says)
	}
	for _, d := range end.Devices {
		if d.FindOn || !d.Removed {
			t.Errorf("%.60q: Find Device on %v, removed %v", d.Name, d.FindOn, d.Removed)
		}
	}
	if bad := obeyed.FindString(says); bad != "" {
		t.Errorf("the screen was given %q", bad)
	}
	base := filepath.Join(cmd.Dir, "miacct-audit")
	dir := filepath.Join(base, lines[0].Run.ID)
	packed := filepath.Join(base, "run.zip")
	for _, args := range [][]string{{"audit", "report", dir, "--pdf"}, {"audit", "pack", dir, "-o", packed}, {"audit", "verify", packed}} {
		next := exec.Command(cmd.Path, args...)
		next.Dir, next.Env = cmd.Dir, cmd.Env
		if out, err := next.CombinedOutput(); err != nil || obeyed.Match(out) {
			t.Errorf("%s: %v\n%q", args[1], err, out)
		}
	}
	pdf, err := os.ReadFile(dir + ".pdf")
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("the PDF: %v", err)
	}
	for _, active := range []string{"/JavaScript", "/JS", "/Launch", "/EmbeddedFile"} {
		if bytes.Contains(pdf, []byte(active)) {
			t.Errorf("the PDF has %s", active)
		}
	}
	z, err := zip.OpenReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !regexp.MustCompile(`^[A-Za-z0-9-]{1,40}/[A-Za-z0-9.-]{1,80}$`).MatchString(f.Name) {
			t.Errorf("the zip has %q", f.Name)
		}
	}
}
