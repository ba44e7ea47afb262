package trail

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"miacct/internal/platform/platformtest"
)

func TestALineIsOnDiskBeforeItIsShown(t *testing.T) {
	dir := t.TempDir()
	var shown []Line
	trail := create(t, dir, Options{Watch: func(l Line) {
		runs, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(runs) != 1 {
			t.Fatalf("runs: %q, %v", runs, err)
		}
		on, err := Read(runs[0])
		if err != nil || len(on) != len(shown)+1 {
			t.Fatalf("line %d is shown while %d are on disk: %v", len(shown)+1, len(on), err)
		}
		a, _ := json.Marshal(on[len(on)-1])
		b, _ := json.Marshal(l)
		if !bytes.Equal(a, b) {
			t.Errorf("shown %s, on disk %s", b, a)
		}
		shown = append(shown, l)
	}})
	tellAll(t, trail, "words")
	ok(t, trail.Result(Done, "over", 0))
	for i, l := range shown {
		if l.Seq != i || l.V != Format {
			t.Errorf("line %d has number %d, format %d", i, l.Seq, l.V)
		}
	}
	if last := shown[len(shown)-1]; last.Event != EventResult || *last.Exit != 0 {
		t.Errorf("last line: %+v", last)
	}
}

func TestTheHashIsThatOfTheLineBeforeWithItsNewline(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(sample(t), trailFile))
	ok(t, err)
	lines := bytes.SplitAfter(b, []byte("\n"))
	for i, raw := range lines[1 : len(lines)-1] {
		var l struct{ Prev string }
		ok(t, json.Unmarshal(raw, &l))
		if l.Prev != hash(lines[i]) {
			t.Errorf("line %d holds %s, not %s", i+2, l.Prev, hash(lines[i]))
		}
	}
}

func TestReadNamesTheLineThatDoesNotFollow(t *testing.T) {
	dir := sample(t)
	b, err := os.ReadFile(filepath.Join(dir, trailFile))
	ok(t, err)
	whole := bytes.Count(b, []byte("\n"))
	ok(t, os.WriteFile(filepath.Join(dir, trailFile), b[:len(b)-1], 0o600))
	if lines, err := Read(dir); err != nil || len(lines) != whole-1 {
		t.Errorf("an unfinished last line: %d of %d lines, %v", len(lines), whole, err)
	}
	ok(t, os.WriteFile(filepath.Join(dir, trailFile), bytes.Replace(b, []byte("click the"), []byte("CLICK the"), 1), 0o600))
	if _, err := Read(dir); err == nil || !strings.HasSuffix(err.Error(), "trail.jsonl: line 5: it does not follow from the line before") {
		t.Errorf("a changed line: %v", err)
	}
}

func TestEverythingIsForItsOwnerAlone(t *testing.T) {
	for _, umask := range []int{0, 0o777} {
		parent := t.TempDir()
		open := filepath.Join(parent, "open")
		ok(t, os.Mkdir(open, 0o777))
		ok(t, os.Chmod(open, 0o777))
		keys := t.TempDir()
		restore := platformtest.Umask(umask)
		for _, dir := range []string{filepath.Join(parent, "new"), open} {
			trail, err := Create(dir, Run{}, Options{Keys: keys, Report: inWords{}})
			if err == nil {
				var e *Entry
				if e, err = trail.Begin("step"); err == nil {
					err = errors.Join(e.End(Done, "", "", picture(t, 1)), trail.Result(Done, "", 0))
				}
			}
			if err != nil {
				restore()
				t.Fatal(err)
			}
			mode(t, trail.Dir(), 0o700)
			files, err := os.ReadDir(trail.Dir())
			ok(t, err)
			if len(files) != 6 {
				t.Errorf("%d files: %v", len(files), files)
			}
			for _, f := range files {
				mode(t, filepath.Join(trail.Dir(), f.Name()), 0o600)
			}
		}
		restore()
		mode(t, filepath.Join(parent, "new"), 0o700)
		mode(t, filepath.Join(keys, keyFile), 0o600)
	}
}

func mode(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
		t.Errorf("%s has mode %v, not %v (%v)", path, info.Mode().Perm(), want, err)
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	parent, elsewhere := t.TempDir(), t.TempDir()
	link := filepath.Join(parent, "audit")
	ok(t, os.Symlink(elsewhere, link))
	for _, dir := range []string{link, link + "/"} {
		_, err := Create(dir, Run{}, Options{})
		if err == nil || !strings.Contains(err.Error(), "it is a link") {
			t.Errorf("a link as audit directory: %v", err)
		}
	}
	empty(t, elsewhere)

	victim := filepath.Join(elsewhere, "victim")
	for _, inside := range []bool{false, true} {
		trail := create(t, t.TempDir(), Options{})
		if inside {
			victim = filepath.Join(trail.Dir(), "victim")
		}
		ok(t, os.WriteFile(victim, []byte("precious"), 0o600))
		target := victim
		if inside {
			target = "victim"
		}
		ok(t, os.Symlink(target, filepath.Join(trail.Dir(), "001-step-after.png")))
		e, err := trail.Begin("step")
		ok(t, err)
		if err := e.End(Done, "", "", picture(t, 1)); err == nil {
			t.Error("a picture was written through a link")
		}
		if b, err := os.ReadFile(victim); err != nil || string(b) != "precious" {
			t.Errorf("what the link leads to: %q, %v", b, err)
		}
		if err := trail.Note(EventNote, "go on"); err == nil {
			t.Error("the record goes on after a picture could not be kept")
		}
	}
}

func TestAPlantedLinkIsFoundAndNotRead(t *testing.T) {
	dir := sample(t)
	const name = "001-sign-in-before.png"
	b, err := os.ReadFile(filepath.Join(dir, name))
	ok(t, err)
	elsewhere := filepath.Join(t.TempDir(), "same.png")
	ok(t, os.WriteFile(elsewhere, b, 0o600))
	ok(t, os.Remove(filepath.Join(dir, name)))
	ok(t, os.Symlink(elsewhere, filepath.Join(dir, name)))
	v, err := Verify(dir, inWords{})
	ok(t, err)
	if len(v.Problems) != 1 || !strings.Contains(v.Problems[0].String(), name+": it is a link") {
		t.Errorf("found: %v", v.Problems)
	}
}

func empty(t *testing.T, dir string) {
	t.Helper()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("%s holds %v, %v", dir, entries, err)
	}
}

func TestPictureNamesHoldNothingOfAPath(t *testing.T) {
	plain := regexp.MustCompile(`^\d{3}-[a-z0-9-]{1,40}-before\.png$`)
	trail := create(t, t.TempDir(), Options{})
	shade := uint8(0)
	for name, want := range map[string]string{
		"turn off Find Device for Mi 9": "turn-off-find-device-for-mi-9",
		"关闭查找设备":                        "step",
		"":                              "step",
		"../../etc/passwd\x00":          "etc-passwd",
		"CON":                           "con",
		strings.Repeat("x", 300):        strings.Repeat("x", 40),
		"remove a device with quite a long name indeed": "remove-a-device-with-quite-a-long-name",
	} {
		e, err := trail.Begin(name)
		ok(t, err)
		shade++
		path, err := e.Picture("before", picture(t, shade))
		ok(t, err)
		base := filepath.Base(path)
		if filepath.Dir(path) != trail.Dir() || !plain.MatchString(base) || base[4:] != want+"-before.png" {
			t.Errorf("%q gives %q", name, path)
		}
	}
}

func TestTokensInAddressesAreNotRecorded(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	e, err := trail.Begin("step")
	ok(t, err)
	ok(t, e.Note(EventNote, "goto https://account.xiaomi.com/pass/sts?ticket=SECRET#SECRET: stopped at /cb?c=SECRET"))
	for _, url := range []string{"https://me:SECRET@i.mi.com/a?b=SECRET#SECRET", "data:text/html,SECRET", "https://i.mi.com/%zz?SECRET", "blob:https://i.mi.com/SECRET"} {
		e, err := trail.Begin("step")
		ok(t, err)
		ok(t, e.End(Failed, "at "+url[:5]+"//x/?SECRET", url, nil))
	}
	b, err := os.ReadFile(filepath.Join(trail.Dir(), trailFile))
	ok(t, err)
	if bytes.Contains(b, []byte("SECRET")) {
		t.Errorf("recorded: %s", b)
	}
	if !bytes.Contains(b, []byte(`goto https://account.xiaomi.com/pass/sts…: stopped at /cb…`)) || !bytes.Contains(b, []byte(`"url":"https://i.mi.com/a"`)) {
		t.Errorf("more than the tokens is gone: %s", b)
	}
}

func TestSeveralMayRecordAtOnce(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 5 {
				e, err := trail.Begin("step")
				if err != nil {
					t.Error(err)
					return
				}
				if err := errors.Join(e.Note(EventNote, "note"), e.End(Done, "", "", picture(t, 3))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	ok(t, trail.Result(Done, "", 0))
	if v, err := Verify(trail.Dir(), inWords{}); err != nil || !v.Whole() || v.Lines != 8*5*3+2 {
		t.Errorf("verdict: %+v, %v", v, err)
	}
}

func TestNothingIsRecordedAfterTheResult(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	e, err := trail.Begin("step")
	ok(t, err)
	ok(t, e.End(Done, "", "", nil))
	if err := e.End(Done, "", "", nil); err == nil {
		t.Error("a step ended twice")
	}
	ok(t, trail.Result(Done, "", 0))
	if err := trail.Note(EventNote, "late"); !errors.Is(err, errClosed) {
		t.Errorf("after the result: %v", err)
	}
}

func TestARecordWithoutAKeyIsSealedUnsigned(t *testing.T) {
	keys := t.TempDir()
	_, err := signingKey(keys)
	ok(t, err)
	ok(t, os.Chmod(filepath.Join(keys, keyFile), 0o644))
	trail := create(t, t.TempDir(), Options{Keys: keys})
	ok(t, trail.Result(Done, "", 0))
	v, err := Verify(trail.Dir(), inWords{})
	ok(t, err)
	if !v.Whole() || !v.Sealed || v.Signed != "" || v.Unsigned != noKey || v.Vouched() {
		t.Errorf("verdict: %+v", v)
	}
	if err := trail.Unsigned(); err == nil || !strings.Contains(err.Error(), "others can read it: chmod 600 ") {
		t.Errorf("the reason: %v", err)
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
