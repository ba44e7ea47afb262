package trail

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// What is recorded after a step whose picture is still being taken.
func TestPictureOfAnEndIsOnDiskBeforeAnythingElseIsDone(t *testing.T) {
	for name, next := range map[string]func(*Trail, *Entry) error{
		"an intent":             func(_ *Trail, e *Entry) error { return e.Note(EventIntent, "click the button") },
		"a question":            func(_ *Trail, e *Entry) error { return e.Note(EventAsked, "do the captcha") },
		"an answer":             func(_ *Trail, e *Entry) error { return e.Note(EventAnswer, "dealt with") },
		"another picture":       func(_ *Trail, e *Entry) error { _, err := e.Picture("before", picture(t, 2)); return err },
		"an intent of no step":  func(trail *Trail, _ *Entry) error { return trail.Note(EventIntent, "click the button") },
		"an end with a picture": func(_ *Trail, e *Entry) error { return e.End(Done, "", "", picture(t, 2)) },
		"the result":            func(trail *Trail, _ *Entry) error { return trail.Result(Done, "", 0) },
	} {
		t.Run(name, func(t *testing.T) {
			var events []Event
			trail := create(t, t.TempDir(), Options{Keys: t.TempDir(), Watch: func(l Line) { events = append(events, l.Event) }})
			e, err := trail.Begin("turn it off")
			ok(t, err)
			taken := make(chan struct{})
			ok(t, e.EndBefore(Done, "", "", func() ([]byte, error) { <-taken; return picture(t, 1), nil }))
			reading, err := trail.Begin("read on") // waits for nothing
			ok(t, err)
			ok(t, reading.Note(EventNote, "read"))
			if _, err := os.Stat(filepath.Join(trail.Dir(), "001-turn-it-off-after.png")); err == nil {
				t.Fatal("the picture is there before it was taken")
			}
			close(taken)
			ok(t, next(trail, reading))
			if len(events) < 6 || events[4] != EventNote || events[5] != EventPicture {
				t.Errorf("recorded: %v", events)
			}
			if _, err := os.Stat(filepath.Join(trail.Dir(), "001-turn-it-off-after.png")); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestPictureThatCannotBeTakenIsToldOf(t *testing.T) {
	var last Line
	trail := create(t, t.TempDir(), Options{Watch: func(l Line) { last = l }})
	e, err := trail.Begin("turn it off")
	ok(t, err)
	ok(t, e.EndBefore(Done, "", "", func() ([]byte, error) { return nil, errors.New("the page hangs") }))
	trail.Flush()
	if last.Event != EventNote || last.Step != 1 || last.Text != "no picture: the page hangs" {
		t.Errorf("recorded: %+v", last)
	}
}

func TestPictureThatServesTwiceIsKeptOnce(t *testing.T) {
	trail := create(t, t.TempDir(), Options{Keys: t.TempDir()})
	first, err := trail.Begin("open the menu")
	ok(t, err)
	ok(t, first.End(Done, "", "", picture(t, 1)))
	second, err := trail.Begin("turn it off")
	ok(t, err)
	path, err := second.PictureWith("before", picture(t, 1), Control{})
	ok(t, err)
	if filepath.Base(path) != "001-open-the-menu-after.png" {
		t.Errorf("kept as %s", path)
	}
	ok(t, second.End(Done, "", "", picture(t, 2)))
	ok(t, trail.Result(Done, "", 0))
	v, err := Verify(trail.Dir(), inWords{})
	if err != nil || !v.Whole() {
		t.Errorf("%+v, %v", v, err)
	}
}
