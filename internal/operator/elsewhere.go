package operator

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
func (o *Operator) elsewhere(ctx context.Context, h flow.Handoff) error {
	o.Notify.call(string(h.Kind), trail.Clean(h.Step), trail.Clean(h.Ask), h.Picture)
	if !o.hasPage() && o.TTY == nil && o.Notify == nil && o.Askpass == nil {
		return nobodyAt(h)
	}
	lent, err := o.RemoteView.open(ctx, h.Ask, h.Why, false)
	if err != nil {
		o.Screen.Say("    " + trail.Clean(err.Error()))
	}
	return lent.beside(ctx, func(ctx context.Context) error { return o.elsewhereHere(ctx, h, lent.words()) })
}

// elsewhereHere is elsewhere at the terminal; where says where else the page is.
func (o *Operator) elsewhereHere(ctx context.Context, h flow.Handoff, where string) error {
	ask := trail.Clean(h.Ask)
	text := ask + "\n" + where
	if h.Picture != "" {
		text += "The code as a picture, for as long as it is good: " + h.Picture + "\n"
	}
	defer o.banner(ctx, ask)()
	if o.TTY == nil { // what is shown elsewhere may be kept, and the code is a secret
		o.Screen.Raw(text)
		<-ctx.Done()
		return nil
	}
	defer o.Screen.Hold()()
	o.TTY.write(bell + o.Screen.Lines(text))
	if h.Kind == flow.KindScan && h.Picture != "" {
		if err := o.TTY.drawCode(ctx, h.Picture); err != nil {
			o.TTY.write(trail.Clean(err.Error()) + "\r\n")
		}
	}
	return o.choice(ctx, "[Enter] look again · [g] give up:", map[string]error{"": nil, "g": flow.ErrGaveUp})
}

// drawCode draws the code in the PNG at path with characters, where it fits; else as draw does.
func (t *Terminal) drawCode(ctx context.Context, path string) error {
	if t.Deaf { // it may know no colours and no such characters
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
func (t *Terminal) columns() int {
	const usual = 80
	n, err := t.Columns()
	if err != nil || n < 20 { // some terminals say 0
		return usual
	}
	return n
}
