package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/domdebugger"
	"github.com/chromedp/cdproto/runtime"
)

// presses are the events that a person's press makes.
var presses = map[string]bool{"click": true, "mousedown": true, "mouseup": true, "pointerdown": true, "pointerup": true, "touchend": true, "touchstart": true}

// mostListeners is how many elements of a document are made known as listening.
const mostListeners = 4000

// A heeding is what was made known to the world of one document.
type heeding struct {
	mu     sync.Mutex // held while more is made known
	unique string
	nodes  map[cdp.BackendNodeID]bool

	// roots are the document and its shadow roots as objects of the page's own world, by their numbers in
	// ours; the document has the number 0.
	roots map[int64]runtime.RemoteObjectID
}

// heedingOf returns what was made known to v's document.
func (t *tab) heedingOf(v view) *heeding {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.heeded[v.id]
	if h == nil || h.unique != v.unique {
		h = &heeding{unique: v.unique, nodes: map[cdp.BackendNodeID]bool{}, roots: map[int64]runtime.RemoteObjectID{}}
		t.heeded[v.id] = h
	}
	return h
}

// heed makes known to v's world which elements listen for presses in the roots that are known: that is seen
// from outside only. It reports whether there were new ones.
func (h *heeding) heed(ctx context.Context, v view) (more bool, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	listeners, err := h.listeners(ctx, v)
	if err != nil {
		return false, err
	}
	seen := map[cdp.BackendNodeID]bool{}
	var fresh []cdp.BackendNodeID
	for _, l := range listeners {
		if presses[l.Type] && l.BackendNodeID != 0 && !h.nodes[l.BackendNodeID] && !seen[l.BackendNodeID] && len(h.nodes)+len(fresh) < mostListeners {
			seen[l.BackendNodeID] = true
			fresh = append(fresh, l.BackendNodeID)
		}
	}
	if len(fresh) == 0 {
		return false, nil
	}
	if err := tellListening(ctx, v, fresh); err != nil {
		return false, err
	}
	for id := range seen {
		h.nodes[id] = true
	}
	return true, nil
}

// tellListening makes known to v's world that nodes listen.
func tellListening(ctx context.Context, v view, nodes []cdp.BackendNodeID) error {
	elements := make([]*runtime.CallArgument, len(nodes))
	const group = "miacct-heed"
	turn := make(chan struct{}, 4*atOnce)
	var all sync.WaitGroup
	for i, id := range nodes {
		turn <- struct{}{}
		all.Go(func() {
			defer func() { <-turn }()
			o, err := askIn(ctx, v, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: id, ExecutionContextID: v.world, ObjectGroup: group})
			if err == nil { // else it was removed, or is in a frame of its own
				elements[i] = &runtime.CallArgument{ObjectID: o.Object.ObjectID}
			}
		})
	}
	all.Wait()
	args := elements[:0]
	for _, e := range elements {
		if e != nil {
			args = append(args, e)
		}
	}
	_, err := askIn(ctx, v, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ExecutionContextID: v.world, Arguments: args,
		FunctionDeclaration: "(...all) => miacct.heed(...all)", Silent: new(true)})
	if errors.Is(err, errGone) { // some of them are in documents of frames, which have a world of their own
		for _, e := range args {
			_ = callThis(ctx, v, e.ObjectID, nil, "function() { globalThis.miacct?.heed(this) }")
		}
		err = ctx.Err()
	}
	go func() { // gone with its page else
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), framePatience)
		defer cancel()
		_, _ = askIn(ctx, v, runtime.ReleaseObjectGroup, runtime.ReleaseObjectGroupParams{ObjectGroup: group})
	}()
	return err
}

// know makes the roots with these numbers, and no others but the document, those that are asked for
// listeners. It reports whether one of them is new. v's document is the first to be known.
func (h *heeding) know(ctx context.Context, v view, numbers []int64) (more bool, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for n, object := range h.roots {
		if n != 0 && !slices.Contains(numbers, n) {
			delete(h.roots, n)
			release(ctx, v, object)
		}
	}
	for _, n := range append([]int64{0}, numbers...) {
		if h.roots[n] != "" {
			continue
		}
		object, err := ownRoot(ctx, v, n)
		if errors.Is(err, errGone) && n != 0 {
			continue // it has gone meanwhile
		}
		if err != nil {
			return more, err
		}
		h.roots[n], more = object, true
	}
	return more, nil
}

// ownRoot is a root as an object of the page's own world.
func ownRoot(ctx context.Context, v view, number int64) (runtime.RemoteObjectID, error) {
	object, err := hold(ctx, v, fmt.Sprintf("miacct.rootOf(%d)", number))
	if err != nil {
		return "", err
	}
	defer release(ctx, v, object)
	node, err := askIn(ctx, v, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: object})
	if err != nil {
		return "", err
	}
	own, err := askIn(ctx, v, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: node.Node.BackendNodeID})
	if err != nil {
		return "", err
	}
	return own.Object.ObjectID, nil
}

// listeners are all listeners of the page itself in the document and its shadow roots. Each root is
// asked for by itself, as an object of the page's own world: asked to pierce roots and worlds,
// Chromium 156 crashes the page now and then while masks come and go.
func (h *heeding) listeners(ctx context.Context, v view) (all []*domdebugger.EventListener, err error) {
	for n, root := range h.roots {
		r, err := askIn(ctx, v, domdebugger.GetEventListeners, domdebugger.GetEventListenersParams{ObjectID: root, Depth: new(int64(-1))})
		if errors.Is(err, errGone) && n != 0 {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, r.Listeners...)
	}
	return all, nil
}
