package snapshot

import "math"

// closeBelow is how far a line stands below the one that it belongs to at most, in CSS pixels.
const closeBelow = 8

// Captions are the words by which the place of a text says what it is about: the header of its column, the
// term that it explains, what stands right before it on its line or right above it in its column.
func (p Page) Captions(i int) (all []string) {
	n := p.Nodes[i]
	header, term, line, above := -1, -1, -1, -1
	for j, o := range p.Nodes {
		if j == i || o.Frame != n.Frame || o.Layer != n.Layer || o.Label() == "" || p.Within(j, i) || p.Within(i, j) {
			continue
		}
		switch {
		case (o.Tag == "th" || o.Role == "columnheader") && j < i && p.sameTable(i, j) && o.Box.Y+o.Box.Height <= n.Box.Y+2 && overlap(o.Box.X, o.Box.Width, n.Box.X, n.Box.Width):
			if header < 0 || o.Box.Y >= p.Nodes[header].Box.Y {
				header = j
			}
		case n.Tag == "dd" && o.Tag == "dt" && j < i:
			term = j
		case o.Kind != Text && o.Kind != Heading || j > i || o.Entry != n.Entry:
		case o.Box.X+o.Box.Width <= n.Box.X+4 && overlap(o.Box.Y, o.Box.Height, n.Box.Y, n.Box.Height):
			if line < 0 || o.Box.X > p.Nodes[line].Box.X {
				line = j
			}
		case math.Abs(o.Box.X-n.Box.X) <= 2 && n.Box.Y-o.Box.Y-o.Box.Height >= -2 && n.Box.Y-o.Box.Y-o.Box.Height <= closeBelow:
			above = j
		}
	}
	if line >= 0 {
		above = -1 // it belongs to its line
	}
	for _, j := range []int{header, term, line, above} {
		if j >= 0 && (len(all) == 0 || all[len(all)-1] != p.Nodes[j].Label()) {
			all = append(all, p.Nodes[j].Label())
		}
	}
	return all
}

// sameTable reports whether node i lies in the table of the header j, as far as the page shows tables.
func (p Page) sameTable(i, j int) bool {
	for t := p.Nodes[j].Parent; t >= 0; t = p.Nodes[t].Parent {
		if r := p.Nodes[t].Role; r == "table" || r == "grid" || r == "treegrid" {
			return p.Within(i, t)
		}
	}
	for k := min(i, j); k <= max(i, j); k++ { // another table between them
		if k != i && k != j && (p.Nodes[k].Tag == "th" || p.Nodes[k].Role == "columnheader") && k > j && p.Nodes[k].Box.Y > p.Nodes[j].Box.Y+p.Nodes[j].Box.Height {
			return false
		}
	}
	return p.Nodes[i].Tag == "td" || p.Nodes[i].Role == "cell" || p.Nodes[i].Role == "gridcell"
}

// overlap reports whether two spans share more than half of the shorter.
func overlap(a, along, b, blong float64) bool {
	shared := min(a+along, b+blong) - max(a, b)
	return shared > 0 && shared*2 > min(along, blong)
}
