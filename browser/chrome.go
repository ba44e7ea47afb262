package browser

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// Locate finds Chrome's executable and its version. path is used if it is not
// empty; else the usual names and places are tried. headful leaves out those
// that can show no window. The error says what to do.
func Locate(ctx context.Context, path string, headful bool) (exe, version string, err error) {
	names := []string{"chromium-headless-shell", "chromium", "google-chrome"}
	if headful {
		names = names[1:]
	}
	if path != "" {
		names = []string{path}
	}
	for _, n := range names {
		if exe, err = exec.LookPath(n); err == nil {
			exe, err = filepath.Abs(exe)
			break
		}
	}
	if err != nil {
		return "", "", fmt.Errorf("no Chrome found")
	}
	out, err := exec.CommandContext(ctx, exe, "--version").Output()
	if err != nil {
		return "", "", fmt.Errorf("ask %s for its version: %w", exe, err)
	}
	version, _, _ = strings.Cut(strings.TrimSpace(string(out)), " built")
	return exe, version, nil
}
