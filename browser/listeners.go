package browser

import (
	"context"
	"errors"
	"fmt"
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
	listeners, err := t.listeners(ctx, v)
	if err != nil {
		return err
	}
	h := t.heedingOf(v)
	h.mu.Lock()
	defer h.mu.Unlock()
	seen := map[cdp.BackendNodeID]bool{}
	var fresh []cdp.BackendNodeID
	for _, l := range listeners {
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

// listeners are all listeners of the page itself in the document and its shadow roots. Each root is
// asked for by itself, as an object of the page's own world: asked to pierce roots and worlds,
// Chromium 156 crashes the page now and then while masks come and go.
func (t *tab) listeners(ctx context.Context, v view) (all []*domdebugger.EventListener, err error) {
	var roots int
	if err := call(ctx, v, &roots, "() => miacct.rootCount()"); err != nil {
		return nil, err
	}
	for i := range roots {
		object, err := hold(ctx, v, fmt.Sprintf("miacct.rootAt(%d)", i))
		if errors.Is(err, errGone) && i > 0 {
			continue // it has gone meanwhile
		}
		if err != nil {
			return nil, err
		}
		found, err := listenersIn(ctx, v, object)
		release(ctx, v, object)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func listenersIn(ctx context.Context, v view, root runtime.RemoteObjectID) ([]*domdebugger.EventListener, error) {
	node, err := askIn(ctx, v, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: root})
	if err != nil {
		return nil, err
	}
	own, err := askIn(ctx, v, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: node.Node.BackendNodeID})
	if err != nil {
		return nil, err
	}
	defer release(ctx, v, own.Object.ObjectID)
	r, err := askIn(ctx, v, domdebugger.GetEventListeners, domdebugger.GetEventListenersParams{ObjectID: own.Object.ObjectID, Depth: new(int64(-1))})
	if err != nil {
		return nil, err
	}
	return r.Listeners, nil
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
