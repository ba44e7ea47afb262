package browser

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/dom"
)

// A point is a place in a frame's viewport, or why it cannot be pressed.
type point struct {
	Words string  `json:"words"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
}

// inParent maps p of frame v to the frame around it.
func (t *tab) inParent(ctx context.Context, v view, p point) (view, point, error) {
	around, ok := t.viewOf(v.parent)
	if !ok {
		return view{}, point{}, errGone
	}
	own, err := askIn(ctx, around, dom.GetFrameOwner, dom.GetFrameOwnerParams{FrameID: v.id})
	if err != nil {
		return view{}, point{}, err
	}
	node, err := askIn(ctx, around, dom.ResolveNode, dom.ResolveNodeParams{
		BackendNodeID: own.BackendNodeID, ExecutionContextID: around.world})
	if err != nil {
		return view{}, point{}, err
	}
	defer release(ctx, around, node.Object.ObjectID)
	var out point
	err = callThis(ctx, around, node.Object.ObjectID, &out, "function(at) { return miacct.owner(this, at) }", []float64{p.X, p.Y})
	return around, out, err
}

// onPage maps p of frame v to the page itself. The point's words say what covers or hides it on the way.
func (t *tab) onPage(ctx context.Context, v view, p point) (point, error) {
	for v.id != t.top {
		around, out, err := t.inParent(ctx, v, p)
		if err != nil || out.Words == "hidden" {
			return out, err
		}
		if p.Words != "" {
			out.Words = p.Words
		}
		v, p = around, out
	}
	return p, nil
}

// frameShown reports whether the frame v is visible in the page.
func (t *tab) frameShown(ctx context.Context, v view) (bool, error) {
	if v.id == t.top {
		return true, nil
	}
	p, err := t.onPage(ctx, v, point{})
	if errors.Is(err, errGone) {
		return false, nil // a frame on its way out
	}
	return p.Words != "hidden", err
}

// lookThrough finishes the look at an element that is ready in its own frame: the
// frames around it may be covered.
func (t *tab) lookThrough(ctx context.Context, at *sighting) error {
	if at.hit.in.id == t.top {
		return nil
	}
	var p point
	if err := call(ctx, at.hit.in, &p, "id => miacct.pressOf(id)", at.hit.ID); err != nil {
		return err
	}
	if p.Words != "" { // it would be scrolled to
		return nil
	}
	p, err := t.onPage(ctx, at.hit.in, p)
	if err != nil || p.Words == "" || p.Words == "outside the page" {
		return err
	}
	at.Words, at.Ready = p.Words, false
	return nil
}
