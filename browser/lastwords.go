package browser

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// lastWords keeps the end of what Chrome prints.
type lastWords struct {
	mu  sync.Mutex
	buf []byte
}

const keptWords = 16 << 10

func (w *lastWords) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = append(w.buf, p...)
	if n := len(w.buf) - keptWords; n > 0 {
		w.buf = append(w.buf[:0], w.buf[n:]...)
	}
	return len(p), nil
}

func (w *lastWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return string(w.buf)
}

// troubles are what Chrome is known to die of at its start, the most telling first.
var troubles = []struct {
	sign   *regexp.Regexp
	remedy string
}{
	{regexp.MustCompile(`error while loading shared libraries|Library not loaded`),
		"a library that it needs is not installed: install Chrome with the system's package manager, which brings them (Debian, Ubuntu: apt-get install chromium)"},
	{regexp.MustCompile(`(?i)no usable sandbox|sandbox helper binary|move to new namespace|zygote_host_impl|credentials\.cc`),
		"this system does not let Chrome build its sandbox, often because AppArmor or the container forbids user namespaces: allow them, use the distribution's own Chromium, or add --no-sandbox if this machine has nothing to lose"},
	{regexp.MustCompile(`Missing X server|cannot open display|platform failed to initialize|Failed to connect to Wayland`),
		"the display cannot be used, check DISPLAY and XAUTHORITY: leave --headful out, or run under xvfb-run"},
	{regexp.MustCompile(`(?i)\bsnap\b`),
		"a Chromium from a snap cannot use a folder of ours: install another and name it with --browser"},
	{regexp.MustCompile(`No space left on device`),
		"the disk with the temporary folder is full"},
}

// explain says why Chrome, run as cmd, did not start. words are its last ones.
func explain(ctx context.Context, err error, cmd *exec.Cmd, words string) error {
	if cmd == nil {
		return fmt.Errorf("run Chrome: %w", err)
	}
	said := ""
	if w := clean(words); w != "" {
		said = fmt.Sprintf("; its last words: %q", w)
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("wait for %s: no answer in time%s: %w", cmd.Path, said, ctx.Err())
	case ctx.Err() != nil:
		return fmt.Errorf("wait for %s: %w", cmd.Path, ctx.Err())
	case cmd.ProcessState == nil:
		return fmt.Errorf("run %s: %w", cmd.Path, err)
	}
	for _, t := range troubles {
		if t.sign.MatchString(words) {
			return fmt.Errorf("run %s: %s%s", cmd.Path, t.remedy, said)
		}
	}
	if said == "" {
		said = "; it said nothing"
	}
	return fmt.Errorf("run %s: it ended (%s)%s", cmd.Path, cmd.ProcessState, said)
}

var (
	stamp  = regexp.MustCompile(`^\[[\d:/.]+:[A-Z]+\d*:[^\]]*\] ?`) // "[15132:15161:1123/204416.533087:ERROR:dbus/bus.cc:405] "
	escape = regexp.MustCompile(`\x1b\[[0-9;?]*[ -/]*[@-~]`)
)

// clean makes Chrome's words fit for one line of a terminal: the last lines
// without their stamps, doubles, and complaints about the message bus, which
// stand there in every start.
func clean(words string) string {
	const most = 600
	var kept []string
	seen := map[string]bool{}
	for line := range strings.Lines(escape.ReplaceAllString(strings.ToValidUTF8(words, "?"), "")) {
		bus := strings.Contains(line, "dbus/")
		line = strings.Map(func(r rune) rune {
			if unicode.IsPrint(r) {
				return r
			}
			return ' '
		}, line)
		line = strings.TrimSpace(stamp.ReplaceAllString(line, ""))
		if line != "" && !bus && !seen[line] {
			seen[line] = true
			kept = append(kept, line)
		}
	}
	s := strings.Join(kept, "; ")
	if len(s) > most {
		s = "…" + strings.ToValidUTF8(s[len(s)-most:], "")
	}
	return s
}
