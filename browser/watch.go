package browser

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// event takes every event of one part of the tab, in order. It must not call Chrome.
func (t *tab) event(p *part, ev any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.framesEvent(p, ev)
	switch ev := ev.(type) {
	case *runtime.EventBindingCalled:
		if ev.Name == bindTell {
			t.hear(ev.Payload)
		}
		if ev.Name == bindTell || ev.Name == bindWake {
			t.changed()
		}
	case *page.EventFrameNavigated:
		if ev.Frame.ID == t.top {
			t.arrived(ev.Frame)
		}
	case *page.EventLifecycleEvent:
		if ev.FrameID == t.top && ev.Name == "DOMContentLoaded" {
			t.loaded = ev.LoaderID
			t.changed()
		}
	case *page.EventJavascriptDialogOpening:
		go t.s.answer(p, ev, t.reply(ev))
	case *inspector.EventTargetCrashed:
		if p.main && t.crashed == "" {
			t.crashed = "the page crashed"
			close(t.dead)
			t.s.notice("the page crashed: %s", bare(t.frame(t.top).url))
		}
		t.changed()
	case *target.EventAttachedToTarget:
		if ev.TargetInfo.Type == "iframe" {
			go t.join(ev.SessionID, ev.TargetInfo)
		}
	case *target.EventDetachedFromTarget:
		if c := t.children[ev.SessionID]; c != nil {
			delete(t.children, ev.SessionID)
			t.dropPart(c)
			if c.cancel != nil {
				go c.cancel()
			}
		}
	case *network.EventResponseReceived:
		if ev.Type == network.ResourceTypeDocument && ev.FrameID == t.top {
			t.status[ev.LoaderID] = ev.Response.Status
			for name, v := range ev.Response.Headers {
				if words, ok := v.(string); ok && strings.EqualFold(name, "Retry-After") {
					t.later[ev.LoaderID] = retryAfter(words, time.Now())
				}
			}
			if ev.Response.Status >= 400 {
				t.s.notice("%s answered HTTP %d", bare(ev.Response.URL), ev.Response.Status)
			}
		}
		if t.s.heard.response(p, ev) {
			t.s.traffic.ended(p, ev.RequestID)
		}
	case *network.EventRequestWillBeSent:
		t.heldBack(ev)
		t.s.heard.request(p, ev)
		t.s.traffic.request(p, ev)
	case *network.EventDataReceived:
		if t.s.heard.data(p, ev) {
			t.s.traffic.ended(p, ev.RequestID)
		}
	case *network.EventLoadingFinished:
		t.s.heard.finished(p, ev)
		t.s.traffic.ended(p, ev.RequestID)
	case *network.EventLoadingFailed:
		t.s.heard.failed(p, ev)
		t.s.traffic.ended(p, ev.RequestID)
	}
}

// arrived notes that the page itself is a new document. t.mu is held.
func (t *tab) arrived(f *cdp.Frame) {
	for l := range t.after {
		t.after[l] = true
	}
	t.after[f.LoaderID] = false
	origin := f.SecurityOrigin
	t.s.mu.Lock()
	if strings.HasPrefix(origin, "http") {
		t.s.origins[origin] = struct{}{}
	}
	t.s.mu.Unlock()
	if !t.s.allowed(f.URL) {
		t.s.notice("the page went to %s, which is not an allowed place", bare(f.URL))
	}
}

// An acceptance decides which native confirm is accepted, and keeps what another said.
type acceptance struct {
	accept func(text string) bool
	other  string // a dialog that said something else
	others bool
}

// reply decides how a dialog is answered. t.mu is held.
func (t *tab) reply(ev *page.EventJavascriptDialogOpening) bool {
	switch ev.Type {
	case page.DialogTypeBeforeunload:
		return t.leaving
	case page.DialogTypeConfirm:
		if t.accept == nil {
			return false
		}
		if t.accept.accept(oneLine(ev.Message)) {
			t.accept = nil // one press is one yes
			return true
		}
		t.accept.other, t.accept.others = ev.Message, true
	}
	return false
}

// acceptNone ends what an earlier click would have accepted, in whatever tab it was.
func (s *Session) acceptNone() {
	s.mu.Lock()
	tabs := slices.Clone(s.tabs)
	s.mu.Unlock()
	for _, t := range tabs {
		t.mu.Lock()
		t.accept = nil
		t.mu.Unlock()
	}
}

// answer answers a dialog and tells of it.
func (s *Session) answer(p *part, ev *page.EventJavascriptDialogOpening, yes bool) {
	ctx, cancel := context.WithTimeout(p.tab.ctx, 5*time.Second)
	defer cancel()
	how := "dismissed"
	if yes {
		how = "accepted"
	}
	t := p.target
	if t == nil {
		t = p.tab.main.target
	}
	if _, err := cdp.Call(ctx, t, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: yes}); err != nil {
		return // answered through another part of the tab
	}
	s.notice("%s %q: %s", ev.Type, ev.Message, how)
}

// watchTab waits for the end of a tab.
func (s *Session) watchTab(t *tab) {
	gone, err := chromedp.Detached(t.ctx)
	if err != nil {
		s.leave(t)
		return
	}
	go func() {
		select {
		case <-gone:
			s.leave(t)
		case <-s.closed:
		}
	}()
}

// leave goes back to the tab before t, or ends the session with its last.
func (s *Session) leave(t *tab) {
	s.mu.Lock()
	for i, other := range s.tabs {
		if other != t {
			continue
		}
		if len(s.tabs) == 1 {
			s.mu.Unlock()
			s.end()
			return
		}
		s.tabs = append(s.tabs[:i:i], s.tabs[i+1:]...)
		close(s.change)
		s.change = make(chan struct{})
		break
	}
	s.mu.Unlock()
}

// clickAccepting clicks l, with a native confirm accepted if its words are expected: one, which may come some time
// after the click, until something else is done.
func (s *Session) clickAccepting(ctx context.Context, l Locator, accept func(string) bool) error {
	t := s.tab()
	a := &acceptance{accept: accept}
	t.mu.Lock()
	t.accept = a
	t.mu.Unlock()
	err := s.click(ctx, l)
	t.mu.Lock()
	if err != nil {
		t.accept = nil
	}
	other, others := a.other, a.others
	t.mu.Unlock()
	if err == nil && others {
		return &DialogError{oneLine(other)}
	}
	return err
}
