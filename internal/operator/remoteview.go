package operator

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"miacct/flow"
	"miacct/internal/progress"
	"miacct/live"
	"miacct/trail"
)

// A RemoteView lends the browser's page to the person, on a page of this machine, for as long as they are needed.
type RemoteView struct {
	Port int      // the same for the whole run, so that one ssh -L does
	From string   // how to reach this machine from another: "ssh … me@here"
	tab  live.Tab // nil while there is no page
}

// open opens the live page. It is nil if there is none to open. With asked the person is
// asked something, and only the page itself can show that it was dealt with there.
func (l *RemoteView) open(ctx context.Context, ask, why string, asked bool) (*lentPage, error) {
	if l == nil || l.tab == nil {
		return nil, nil
	}
	page, err := live.Open(ctx, live.Options{Tab: l.tab, Port: l.Port, Ask: progress.Sentence(trail.Clean(ask)), Why: trail.Clean(why), Asked: asked})
	if err != nil {
		return nil, err
	}
	l.Port = page.Port()
	return &lentPage{page, l.From}, nil
}

// A lentPage is one page that is lent. All may be done to nil, which is none.
type lentPage struct {
	page *live.Page
	from string
}

// words say how to get to the page.
func (l *lentPage) words() string {
	if l == nil {
		return ""
	}
	way := strings.Replace(l.from, "ssh", fmt.Sprintf("ssh -L %[1]d:127.0.0.1:%[1]d", l.page.Port()), 1)
	return fmt.Sprintf("  %s (for one browser, once)\n  If that browser is on another computer, run there first: %s\n", l.page.Address(), way)
}

// serve lends the page until ctx ends.
func (l *lentPage) serve(ctx context.Context) error {
	err := l.page.Serve(ctx)
	if errors.Is(err, live.ErrGaveUp) {
		return flow.ErrGaveUp
	}
	return err
}

// beside lends the page and calls here, which returns nil when its context ends. The
// first to end counts; then the other is ended and waited for.
func (l *lentPage) beside(ctx context.Context, here func(context.Context) error) error {
	if l == nil {
		return here(ctx)
	}
	both, cancel := context.WithCancel(ctx)
	defer cancel()
	first := make(chan error, 2)
	go func() {
		err := l.serve(both)
		if both.Err() != nil {
			err = nil
		}
		first <- err
	}()
	go func() { first <- here(both) }()
	err := <-first
	cancel()
	<-first
	return err
}

// SSHCommand is how the person reaches this machine: as they did, if they came by ssh.
func SSHCommand(env map[string]string) string {
	user := env["USER"]
	if user == "" {
		user = env["LOGNAME"]
	}
	host, port := "", ""
	if parts := strings.Fields(env["SSH_CONNECTION"]); len(parts) == 4 {
		if a, err := netip.ParseAddr(parts[2]); err == nil && !a.IsLoopback() {
			host = a.WithZone("").Unmap().String()
		}
		if n, err := strconv.ParseUint(parts[3], 10, 16); err == nil && n != 22 && host != "" {
			port = "-p " + parts[3] + " "
		}
	}
	if host == "" {
		host, _ = os.Hostname()
	}
	if host == "" {
		host = "HOST"
	}
	if user != "" {
		user += "@"
	}
	return trail.Clean("ssh " + port + user + host)
}
