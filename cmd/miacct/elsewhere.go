package main

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"strings"

	"miacct/flow"
	"miacct/qrcode"
	"miacct/trail"
)

// elsewhere asks for something that is done on another device, such as to scan a code with a phone: it
// needs no page. It returns when ctx ends, as the Runner sees by itself when it is done, or with what
// the person says at the terminal.
func (w *watcher) elsewhere(ctx context.Context, h flow.Handoff) error {
	w.onCall.call(string(h.Kind), trail.Clean(h.Step), trail.Clean(h.Ask), h.Picture)
	if !w.hasPage() && w.tty == nil && w.onCall == nil && w.askpass == nil {
		return nobodyAt(h)
	}
	lent, err := w.live.open(ctx, h.Ask, h.Why, false)
	if err != nil {
		w.screen.Say("    " + trail.Clean(err.Error()))
	}
	return lent.beside(ctx, func(ctx context.Context) error { return w.elsewhereHere(ctx, h, lent.words()) })
}

// elsewhereHere is elsewhere at the terminal; where says where else the page is.
func (w *watcher) elsewhereHere(ctx context.Context, h flow.Handoff, where string) error {
	ask := trail.Clean(h.Ask)
	text := ask + "\n" + where
	if h.Picture != "" {
		text += "The code as a picture, for as long as it is good: " + h.Picture + "\n"
	}
	defer w.banner(ctx, ask)()
	if w.tty == nil { // what is shown elsewhere may be kept, and the code is a secret
		w.screen.Raw(text)
		<-ctx.Done()
		return nil
	}
	defer w.screen.Hold()()
	w.tty.write(bell + w.screen.Lines(text))
	if h.Kind == flow.KindScan && h.Picture != "" {
		if err := w.tty.drawCode(ctx, h.Picture); err != nil {
			w.tty.write(trail.Clean(err.Error()) + "\r\n")
		}
	}
	return w.choice(ctx, "[Enter] look again · [g] give up:", map[string]error{"": nil, "g": flow.ErrGaveUp})
}

// drawCode draws the code in the PNG at path with characters, where it fits; else as draw does.
func (t *terminal) drawCode(ctx context.Context, path string) error {
	if t.deaf { // it may know no colours and no such characters
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("draw the code: %w", err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		return fmt.Errorf("draw the code %s: %w", path, err)
	}
	if code, ok := qrcode.Read(img); ok && code.Columns() <= t.columns() {
		t.write(strings.ReplaceAll(code.String(), "\n", "\r\n"))
		return nil
	}
	return t.draw(ctx, path)
}

// columns is how wide the terminal is.
func (t *terminal) columns() int {
	const usual = 80
	n, err := t.Columns()
	if err != nil || n < 20 { // some terminals say 0
		return usual
	}
	return n
}
