package browser

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/internal/platform"
)

// fakeChrome writes a program that answers --version with version and else runs script.
func fakeChrome(t *testing.T, version, script string) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "chromium")
	text := "#!/bin/sh\nif [ \"$1\" = --version ]; then " + version + "; exit; fi\n" + script + "\n"
	if err := os.WriteFile(exe, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	return exe
}

const saysItsVersion = "echo Chromium 156.0.8078.79 built on Debian"

// usual makes names the only usual places of Chrome for the time of the test.
func usual(t *testing.T, without, with []string) {
	t.Helper()
	oldWithout, oldWith, oldMacOS := windowless, windowed, inMacOS
	windowless, windowed, inMacOS = without, with, nil
	t.Cleanup(func() { windowless, windowed, inMacOS = oldWithout, oldWith, oldMacOS })
}

func TestLocate(t *testing.T) {
	good := fakeChrome(t, saysItsVersion, "")
	google := fakeChrome(t, "echo 'Google Chrome 120.0.6099.0 '", "")
	old := fakeChrome(t, "echo Chromium 119.0.1.2", "")
	other := fakeChrome(t, "printf 'w3m\\033[31m 1.0\\n'", "")
	dying := fakeChrome(t, "echo 'chromium: error while loading shared libraries: libnss3.so: cannot open' >&2; exit 127", "")
	plain := filepath.Join(t.TempDir(), "plain")
	if err := os.WriteFile(plain, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path          string
		headful       bool
		without, with []string
		exe, version  string
		err           string
	}{
		"named":                      {path: good, exe: good, version: "Chromium 156.0.8078.79"},
		"another maker's":            {path: google, exe: google, version: "Google Chrome 120.0.6099.0"},
		"the fast one first":         {without: []string{good}, with: []string{google}, exe: good, version: "Chromium 156.0.8078.79"},
		"the one with a window":      {headful: true, without: []string{good}, with: []string{google}, exe: google, version: "Google Chrome 120.0.6099.0"},
		"an unfit one is passed":     {with: []string{old, google}, exe: google, version: "Google Chrome 120.0.6099.0"},
		"only an unfit one":          {with: []string{"no-such-chrome", old}, err: old + " is too old: it is Chromium 119.0.1.2, and 120 or later is needed"},
		"none":                       {with: []string{"no-such-chrome"}, err: "apt-get install chromium"},
		"named, missing":             {path: "/no/such/chrome", err: `find Chrome at "/no/such/chrome": no such file or directory`},
		"named, missing on the path": {path: "no-such-chrome", err: `find Chrome at "no-such-chrome": executable file not found in $PATH`},
		"named, no program":          {path: plain, err: "permission denied"},
		"named, a folder":            {path: filepath.Dir(good), err: "is a directory"},
		"named, too old":             {path: old, err: "too old"},
		"named, not Chrome":          {path: other, err: other + ` for its version: it is not Chrome, its answer is "w3m 1.0"`},
		"named, lacks a library":     {path: dying, err: "a library that it needs is not installed"},
	} {
		t.Run(name, func(t *testing.T) {
			usual(t, c.without, c.with)
			exe, version, err := Locate(t.Context(), c.path, c.headful)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Fatalf("error is %v, want %q in it", err, c.err)
				}
				return
			}
			if err != nil || exe != c.exe || version != c.version {
				t.Errorf("Locate = %q, %q, %v; want %q, %q", exe, version, err, c.exe, c.version)
			}
		})
	}
}

func TestLocateOfARelativePathIsAbsolute(t *testing.T) {
	good := fakeChrome(t, saysItsVersion, "")
	t.Chdir(filepath.Dir(good))
	exe, _, err := Locate(t.Context(), "./chromium", false)
	if err != nil || !filepath.IsAbs(exe) {
		t.Errorf("Locate = %q, %v; want an absolute path", exe, err)
	}
}

func TestAskingForTheVersionEndsWithItsContext(t *testing.T) {
	hung := fakeChrome(t, "sleep 1000", "")
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, _, err := Locate(ctx, hung, false)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "no answer in time") {
		t.Errorf("error is %v, want one that says that the time is over", err)
	}
}

// A start that fails says why, in words one can act on, and leaves nothing.
func TestFailedStart(t *testing.T) {
	for name, c := range map[string]struct {
		script string
		want   []string
	}{
		"with last words": {
			`printf '\033[31m[12:34:1123/204416.53:ERROR:disk.cc:1] the disk \342\200\256ate it\n[1:2:1123/2.5:ERROR:dbus/bus.cc:405] no bus\n' >&2; exit 3`,
			[]string{"it ended (exit status 3)", `its last words: "the disk  ate it"`}},
		"silent":          {"exit 0", []string{"it ended (exit status 0); it said nothing"}},
		"lacking library": {"echo 'x: error while loading shared libraries: libnss3.so: cannot open' >&2; exit 127", []string{"a library that it needs", "libnss3.so"}},
		"no sandbox":      {"echo '[1:1:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox!' >&2; kill -TRAP $$", []string{"does not let Chrome build its sandbox", "--no-sandbox"}},
		"refused display": {"echo '[1:1:1/2:ERROR:ui/x.cc:2] Missing X server or $DISPLAY' >&2; exit 1", []string{"the display cannot be used"}},
		"of a snap":       {"echo 'the chromium snap cannot do that' >&2; exit 1", []string{"a Chromium from a snap"}},
		"of a full disk":  {"echo 'write: No space left on device' >&2; exit 1", []string{"the disk with the temporary folder is full"}},
		"with many words": {"i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; exit 1", []string{`line 2999"`}},
		"not a program":   {"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			temp := shortTemp(t)
			exe := fakeChrome(t, saysItsVersion, c.script)
			want := c.want
			if name == "not a program" {
				want = []string{`find Chrome at`, "no such file"}
				exe += "-missing"
			}
			_, err := start(soon(t), Options{Path: exe, NoSandbox: true})
			if !errors.Is(err, ErrStart) {
				t.Fatalf("error is %v, want ErrStart", err)
			}
			for _, w := range want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("error is %q, want %q in it", err, w)
				}
			}
			if n := len(err.Error()); n > 1200 {
				t.Errorf("the error has %d bytes", n)
			}
			if strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' || r == '\u202e' }) {
				t.Errorf("the error is not clean: %q", err)
			}
			if l := profiles(t, temp); len(l) > 0 {
				t.Errorf("left: %v", l)
			}
		})
	}
}

func TestAStoppedStartSaysSo(t *testing.T) {
	shortTemp(t)
	ctx, cancel := context.WithCancel(t.Context())
	exe := fakeChrome(t, saysItsVersion, "sleep 1000")
	timer := time.AfterFunc(300*time.Millisecond, cancel)
	defer timer.Stop()
	if _, err := start(ctx, Options{Path: exe, NoSandbox: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want one that wraps context.Canceled", err)
	}
}

func TestNoDisplayIsSaidBeforeChromeIsStarted(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	mark := filepath.Join(t.TempDir(), "started")
	exe := fakeChrome(t, "touch "+mark, "touch "+mark)
	_, err := start(soon(t), Options{Path: exe, NoSandbox: true, Headful: true})
	if !errors.Is(err, ErrStart) || !strings.Contains(err.Error(), "xvfb-run") {
		t.Errorf("error is %v, want what to do without a display", err)
	}
	if exists(mark) {
		t.Error("Chrome was started")
	}
}

// What the golden files say is what Chrome gets.
func TestChromeGetsOurCommandAndNothingElse(t *testing.T) {
	temp := shortTemp(t)
	t.Setenv("MIACCT_PASSWORD", "canary-7341")
	t.Setenv("CHROMEDP_VISIBLEWINDOW", "1")
	seen := filepath.Join(t.TempDir(), "seen")
	exe := fakeChrome(t, saysItsVersion, `{ for a in "$@"; do echo "$a"; done; env; } >`+seen+`; exit 1`)
	if _, err := start(soon(t), Options{Path: exe, NoSandbox: true}); !errors.Is(err, ErrStart) {
		t.Fatal(err)
	}
	text, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSpace(string(text)), "\n")
	dir := strings.TrimPrefix(got[0], "--user-data-dir=")
	if filepath.Dir(dir) != temp {
		t.Fatalf("the profile is %s, want it in %s", dir, temp)
	}
	args, env := command(Options{NoSandbox: true}, surroundings{getenv: os.Getenv, small: platform.SmallSharedMemory()}, dir)
	got = slices.DeleteFunc(got, func(s string) bool { // the shell's own
		return strings.HasPrefix(s, "PWD=") || strings.HasPrefix(s, "OLDPWD=") || strings.HasPrefix(s, "SHLVL=") || strings.HasPrefix(s, "_=")
	})
	want := slices.Concat(args, env)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("Chrome got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// soon is a context for what ends by itself unless it hangs.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), hang)
	t.Cleanup(cancel)
	return ctx
}

// shortTemp is a folder for the profiles of one test, with a short name: Chrome's socket stands in it.
func shortTemp(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "s")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// profiles lists those under temp.
func profiles(t *testing.T, temp string) []string {
	t.Helper()
	l, err := filepath.Glob(filepath.Join(temp, profilePrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// eventually waits until what is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(hang); !so(); {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("it never came that %s", what)
		}
	}
}
