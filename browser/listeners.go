package browser

import (
	"context"
	"errors"
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
}

// heed makes known to v's world which elements listen for presses: that is seen from outside only.
func (t *tab) heed(ctx context.Context, v view) error {
	object, err := hold(ctx, v, "document")
	if err != nil {
		return err
	}
	defer release(ctx, v, object)
	r, err := askIn(ctx, v, domdebugger.GetEventListeners, domdebugger.GetEventListenersParams{ObjectID: object, Depth: new(int64(-1)), Pierce: new(true)})
	if err != nil {
		return err
	}
	h := t.heedingOf(v)
	h.mu.Lock()
	defer h.mu.Unlock()
	seen := map[cdp.BackendNodeID]bool{}
	var fresh []cdp.BackendNodeID
	for _, l := range r.Listeners {
		if presses[l.Type] && l.BackendNodeID != 0 && !h.nodes[l.BackendNodeID] && !seen[l.BackendNodeID] && len(h.nodes)+len(fresh) < mostListeners {
			seen[l.BackendNodeID] = true
			fresh = append(fresh, l.BackendNodeID)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	elements := make([]*runtime.CallArgument, len(fresh))
	const group = "miacct-heed"
	turn := make(chan struct{}, 4*atOnce)
	var all sync.WaitGroup
	for i, id := range fresh {
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
	_, err = askIn(ctx, v, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ExecutionContextID: v.world, Arguments: args,
		FunctionDeclaration: "(...all) => miacct.heed(...all)", Silent: new(true)})
	if errors.Is(err, errGone) { // some of them are in documents of frames, which have a world of their own
		for _, e := range args {
			_ = callThis(ctx, v, e.ObjectID, nil, "function() { globalThis.miacct?.heed(this) }")
		}
		err = ctx.Err()
	}
	_, _ = askIn(ctx, v, runtime.ReleaseObjectGroup, runtime.ReleaseObjectGroupParams{ObjectGroup: group}) // gone with its page else
	if err == nil {
		for id := range seen {
			h.nodes[id] = true
		}
	}
	return err
}

// heedingOf returns what was made known to v's document.
func (t *tab) heedingOf(v view) *heeding {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.heeded[v.id]
	if h == nil || h.unique != v.unique {
		h = &heeding{unique: v.unique, nodes: map[cdp.BackendNodeID]bool{}}
		t.heeded[v.id] = h
	}
	return h
}
