package browser

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"

	"miacct/snapshot"
)

// A node is one node of a snapshot as the world's script takes it. It is found again only in its
// own document, while it is called what it was called and stands on the layer it stood on, whose
// words are what they were.
type node struct {
	Number int64
	Label  string
	Layer  int64 // number of the layer's root, 0 for the document
	Saying int64 // number of what the layer said, 0 for the page itself

	frame, document string
}

// At is the locator of node i of a page that was read. What is done by it is done to that very
// element: a press is stopped if its words, its layer or the layer's words are others by then.
func At(p snapshot.Page, i int) Locator {
	n := p.Nodes[i]
	to := &node{Number: n.Ref.Node, Label: n.Name, frame: n.Ref.Frame, document: n.Ref.Document}
	if to.Label == "" {
		to.Label = n.Text
	}
	if l := p.Layers[n.Layer]; l.Kind != snapshot.Document && l.Root >= 0 && p.Nodes[l.Root].Ref.Document == n.Ref.Document {
		to.Layer, to.Saying = p.Nodes[l.Root].Ref.Node, l.Saying
	} else if l.Kind != snapshot.Document && n.Frame < len(p.Frames) { // a dialog that is a frame
		to.Saying = p.Frames[n.Frame].Saying
	}
	name := fmt.Sprintf("the %s “%s”", n.Kind, shortened(n.Label()))
	if n.Label() == "" {
		name = fmt.Sprintf("a %s without words", n.Kind)
	}
	return Locator{name: name, ways: []Way{{Node: to}}}
}

// AtPicture is the locator of picture i of a page that was read, as long as its document is shown.
func AtPicture(p snapshot.Page, i int) Locator {
	r := p.Pictures[i].Ref
	return Locator{name: "the picture of a code", ways: []Way{{Node: &node{Number: r.Node, frame: r.Frame, document: r.Document}}}}
}

// shortened is a label fit for a line of the record.
func shortened(s string) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > 60 {
		s = strings.TrimSpace(string(r[:59])) + "…"
	}
	return s
}

// Back goes to the page before, as the browser's own button does.
func Back() Action {
	return Action{Does: "go back", do: func(ctx context.Context, s *Session) error {
		t := s.tab()
		h, err := askPage(ctx, t, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		if h.CurrentIndex < 1 {
			return marked{fmt.Errorf("there is no page before"), ErrNotReady}
		}
		_, err = askPage(ctx, t, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: h.Entries[h.CurrentIndex-1].ID})
		return err
	}}
}

// Escape presses the key that closes what lies in front.
func Escape() Action {
	return Action{Does: "press Escape", do: func(ctx context.Context, s *Session) error {
		t := s.tab()
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			p := input.DispatchKeyEventParams{Type: kind, Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27, NativeVirtualKeyCode: 27}
			if _, err := askPage(ctx, t, input.DispatchKeyEvent, p); err != nil {
				return err
			}
		}
		return nil
	}}
}
