package browser

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// A tab is one page target with its frames.
type tab struct {
	s   *Session
	ctx context.Context // chromedp's handle on the tab
	top cdp.FrameID

	mu          sync.Mutex
	main        *part
	parts       map[target.ID]*part
	children    map[target.SessionID]*part // by the session Chrome attached by itself
	frames      map[cdp.FrameID]*frame
	births      int
	dead        chan struct{}         // closed when its renderer dies: calls on their way get no answer
	crashed     string                // words, if its renderer died
	loaded      cdp.LoaderID          // of the newest document whose DOM is there
	after       map[cdp.LoaderID]bool // documents the page had; true when another came after it
	status      map[cdp.LoaderID]int64
	later       map[cdp.LoaderID]time.Duration // how long the site asks to wait before it is asked again
	told        map[string]bool                // what the guard told, by token
	heeded      map[cdp.FrameID]*heeding       // which elements listen for presses
	owned       map[ownership]int64            // the numbers of frames' elements in the documents around them
	change      chan struct{}                  // closed and replaced at each change
	leaving     bool                           // we navigate, a question whether to leave is answered with yes
	accessibles accessibles                    // what the accessibility tree said lately
	accept      *acceptance                    // what a native confirm may say
}

// attach takes the tab of ctx, which already has a target, into the session.
func (s *Session) attach(ctx context.Context) (*tab, error) {
	c := chromedp.FromContext(ctx)
	t := &tab{s: s, ctx: ctx, top: cdp.FrameID(c.Target.TargetID),
		parts: map[target.ID]*part{}, children: map[target.SessionID]*part{}, frames: map[cdp.FrameID]*frame{},
		after: map[cdp.LoaderID]bool{}, status: map[cdp.LoaderID]int64{}, later: map[cdp.LoaderID]time.Duration{}, told: map[string]bool{},
		heeded: map[cdp.FrameID]*heeding{}, owned: map[ownership]int64{}, change: make(chan struct{}), dead: make(chan struct{})}
	p := &part{tab: t, id: c.Target.TargetID, target: c.Target, main: true}
	t.main = p
	t.parts[p.id] = p
	t.frame(t.top)
	if err := chromedp.Listen(ctx, func(ev any) { t.event(p, ev) }); err != nil {
		return nil, err
	}
	if err := p.settle(ctx, p.target); err != nil {
		return nil, err
	}
	t.denyPasskeys(ctx)
	return t, nil
}

// settle puts our world into every document of p, present and to come. Only then is it known which
// documents these are, and p can be looked at.
func (p *part) settle(ctx context.Context, to *chromedp.Target) error {
	for _, name := range []string{bindWake, bindTell} {
		_, err := cdp.Call(ctx, to, runtime.AddBinding, runtime.AddBindingParams{Name: name, ExecutionContextName: worldName})
		if err != nil {
			return err
		}
	}
	_, err := cdp.Call(ctx, to, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: worldScript, WorldName: worldName, RunImmediately: new(true)})
	if err != nil {
		return err
	}
	tree, err := cdp.Call(ctx, to, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return err
	}
	p.tab.mu.Lock()
	defer p.tab.mu.Unlock()
	p.tab.plant(p, tree.FrameTree)
	p.target = to
	return nil
}

// plant takes in the frames that were there before we listened. t.mu is held.
func (t *tab) plant(p *part, tree *page.FrameTree) {
	f := t.frame(tree.Frame.ID)
	if tree.Frame.ParentID != "" {
		f.parent = tree.Frame.ParentID
	}
	if f.loader != tree.Frame.LoaderID {
		f.url, f.loader = tree.Frame.URL, tree.Frame.LoaderID
	}
	for _, c := range tree.ChildFrames {
		t.plant(p, c)
	}
}

// join takes a cross-site iframe into the tab.
func (t *tab) join(session target.SessionID, info *target.Info) {
	p := &part{tab: t, id: info.TargetID}
	ctx, cancel := chromedp.NewContext(t.ctx, chromedp.WithTargetID(info.TargetID), chromedp.WithDetachOnCancel(),
		chromedp.WithListener(func(ev any) { t.event(p, ev) }))
	p.cancel = cancel
	t.mu.Lock()
	t.children[session] = p
	t.parts[p.id] = p
	if info.ParentFrameID != "" {
		t.frame(cdp.FrameID(info.TargetID)).parent = info.ParentFrameID
	}
	t.mu.Unlock()
	late := time.AfterFunc(10*time.Second, cancel) // a frame that hangs must not be waited for
	err := chromedp.Do(ctx)
	if err == nil {
		err = p.settle(ctx, chromedp.FromContext(ctx).Target)
	}
	late.Stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	if err != nil {
		t.dropPart(p)
		return
	}
	t.changed()
}

// changed wakes whoever waits for the tab. t.mu is held.
func (t *tab) changed() {
	close(t.change)
	t.change = make(chan struct{})
}

// wake returns a channel that is closed at the next change.
func (t *tab) wake() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.change
}

// url returns the address of the page itself, whole.
func (t *tab) url() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.frame(t.top).url
}

// well returns why nothing can be done in the tab, or nil.
func (t *tab) well() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.crashed != "" {
		return fmt.Errorf("%s: %w", t.crashed, ErrClosed)
	}
	return nil
}
