package browser

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"

	"miacct/internal/hostmatch"
	"miacct/snapshot"
)

// A sheet is one document of a snapshot: what was read of it, and where it stands.
type sheet struct {
	view    view
	allowed bool     // may be looked into
	read    *reading // nil if it was not read
	owner   int64    // number of its frame's element in the document around it, 0 if not known
	inner   []*sheet // of the frames in it

	index int // in Page.Frames
}

// An ownership names a frame within the document around it.
type ownership struct {
	frame  cdp.FrameID
	around string // unique name of the world around it
}

// owners finds the element of each frame that is within another.
func (t *tab) owners(ctx context.Context, sheets []*sheet) error {
	for _, sh := range sheets[1:] {
		around, ok := t.viewOf(sh.view.parent)
		if !ok {
			continue
		}
		key := ownership{sh.view.id, around.unique}
		t.mu.Lock()
		sh.owner = t.owned[key]
		t.mu.Unlock()
		if sh.owner == 0 {
			n, err := t.ownerNumber(ctx, around, sh.view.id)
			if err != nil && !errors.Is(err, errGone) {
				return err
			}
			if sh.owner = n; n != 0 {
				t.mu.Lock()
				t.owned[key] = n
				t.mu.Unlock()
			}
		}
		for _, o := range sheets {
			if o.view.id == around.id && o.view.unique == around.unique {
				o.inner = append(o.inner, sh)
			}
		}
	}
	return nil
}

func (t *tab) ownerNumber(ctx context.Context, around view, frame cdp.FrameID) (n int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, framePatience)
	defer cancel()
	own, err := askIn(ctx, around, dom.GetFrameOwner, dom.GetFrameOwnerParams{FrameID: frame})
	if err != nil {
		return 0, err
	}
	node, err := askIn(ctx, around, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: own.BackendNodeID, ExecutionContextID: around.world})
	if err != nil {
		return 0, err
	}
	defer release(ctx, around, node.Object.ObjectID)
	err = callThis(ctx, around, node.Object.ObjectID, &n, "function() { return miacct.numberOf(this) }")
	return n, err
}

// An assembly puts the documents of a page together.
type assembly struct {
	page     snapshot.Page
	s        *Session
	layers   []*madeLayer // front to back, without the document
	base     *madeLayer   // the document itself
	layerOf  []*madeLayer // of each node
	busy     bool
	partials []string
}

// A madeLayer is a layer on its way.
type madeLayer struct {
	read readLayer
	snapshot.Layer
	around *madeLayer
}

// assemble makes the page of its documents.
func (t *tab) assemble(s *Session, sheets []*sheet) snapshot.Page {
	a := &assembly{s: s, base: &madeLayer{Layer: snapshot.Layer{Kind: snapshot.Document, Root: -1}}}
	top := sheets[0]
	a.page.URL, a.page.Title, a.page.Lang = oneLine(bare(top.read.URL)), oneLine(top.read.Title), oneLine(top.read.Lang)
	a.frame(top, -1, true)
	a.document(top, placing{parent: -1, tree: -1, layer: a.base, scale: point{X: 1, Y: 1}})
	a.page.Busy = a.busy
	slices.Sort(a.partials)
	a.page.Partial = strings.Join(slices.Compact(a.partials), ", ")
	a.classify(top.read.Width, top.read.Height)
	a.page.FindEntries()
	return a.page
}

func hostName(address string) string {
	if _, host := hostOf(address); host != "" {
		return oneLine(host)
	}
	return "the page's own"
}

// frame lists sh among the page's frames.
func (a *assembly) frame(sh *sheet, parent int, looked bool) {
	sh.index = len(a.page.Frames)
	scheme, host := hostOf(sh.view.url)
	allowed := len(a.s.o.Hosts) == 0 || scheme == "https" && hostmatch.In(host, a.s.o.Hosts) || scheme == "about" && parent >= 0 && a.page.Frames[parent].Allowed
	a.page.Frames = append(a.page.Frames, snapshot.Frame{ID: string(sh.view.id), Document: sh.view.unique,
		URL: oneLine(bare(sh.view.url)), Parent: parent, Allowed: allowed && looked})
	if sh.read != nil {
		a.page.Frames[sh.index].Saying = sh.read.Saying
	}
}

// A placing is where a document stands in the page.
type placing struct {
	parent, tree int // the node and the tree's row it stands in
	layer        *madeLayer
	from, scale  point
}

func (p placing) box(b [4]float64) snapshot.Rect {
	return snapshot.Rect{X: p.from.X + b[0]*p.scale.X, Y: p.from.Y + b[1]*p.scale.Y, Width: b[2] * p.scale.X, Height: b[3] * p.scale.Y}
}

// document adds the nodes of one document, those of the frames in it where these stand.
func (a *assembly) document(sh *sheet, at placing) {
	r := sh.read
	a.busy = a.busy || r.Busy
	a.page.Scrolled += int(math.Round(r.Scrolled))
	made := a.layersOf(r, at)
	nodes := make([]int, len(r.Nodes))
	inside := map[int]*sheet{}
	for _, in := range sh.inner {
		for i, n := range r.Nodes {
			if n.Number == in.owner && in.owner != 0 {
				inside[i] = in
			}
		}
	}
	rows, rowOf := a.tree(sh, at)
	for _, p := range r.Pictures {
		a.page.Pictures = append(a.page.Pictures, snapshot.Picture{Ref: snapshot.Ref{Frame: string(sh.view.id), Document: sh.view.unique, Node: p.Number},
			Frame: sh.index, Name: oneLine(p.Name), Hint: oneLine(p.Hint), Box: at.box(p.Box)})
	}
	for i, n := range r.Nodes {
		nodes[i] = len(a.page.Nodes)
		parent := at.parent
		if n.Parent >= 0 {
			parent = nodes[n.Parent]
		}
		layer := at.layer
		for _, m := range made { // the innermost: those inside come first
			if m.read.At <= i && i < m.read.End && (layer == at.layer || m.read.At >= layer.read.At) {
				layer = m
			}
		}
		for _, m := range made {
			if m.read.At == i {
				m.Root = nodes[i]
			}
		}
		a.page.Nodes = append(a.page.Nodes, n.node(sh, parent, at))
		a.layerOf = append(a.layerOf, layer)
		if row, ok := rowOf[i]; ok {
			a.page.Tree[rows+row].Node = nodes[i]
		}
		if in := inside[i]; in != nil {
			a.frame(in, sh.index, in.allowed)
			if in.read != nil {
				row := at.tree
				if own, ok := rowOf[i]; ok {
					row = rows + own
				}
				box := placing{from: at.from, scale: at.scale}.box([4]float64{n.Frame[0], n.Frame[1], 0, 0})
				a.document(in, placing{parent: nodes[i], tree: row, layer: layer,
					from: point{X: box.X, Y: box.Y}, scale: point{X: at.scale.X * n.Frame[2], Y: at.scale.Y * n.Frame[3]}})
			} else {
				a.partials = append(a.partials, "a frame of "+hostName(in.view.url))
			}
		}
	}
}

// tree adds the rows of one document. It returns where they begin, and which row has which node.
func (a *assembly) tree(sh *sheet, at placing) (first int, rowOf map[int]int) {
	first = len(a.page.Tree)
	rowOf = map[int]int{}
	for i, row := range sh.read.Tree {
		e := snapshot.Element{Parent: at.tree, Node: -1, Box: at.box([4]float64{row[2], row[3], row[4], row[5]}),
			Ref: snapshot.Ref{Frame: string(sh.view.id), Document: sh.view.unique, Node: int64(row[7])}, Keys: sh.read.Keys[i]}
		if row[0] >= 0 {
			e.Parent = first + int(row[0])
		}
		if tag := int(row[1]); tag < len(sh.read.Tags) {
			e.Tag = sh.read.Tags[tag]
		}
		if row[6] >= 0 {
			rowOf[int(row[6])] = i
		}
		a.page.Tree = append(a.page.Tree, e)
	}
	return first, rowOf
}

func (n readNode) node(sh *sheet, parent int, at placing) snapshot.Node {
	out := snapshot.Node{Ref: snapshot.Ref{Frame: string(sh.view.id), Document: sh.view.unique, Node: n.Number},
		Parent: parent, Frame: sh.index, Entry: -1, Kind: n.Kind, Role: n.Role, Name: someLines(n.Name), Text: someLines(n.Text),
		Marked: oneLine(n.Marked), Description: oneLine(n.Description), Placeholder: oneLine(n.Placeholder), Level: n.Level, Tag: n.Tag, Type: n.Type, Hint: oneLine(n.Hint),
		Href: oneLine(n.Href), Filled: n.Filled, MaxLength: n.MaxLength, State: n.State, Box: at.box(n.Box),
		Weak: n.Weak, Concealed: n.Concealed, For: n.For, Against: n.Against}
	if out.Text == "" && n.Kind.Pressable() && n.Kind != snapshot.Select {
		out.Text = out.Name
	}
	for i, why := range out.Against {
		out.Against[i] = oneLine(why)
	}
	return out
}

// layersOf takes the layers of one document among those of the page: in front of what the document stands on.
func (a *assembly) layersOf(r *reading, at placing) []*madeLayer {
	var made []*madeLayer
	for _, l := range r.Layers {
		made = append(made, &madeLayer{read: l, Layer: snapshot.Layer{Root: -1, Modal: l.Modal, Name: oneLine(l.Name), Box: at.box(l.Box), Saying: l.Saying}, around: at.layer})
	}
	for _, m := range made {
		for _, o := range made {
			if o != m && o.read.At <= m.read.At && m.read.End <= o.read.End && (o.read.At < m.read.At || o.read.End > m.read.End) && (m.around == at.layer || o.read.At > m.around.read.At) {
				m.around = o
			}
		}
	}
	where := len(a.layers)
	if i := slices.Index(a.layers, at.layer); i >= 0 {
		where = i
	}
	a.layers = slices.Insert(a.layers, where, made...)
	return made
}

// why tells how a layer was found.
func (m *madeLayer) why() string {
	switch {
	case m.read.Top:
		return "top layer"
	case m.read.Role != "":
		return "role " + m.read.Role
	case m.read.Aria:
		return "aria-modal"
	case m.read.Curtain || m.read.SeeThrough:
		return m.read.Position + ", in front of a backdrop"
	}
	return fmt.Sprintf("%s, in front at %d of %d points", m.read.Position, m.read.Front, m.read.Asked)
}
