package trail

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
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
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func create(t testing.TB, dir string, o Options) *Trail {
	t.Helper()
	if o.Keys == "" {
		o.Keys = t.TempDir()
	}
	if o.Now == nil {
		o.Now = clock()
	}
	if o.Report == nil {
		o.Report = inWords{}
	}
	trail, err := Create(dir, Run{Command: "web-delete", Account: "12••••78", Cloud: "https://i.mi.com", Tool: "0.1", System: "linux/amd64", Lang: "en"}, o)
	ok(t, err)
	return trail
}

// tellAll writes one of every kind of line but the result. words stand where the site's words stand.
func tellAll(t testing.TB, trail *Trail, words string) {
	t.Helper()
	trail.Task("sign in")
	e, err := trail.Begin("sign in")
	ok(t, err)
	_, err = e.PictureWith("before", picture(t, 10), Control{"the button of " + words, 1, 0, 2, 1.5, 4, 3})
	ok(t, err)
	ok(t, e.Note(EventIntent, "click the sign-in button"))
	c, err := trail.Begin("answer the captcha " + words)
	ok(t, err)
	ok(t, c.Note(EventAsked, "Type the characters."))
	ok(t, c.Note(EventAnswer, "typed"))
	ok(t, c.End(Done, "", "https://i.mi.com/a?token=hidden#hidden", nil))
	ok(t, e.Note(EventSaid, words))
	ok(t, e.End(Done, "", "https://i.mi.com/", picture(t, 20)))
	ok(t, trail.Note(EventNote, "between two steps"))
	ok(t, trail.Devices("before", []Device{{Name: "Mi 9", Own: true, Find: "on", Left: true}, {Name: words, Model: words, Find: "on", Left: true}}))
	ok(t, trail.Devices("after", []Device{{Name: words, Model: words, Find: "on", Left: true}}))
}

// sample makes a whole trail and returns its folder.
func sample(t testing.TB) string {
	t.Helper()
	trail := create(t, filepath.Join(t.TempDir(), "audit"), Options{})
	tellAll(t, trail, "It cannot be restored.")
	ok(t, trail.Result(Done, "The account is deleted.", 0))
	return trail.Dir()
}

// memory is a trail held in memory.
type memory map[string][]byte

func (m memory) Names() ([]string, error) {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

func (m memory) Read(name string) ([]byte, error) {
	b, there := m[name]
	if !there {
		return nil, fs.ErrNotExist
	}
	return b, nil
}

func load(t testing.TB, dir string) memory {
	t.Helper()
	m := memory{}
	entries, err := os.ReadDir(dir)
	ok(t, err)
	for _, e := range entries {
		m[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name()))
		ok(t, err)
	}
	return m
}

// findings verifies m and returns what was found, in words. An error is a finding too.
func findings(m memory) []string {
	v, err := verify(m, inWords{})
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	for _, p := range v.Problems {
		found = append(found, p.String())
	}
	return found
}

// inWords is a report in plain words: a record's lines, and which of its pictures are whole.
type inWords struct{}

func (inWords) Languages() []string { return []string{"en", "zh"} }

func (inWords) Render(w io.Writer, from Source, lang string) error {
	lines, head, torn, err := ReadFrom(from)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, lang, head, torn)
	for _, l := range lines {
		b, err := json.Marshal(l)
		if err != nil {
			return err
		}
		whole := l.Picture == nil
		if !whole {
			_, whole = ReadPicture(from, *l.Picture)
		}
		if _, err := fmt.Fprintf(w, "%s %v\n", b, whole); err != nil {
			return err
		}
	}
	return nil
}
