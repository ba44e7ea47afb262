package browser

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// A part is one renderer target of a tab: the page itself, or an iframe of another site.
type part struct {
	tab    *tab
	id     target.ID
	target *chromedp.Target
	cancel context.CancelFunc
	main   bool
}

// A frame is one document of a tab. Its world is zero while it has none.
type frame struct {
	id, parent cdp.FrameID
	part       *part
	world      runtime.ExecutionContextID
	unique     string
	url        string
	loader     cdp.LoaderID
	born       int
}

// A view is a frame as it was when somebody began to look at it.
type view struct{ frame }

// views lists the frames that can be looked at, the page itself first.
func (t *tab) views() []view {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []view
	for _, f := range t.frames {
		if f.shown() {
			all = append(all, view{*f})
		}
	}
	slices.SortFunc(all, func(a, b view) int {
		if (a.id == t.top) != (b.id == t.top) {
			if a.id == t.top {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.born, b.born)
	})
	return all
}

// shown reports whether f has a world that can be called. t.mu is held.
func (f *frame) shown() bool { return f.world != 0 && f.part != nil && f.part.target != nil }

// topView returns the page itself, if it can be looked at.
func (t *tab) topView() (view, bool) {
	all := t.views()
	if len(all) == 0 || all[0].id != t.top {
		return view{}, false
	}
	return all[0], true
}

// viewOf returns the frame id, if it can be looked at.
func (t *tab) viewOf(id cdp.FrameID) (view, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.frames[id]
	if f == nil || !f.shown() {
		return view{}, false
	}
	return view{*f}, true
}

// alive reports whether v's document is still the one shown in its frame.
func (t *tab) alive(v view) bool {
	now, ok := t.viewOf(v.id)
	return ok && now.unique == v.unique
}

func (t *tab) frame(id cdp.FrameID) *frame {
	f := t.frames[id]
	if f == nil {
		t.births++
		f = &frame{id: id, born: t.births}
		t.frames[id] = f
	}
	return f
}

// framesEvent follows which frames there are and which world each has. It is called
// in the order of events, with t.mu held.
func (t *tab) framesEvent(p *part, ev any) {
	switch ev := ev.(type) {
	case *runtime.EventExecutionContextCreated:
		if ev.Context.Name != worldName {
			return
		}
		var aux struct{ FrameID cdp.FrameID }
		if json.Unmarshal(ev.Context.AuxData, &aux) != nil || aux.FrameID == "" {
			return
		}
		f := t.frame(aux.FrameID)
		f.part, f.world, f.unique = p, ev.Context.ID, ev.Context.UniqueID
	case *runtime.EventExecutionContextDestroyed:
		for _, f := range t.frames {
			if f.unique == ev.ExecutionContextUniqueID {
				f.world, f.unique = 0, ""
			}
		}
	case *runtime.EventExecutionContextsCleared:
		for _, f := range t.frames {
			if f.part == p {
				f.world, f.unique = 0, ""
			}
		}
	case *page.EventFrameAttached:
		t.frame(ev.FrameID).parent = ev.ParentFrameID
	case *page.EventFrameDetached:
		if ev.Reason != page.FrameDetachedReasonSwap {
			t.dropFrame(ev.FrameID)
			t.left(func(d document) bool { return d.frame != "" && t.frames[d.frame] == nil })
		}
	case *page.EventFrameNavigated:
		f := t.frame(ev.Frame.ID)
		if ev.Frame.ParentID != "" {
			f.parent = ev.Frame.ParentID
		}
		f.url, f.loader = ev.Frame.URL, ev.Frame.LoaderID
		if ev.Frame.UnreachableURL != "" {
			f.url = ev.Frame.UnreachableURL
		}
		t.left(func(d document) bool { return d.frame == f.id && d.loader != f.loader })
	case *page.EventNavigatedWithinDocument:
		t.frame(ev.FrameID).url = ev.URL
	default:
		return
	}
	t.changed()
}

// left ends what is still open of the documents of this tab that are gone. t.mu is held.
func (t *tab) left(gone func(document) bool) {
	here := func(d document) bool { return d.part.tab == t && gone(d) }
	t.s.heard.left(here)
	t.s.traffic.left(here)
}

func (t *tab) dropFrame(id cdp.FrameID) {
	delete(t.frames, id)
	for child, f := range t.frames {
		if f.parent == id {
			t.dropFrame(child)
		}
	}
}

// dropPart forgets an iframe's target that is gone. t.mu is held.
func (t *tab) dropPart(p *part) {
	if t.parts[p.id] == p {
		delete(t.parts, p.id)
	}
	for _, f := range t.frames {
		if f.part == p {
			f.part, f.world, f.unique = nil, 0, ""
		}
	}
	t.left(func(d document) bool { return d.part == p })
	t.changed()
}

// bare is an address without what may hold tokens.
func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" && u.Scheme != "about" {
		return ""
	}
	u.RawQuery, u.Fragment, u.RawFragment, u.User, u.ForceQuery = "", "", "", nil, false
	return u.String()
}
