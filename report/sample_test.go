package report

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"miacct/trail"
)

// clock is a time that moves on by itself.
func clock() func() time.Time {
	now := time.Date(2026, 11, 23, 20, 15, 0, 0, time.FixedZone("", 3600))
	return func() time.Time { now = now.Add(70 * time.Millisecond); return now }
}

func picture(t testing.TB, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 4, 3))
	m.Set(1, 1, color.Gray{shade})
	var b bytes.Buffer
	ok(t, png.Encode(&b, m))
	return b.Bytes()
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func create(t testing.TB) *trail.Trail {
	t.Helper()
	record, err := trail.Create(t.TempDir(), trail.Run{Command: "web-delete", Account: "12••••78", Cloud: "https://i.mi.com", Tool: "0.1", System: "linux/amd64", Lang: "en"},
		trail.Options{Keys: t.TempDir(), Now: clock(), Report: HTML{}})
	ok(t, err)
	return record
}

// tellAll writes what a report shows, but the result. words stand where the site's words stand.
func tellAll(t testing.TB, record *trail.Trail, words string) {
	t.Helper()
	record.Task("sign in")
	e, err := record.Begin("sign in")
	ok(t, err)
	_, err = e.PictureWith("before", picture(t, 10), trail.Control{Name: "the button of " + words, X: 1, Y: 0, Width: 2, Height: 1.5, ViewWidth: 4, ViewHeight: 3})
	ok(t, err)
	ok(t, e.Note(trail.EventIntent, "click the sign-in button"))
	c, err := record.Begin("answer the captcha " + words)
	ok(t, err)
	ok(t, c.Note(trail.EventAsked, "Type the characters."))
	ok(t, c.Note(trail.EventAnswer, "typed"))
	ok(t, c.End(trail.Done, "", "https://i.mi.com/a", nil))
	ok(t, e.Note(trail.EventSaid, words))
	ok(t, e.End(trail.Done, "", "https://i.mi.com/", picture(t, 20)))
	ok(t, record.Note(trail.EventNote, "between two steps"))
	ok(t, record.Devices("before", []trail.Device{{Name: "Mi 9", Own: true, Find: "on", Left: true}, {Name: words, Model: words, Find: "on", Left: true}}))
	ok(t, record.Devices("after", []trail.Device{{Name: words, Model: words, Find: "on", Left: true}}))
}

// sample makes a whole trail and returns its folder.
func sample(t testing.TB) string {
	t.Helper()
	record := create(t)
	tellAll(t, record, "It cannot be restored.")
	ok(t, record.Result(trail.Done, "The account is deleted.", 0))
	return record.Dir()
}
