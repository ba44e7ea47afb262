package browser

import (
	"slices"

	"miacct/snapshot"
)

// A readLayer is what the world's script measured of something that may be a layer.
type readLayer struct {
	At, End    int // its nodes
	Role       string
	Position   string
	Modal      bool // something takes all presses beside it
	Aria       bool // modal by its own word
	Top        bool // in the browser's top layer
	Full       bool // covers most of the page
	SeeThrough bool // covers most of the page, which shows through
	Curtain    bool // something that covers most of the page lies right behind it
	Front      int  // of the points asked, at how many it is what is seen
	Behind     int  // at how many something else lies behind it
	Asked      int
	Box        [4]float64
	Name       string
	Frame      bool  // it is a frame
	Saying     int64 // number of what it says
}

// forced reports whether it is a layer by its own word, whatever lies where.
func (l readLayer) forced() bool {
	switch l.Role {
	case "dialog", "alertdialog", "menu", "listbox", "tooltip":
		return true
	}
	return l.Top || l.Aria
}

// holding counts what stands on a layer.
type holding struct {
	controls, texts, fields, headings, words int
	heading, text                            string
}

func (h holding) nothing() bool { return h.controls+h.texts+h.fields+h.headings == 0 }

// classify settles which layers there are, of what kind each is, and what stands on which.
func (a *assembly) classify(width, height float64) {
	a.merge()
	a.dropShells(height)
	for _, m := range a.layers {
		h := a.holding(m, true)
		m.Kind = m.kind(h, width, height)
		m.Modal = m.Modal && m.Kind != snapshot.Banner && m.Kind != snapshot.Toast
		if m.Name == "" {
			m.Name = h.heading
		}
		m.Why = m.why()
	}
	all := append(slices.Clone(a.layers), a.base)
	a.base.Box = snapshot.Rect{Width: width, Height: height}
	for _, m := range all {
		a.page.Layers = append(a.page.Layers, m.Layer)
	}
	for i, m := range a.layerOf {
		a.page.Nodes[i].Layer = slices.Index(all, m)
	}
}

// holding counts what stands on m itself, or on layers within it too.
func (a *assembly) holding(m *madeLayer, deep bool) holding {
	var h holding
	for i, on := range a.layerOf {
		if on != m && !(deep && within(on, m)) {
			continue
		}
		n := a.page.Nodes[i]
		switch {
		case n.Kind == snapshot.Heading:
			h.headings++
			if h.heading == "" {
				h.heading = n.Label()
			}
		case n.Kind == snapshot.Field || n.Kind == snapshot.Password:
			h.fields++
		case n.Kind.Pressable():
			if n.Kind != snapshot.Option || n.Tag != "option" {
				h.controls++
			}
		case n.Kind == snapshot.Text || n.Kind == snapshot.Alert || n.Kind == snapshot.Image || n.Kind == snapshot.Progress:
			if n.Parent < 0 || a.layerOf[n.Parent] != on || !a.page.Nodes[n.Parent].Kind.Pressable() { // not a control's own words
				h.texts++
				h.words += len(n.Text)
				if h.text == "" {
					h.text = n.Label()
				}
			}
		}
	}
	return h
}

// within reports whether m lies in around, or is it.
func within(m, around *madeLayer) bool {
	for ; m != nil; m = m.around {
		if m == around {
			return true
		}
	}
	return false
}

// merge makes one of layers that hold the same, and drops those that only hold others.
func (a *assembly) merge() {
	for again := true; again; {
		again = false
		for _, m := range a.layers {
			if !a.holding(m, false).nothing() {
				continue
			}
			var inner []*madeLayer
			for _, o := range a.layers {
				if o.around == m {
					inner = append(inner, o)
				}
			}
			for _, o := range inner {
				o.Modal = o.Modal || m.Modal
				o.read.Curtain, o.read.SeeThrough = o.read.Curtain || m.read.Curtain, o.read.SeeThrough || m.read.SeeThrough
				if len(inner) > 1 {
					continue
				}
				o.read.Top, o.read.Aria = o.read.Top || m.read.Top, o.read.Aria || m.read.Aria
				if m.read.forced() && o.read.Role == "" {
					o.read.Role = m.read.Role
				}
				if o.Name == "" {
					o.Name = m.Name
				}
				if o.read.Position == "static" || o.read.Position == "relative" {
					o.read.Position = m.read.Position
				}
			}
			a.drop(m)
			again = true
			break
		}
	}
}

// drop makes m no layer: what stands on it stands on what is around it.
func (a *assembly) drop(m *madeLayer) {
	a.layers = slices.DeleteFunc(a.layers, func(o *madeLayer) bool { return o == m })
	for i := range a.layerOf {
		if a.layerOf[i] == m {
			a.layerOf[i] = m.around
		}
	}
	for _, o := range a.layers {
		if o.around == m {
			o.around = m.around
		}
	}
}

// dropShells drops what covers the page because it is the page: nothing else is there.
func (a *assembly) dropShells(height float64) {
	for _, m := range slices.Clone(a.layers) {
		if !m.read.Full || m.read.forced() || m.read.Curtain {
			continue
		}
		other := 0
		for i, on := range a.layerOf {
			n := a.page.Nodes[i]
			if on == m.around && n.Kind != snapshot.Group && n.Box.Y < height && n.Box.Y+n.Box.Height > 0 {
				other++
			}
		}
		if other == 0 {
			a.drop(m)
		}
	}
}

// kind tells what a person takes m for, which holds h.
func (m *madeLayer) kind(h holding, width, height float64) snapshot.LayerKind {
	b := m.Box
	choices := h.controls >= 2 && h.fields == 0 && h.headings == 0 && h.texts == 0 && b.Width < width/2
	broad := b.Width >= .6*width
	low := b.Height <= .35*height
	atEdge := b.Y <= 2 || b.Y+b.Height >= height-2
	centred := abs(b.X+b.Width/2-width/2) < .15*width && abs(b.Y+b.Height/2-height/2) < .2*height
	bar := m.read.Position == "fixed" && atEdge && low && b.Width >= 3*b.Height && !m.read.Curtain // of controls side by side: a menu has them below each other
	said := m.read.Role == "alert" || m.read.Role == "status" || m.read.Role == "log"
	switch {
	case m.read.Role == "menu" || m.read.Role == "listbox":
		return snapshot.Menu
	case m.read.Role == "tooltip":
		return snapshot.Panel
	case m.read.Role == "dialog" && !m.Modal && !m.read.Top && broad && low && atEdge:
		return snapshot.Banner // a bar that asks about cookies and says that it is a dialog
	case m.read.Role == "dialog" || m.read.Role == "alertdialog" || m.read.Aria || m.read.Top && m.Modal:
		return snapshot.Dialog
	case said && h.controls <= 2 && h.fields == 0:
		return snapshot.Toast
	case choices && bar:
		return snapshot.Banner
	case choices && !(m.read.Curtain && h.controls < 3 && centred):
		return snapshot.Menu
	case m.Modal:
		return snapshot.Dialog
	case m.read.Position == "sticky" || broad && low && atEdge:
		return snapshot.Banner
	case h.fields == 0 && h.headings == 0 && h.controls <= 1 && h.words <= 200 && b.Width*b.Height < .25*width*height:
		return snapshot.Toast
	case m.read.Position == "fixed" && centred && h.controls+h.fields > 0 && !m.read.Full:
		return snapshot.Dialog
	case m.read.Full && m.read.Position == "fixed":
		return snapshot.Dialog // a page in front of the page
	}
	return snapshot.Panel
}

func abs(f float64) float64 { return max(f, -f) }
