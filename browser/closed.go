package browser

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
)

// openClosed hands the closed shadow roots of the frames in l to our world, where they
// are looked into like open ones. It reports whether there were new ones.
func (t *tab) openClosed(ctx context.Context, l *looking) (bool, error) {
	opened := false
	for i, g := range l.glances {
		if g == nil || !g.Doubtful {
			continue
		}
		in, cancel := ctx, func() {}
		if i > 0 {
			in, cancel = context.WithTimeout(ctx, framePatience)
		}
		n, err := t.openClosedIn(in, l.views[i])
		late := in.Err() != nil && ctx.Err() == nil
		cancel()
		if err != nil && !late && !errors.Is(err, errGone) {
			return opened, err
		}
		opened = opened || n > 0
	}
	return opened, nil
}

func (t *tab) openClosedIn(ctx context.Context, v view) (int, error) {
	object, err := hold(ctx, v, "document")
	if err != nil {
		return 0, err
	}
	defer release(ctx, v, object)
	// describeNode, as a getDocument of our own would renumber chromedp's nodes.
	d, err := askIn(ctx, v, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: object, Depth: new(int64(-1)), Pierce: new(true)})
	if err != nil {
		return 0, err
	}
	n := 0
	for _, root := range closedRoots(d.Node, nil) {
		o, err := askIn(ctx, v, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: root, ExecutionContextID: v.world})
		if err != nil {
			continue // removed meanwhile
		}
		if err := callThis(ctx, v, o.Object.ObjectID, nil, "function() { miacct.adopt(this) }"); err != nil {
			return n, err
		}
		release(ctx, v, o.Object.ObjectID)
		n++
	}
	return n, call(ctx, v, nil, "() => miacct.inspected()")
}

// closedRoots lists the closed shadow roots in n, without those of frames in it.
func closedRoots(n *cdp.Node, all []cdp.BackendNodeID) []cdp.BackendNodeID {
	for _, r := range n.ShadowRoots {
		if r.ShadowRootType == cdp.ShadowRootTypeClosed {
			all = append(all, r.BackendNodeID)
		}
		if r.ShadowRootType != cdp.ShadowRootTypeUserAgent {
			all = closedRoots(r, all)
		}
	}
	for _, c := range n.Children {
		all = closedRoots(c, all)
	}
	return all
}
