package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"

	"miacct/internal/platform"
	"miacct/internal/safefile"
)

// oldest is the first version that has all that this package uses.
const oldest = 120

// Chrome's names on the PATH and its usual places, the one that starts fastest first.
var (
	windowless = []string{"chromium-headless-shell", "chrome-headless-shell", "headless-shell", "headless_shell"}
	windowed   = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
		"/opt/google/chrome/chrome", "/snap/bin/chromium"}
	inMacOS = []string{
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
	}
)

// inWindows are Chrome's usual places there, and Edge's, which every Windows has.
func inWindows() (all []string) {
	for _, program := range []string{`Google\Chrome`, "Chromium", `Microsoft\Edge`} {
		exe := "chrome.exe"
		if strings.HasSuffix(program, "Edge") {
			exe = "msedge.exe"
		}
		for _, v := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			if dir := os.Getenv(v); dir != "" {
				all = append(all, filepath.Join(dir, program, "Application", exe))
			}
		}
	}
	return all
}

// Locate finds Chrome's executable and asks for its version, "Chromium
// 156.0.8078.79". path is used if it is not empty, else the first of the usual
// names and places that is fit; headful leaves out those that can show no
// window. The error says what to do.
func Locate(ctx context.Context, path string, headful bool) (exe, version string, err error) {
	if path != "" {
		exe, err := exec.LookPath(path)
		if err != nil {
			return "", "", fmt.Errorf("find Chrome at %q: %w", path, pathCause(err))
		}
		return fit(ctx, exe)
	}
	var names []string
	if !headful {
		names = append(names, windowless...)
	}
	switch runtime.GOOS {
	case "darwin":
		names = append(names, inMacOS...)
	case "windows":
		names = append(names, inWindows()...)
	}
	var unfit error
	for _, name := range append(names, windowed...) {
		found, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		exe, version, err := fit(ctx, found)
		if err == nil || ctx.Err() != nil {
			return exe, version, err
		}
		if unfit == nil {
			unfit = err
		}
	}
	if unfit != nil {
		return "", "", unfit
	}
	return "", "", errors.New("no Chrome or Chromium is installed: install one (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask google-chrome), or say where it is with --browser")
}

// pathCause leaves the name, which is said already, out of an error of LookPath.
func pathCause(err error) error {
	var name *exec.Error
	if errors.As(err, &name) {
		err = name.Err
	}
	return safefile.Cause(err)
}

var versionWords = regexp.MustCompile(`^(.*?(\d+)\.\d+\.\d+\.\d+)`)

// fit asks exe for its version and says if it will do.
func fit(ctx context.Context, exe string) (string, string, error) {
	exe, err := filepath.Abs(exe) // it is run in another folder
	if err != nil {
		return "", "", fmt.Errorf("find Chrome: %w", err)
	}
	if version, known := platform.FileVersion(exe); known {
		return newEnough(exe, "Chrome "+version)
	}
	cmd := exec.CommandContext(ctx, exe, "--version")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=/nonexistent"} // none of our own
	words := &lastWords{}
	cmd.Stderr = words
	// With what it has started, which may hold its output open.
	platform.Group(cmd)
	cmd.Cancel = func() error { return platform.KillGroup(cmd.Process) }
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if ctx.Err() != nil || cmd.ProcessState == nil {
		if ctx.Err() != nil {
			err = fmt.Errorf("no answer in time: %w", ctx.Err())
		}
		return "", "", fmt.Errorf("ask %s for its version: %w", exe, pathCause(err))
	}
	if err != nil {
		return "", "", explain(ctx, err, cmd, words.String())
	}
	return newEnough(exe, string(out))
}

// newEnough reads what exe said of its version.
func newEnough(exe, says string) (string, string, error) {
	m := versionWords.FindStringSubmatch(says)
	if m == nil {
		return "", "", fmt.Errorf("ask %s for its version: it is not Chrome, its answer is %q", exe, clean(says))
	}
	if major, err := strconv.Atoi(m[2]); err != nil || major < oldest {
		return "", "", fmt.Errorf("%s is too old: it is %s, and %d or later is needed: update it, or name another with --browser", exe, m[1], oldest)
	}
	return exe, m[1], nil
}
