package browser

import (
	"context"
)

// A Block is one text of a page as a person reads it: a paragraph, a heading, a cell, the
// words of a button. What it is comes from the structure around it.
type Block struct {
	Text    string // cleaned, on one line
	Heading bool
	Alert   bool // in a live region: role alert or status
	Dialog  bool // in something that lies in front of the page
	Control bool // all of it can be pressed: a button, a link, the label of a box
	Entry   bool // in an entry of a list or table
	Aside   bool // beside the page's own matter: footer, navigation, banner, help
	Box     bool // it is a checkbox, and its text what the box says
	Ticked  bool // of a Box
}

// Blocks reads the visible texts of the page and of the frames in it that are allowed places,
// in document order.
func (s *Session) Blocks(ctx context.Context) ([]Block, error) {
	var out []Block
	err := s.until(ctx, func(ctx context.Context, t *tab) (string, error) {
		out = nil
		if err := s.place(t); err != nil {
			return "", err
		}
		for i, v := range t.views() {
			if i > 0 && !s.allowed(v.url) {
				continue
			}
			var all []Block
			if err := call(ctx, v, &all, "() => miacct.blocks()"); err != nil {
				if i == 0 {
					return "", err
				}
				continue // a frame that has gone
			}
			for _, b := range all {
				if b.Text = oneLine(b.Text); b.Text != "" {
					out = append(out, b)
				}
			}
		}
		return "", nil
	})
	return out, err
}
