package browser

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
)

// What a person does to a page they see elsewhere is done to it as it comes:
//
//   - Nothing is looked for, waited for or guarded: the person decides.
//   - Keys and text go to allowed places only, as elsewhere in this package.
//   - A key is one of those that mean something within a page. None reaches the browser around it.

// A Touch is one thing a person does with a pointer, a wheel or a keyboard.
type Touch struct {
	Is     Kind
	X, Y   float64 // where, in CSS pixels of the page's visible part; of a pointer or wheel
	Down   bool    // of a Move: the button is held
	Clicks int     // of a Press or Release: 2 for the second of a double click; 1 if zero
	DX, DY float64 // of a Wheel: how far, in CSS pixels
	Key    string  // of a Key: its name in the DOM, "Enter"
	Shift  bool    // of a Key: held with it
	Ctrl   bool
	Text   string // of a Text
}

// A Kind is what sort of Touch it is.
type Kind string

const (
	Move    Kind = "move"
	Press   Kind = "press"
	Release Kind = "release"
	Wheel   Kind = "wheel"
	Key     Kind = "key"
	Text    Kind = "text"
)

// keys are the codes of the keys a person may press, by their names in the DOM.
var keys = map[string]int64{
	"Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "PageUp": 33, "PageDown": 34, "End": 35, "Home": 36,
	"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Delete": 46,
}

// withCtrl are the keys that mean something to a field when Ctrl is held.
var withCtrl = map[string]int64{"a": 'A', "z": 'Z', "Backspace": 8, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39, "Delete": 46}

// typedByKey is what a key writes.
var typedByKey = map[string]string{"Enter": "\r", " ": " "}

// Touch does to the tab in use what a person did. A page that moves on under a touch has
// taken it, or wants it no more: both are no error. The error holds nothing of what was typed.
func (s *Session) Touch(ctx context.Context, do Touch) error {
	ctx, cancel := s.during(ctx)
	defer cancel()
	t := s.tab()
	ctx, leave := t.during(ctx)
	defer leave()
	if err := s.touch(ctx, t, do); err != nil && !errors.Is(err, errGone) {
		return fmt.Errorf("pass on a %s: %w", do.Is, err)
	}
	return nil
}

func (s *Session) touch(ctx context.Context, t *tab, do Touch) error {
	if err := t.well(); err != nil {
		return err
	}
	switch do.Is {
	case Move, Press, Release, Wheel:
		if do.Is == Press || do.Is == Release {
			s.mu.Lock()
			s.pressed = time.Now()
			s.mu.Unlock()
		}
		return t.point(ctx, do)
	case Key, Text:
		if err := s.place(t); err != nil {
			return err
		}
		if do.Is == Key {
			return t.key(ctx, do)
		}
		return t.write(ctx, do.Text)
	}
	return errors.New("there is no such touch")
}

// turnWheel is input.DispatchMouseEvent with both distances, which Chrome wants also when one is zero.
var turnWheel = cdp.Command[wheelParams, cdp.Empty]{Method: input.CommandDispatchMouseEvent}

type wheelParams struct {
	Type   string  `json:"type"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	DeltaX float64 `json:"deltaX"`
	DeltaY float64 `json:"deltaY"`
}

func (t *tab) point(ctx context.Context, do Touch) error {
	e := input.DispatchMouseEventParams{X: do.X, Y: do.Y}
	switch do.Is {
	case Move:
		e.Type = input.DispatchMouseEventTypeMouseMoved
		if do.Down {
			e.Button, e.Buttons = input.MouseButtonLeft, 1
		}
	case Press:
		e.Type, e.Button, e.Buttons, e.ClickCount = input.DispatchMouseEventTypeMousePressed, input.MouseButtonLeft, 1, int64(max(do.Clicks, 1))
	case Release:
		e.Type, e.Button, e.ClickCount = input.DispatchMouseEventTypeMouseReleased, input.MouseButtonLeft, int64(max(do.Clicks, 1))
	case Wheel:
		_, err := askPage(ctx, t, turnWheel, wheelParams{string(input.DispatchMouseEventTypeMouseWheel), do.X, do.Y, do.DX, do.DY})
		return err
	}
	_, err := askPage(ctx, t, input.DispatchMouseEvent, e)
	return err
}

func (t *tab) key(ctx context.Context, do Touch) error {
	e := input.DispatchKeyEventParams{Key: do.Key, Text: typedByKey[do.Key]}
	known := keys
	if do.Shift {
		e.Modifiers |= 8
	}
	if do.Ctrl {
		known = withCtrl
		e.Modifiers |= 2
	}
	code, ok := known[do.Key]
	if !ok {
		return errors.New("no such key is passed on")
	}
	e.WindowsVirtualKeyCode = code
	if code >= 'A' && code <= 'Z' {
		e.Code = "Key" + string(rune(code))
	} else if e.Code = do.Key; do.Key == " " {
		e.Code = "Space"
	}
	return t.stroke(ctx, e)
}

// write types text letter by letter: a page that moves on to the next field at each must get each.
func (t *tab) write(ctx context.Context, text string) error {
	for _, r := range text {
		if unicode.IsControl(r) {
			return errors.New("text holds a control character")
		}
	}
	for _, r := range text {
		if err := t.stroke(ctx, input.DispatchKeyEventParams{Key: string(r), Text: string(r)}); err != nil {
			return err
		}
	}
	return nil
}

// stroke presses a key and lets it go.
func (t *tab) stroke(ctx context.Context, e input.DispatchKeyEventParams) error {
	e.Type = input.DispatchKeyEventTypeKeyDown
	if e.Text == "" {
		e.Type = input.DispatchKeyEventTypeRawKeyDown
	}
	if _, err := askPage(ctx, t, input.DispatchKeyEvent, e); err != nil {
		return err
	}
	e.Type, e.Text = input.DispatchKeyEventTypeKeyUp, ""
	_, err := askPage(ctx, t, input.DispatchKeyEvent, e)
	return err
}
