package trail

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"miacct/internal/safefile"
)

// Task names the task that the following steps belong to. What belongs to the one before is recorded first.
func (t *Trail) Task(name string) {
	t.Flush()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.task = name
}

// Begin records that the named step is about to start. Steps may nest: a challenge met in a step is a step of its own.
func (t *Trail) Begin(step string) (*Entry, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	e := &Entry{trail: t, number: t.steps + 1, name: step, task: t.task}
	if _, err := t.write(e.line(EventBegin, "")); err != nil {
		return nil, err
	}
	t.steps++
	t.open = append(t.open, e)
	return e, nil
}

// Note records something that belongs to no step, or to the step under way.
func (t *Trail) Note(e Event, text string) error {
	if mustFollow(e) {
		t.Flush()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	l := Line{Event: e, Text: text, Task: t.task}
	if n := len(t.open); n > 0 {
		l = t.open[n-1].line(e, text)
	}
	_, err := t.write(l)
	return err
}

// Devices records the devices; when is "before" or "after". A look in between, under
// any other word, tells the report how Find Device stood on a device that is gone at the end.
func (t *Trail) Devices(when string, ds []Device) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := Line{Event: EventDevices, Text: when, Task: t.task, Devices: ds}
	if n := len(t.open); n > 0 {
		l = t.open[n-1].line(EventDevices, when)
		l.Devices = ds
	}
	_, err := t.write(l)
	return err
}

// Result records how the run ended, writes the report, the README and the signed manifest
// beside the trail, and closes it. If an error names one of those, the result itself is on disk.
func (t *Trail) Result(o Outcome, text string, exit int) error {
	t.Flush()
	t.mu.Lock()
	defer t.mu.Unlock()
	l, err := t.write(Line{Event: EventResult, Outcome: o, Text: text, Exit: &exit})
	if err != nil {
		return err
	}
	err = t.seal(l)
	t.stop(errClosed)
	if err := errors.Join(err, t.close()); err != nil {
		return fmt.Errorf("seal the record in %s: %w", t.dir, err)
	}
	return nil
}

// An Entry is a step under way.
type Entry struct {
	trail  *Trail
	number int
	name   string
	task   string
	acted  bool // an intent was recorded
	ended  bool
}

func (e *Entry) line(ev Event, text string) Line {
	return Line{Event: ev, Task: e.task, Step: e.number, Name: e.name, Text: text}
}

// Note records an event of the step: EventIntent, EventNote, EventSaid, EventAsked, EventAnswer.
func (e *Entry) Note(ev Event, text string) error {
	if mustFollow(ev) {
		e.trail.Flush()
	}
	return e.note(ev, text)
}

func (e *Entry) note(ev Event, text string) error {
	e.trail.mu.Lock()
	defer e.trail.mu.Unlock()
	e.acted = e.acted || ev == EventIntent
	_, err := e.trail.write(e.line(ev, text))
	return err
}

// Picture stores a PNG and records it. It returns the file's full path.
func (e *Entry) Picture(when string, png []byte) (path string, err error) {
	e.trail.Flush()
	return e.picture(when, png, nil)
}

// PictureWith is Picture with the place of the control that is used next, for the report to
// frame. A box that is not within the picture is left out.
func (e *Entry) PictureWith(when string, png []byte, c Control) (path string, err error) {
	e.trail.Flush()
	if !c.Within() {
		return e.picture(when, png, nil)
	}
	return e.picture(when, png, &c)
}

func (e *Entry) picture(when string, png []byte, c *Control) (path string, err error) {
	t := e.trail
	p, err := t.picture(e.name, when, png)
	if err != nil {
		return "", err
	}
	p.Control = c
	t.mu.Lock()
	defer t.mu.Unlock()
	l := e.line(EventPicture, "")
	l.Picture = p
	if _, err := t.write(l); err != nil {
		return "", err
	}
	return filepath.Join(t.dir, p.File), nil
}

// End records how the step went, with the picture after it if png is not empty.
func (e *Entry) End(o Outcome, text, url string, png []byte) (err error) {
	var p *Picture
	if len(png) > 0 {
		e.trail.Flush()
		if p, err = e.trail.picture(e.name, "after", png); err != nil {
			return err
		}
	}
	return e.end(o, text, url, p)
}

func (e *Entry) end(o Outcome, text, url string, p *Picture) error {
	t := e.trail
	t.mu.Lock()
	defer t.mu.Unlock()
	if e.ended {
		return fmt.Errorf("record the end of %q: it has ended already", e.name)
	}
	l := e.line(EventEnd, text)
	l.Outcome, l.URL, l.Picture = o, url, p
	if _, err := t.write(l); err != nil {
		return err
	}
	e.ended = true
	t.open = slices.DeleteFunc(t.open, func(o *Entry) bool { return o == e })
	return nil
}

// EndBefore is End with the picture after the step still being taken: png waits for it. The picture
// has a line of its own, which follows when it is there. It is on disk before the next intent, question,
// answer or result is recorded, so before anything more is done to the page.
func (e *Entry) EndBefore(o Outcome, text, url string, png func() ([]byte, error)) error {
	e.trail.Flush()
	if err := e.end(o, text, url, nil); err != nil {
		_, _ = png() // nothing more is recorded
		return err
	}
	done := e.trail.begin()
	go func() {
		defer done()
		raw, err := png()
		if err != nil {
			_ = e.note(EventNote, "no picture: "+err.Error()) // what could not be written stops the record
			return
		}
		_, _ = e.picture("after", raw, nil) // likewise
	}()
	return nil
}

// begin notes that something is recorded behind the run until the returned function is called.
func (t *Trail) begin() (done func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before, now := t.behind, make(chan struct{})
	t.behind = now
	return func() {
		if before != nil {
			<-before
		}
		close(now)
	}
}

// Flush waits until the picture of a step that has ended is recorded, if it is still being taken.
func (t *Trail) Flush() {
	t.mu.Lock()
	behind := t.behind
	t.mu.Unlock()
	if behind != nil {
		<-behind
	}
}

// mustFollow reports whether a line of this kind comes after the pictures of what was before it.
func mustFollow(e Event) bool { return e == EventIntent || e == EventAsked || e == EventAnswer }

// picture puts a picture on disk, before the line that names it. One that is the same as the last is
// not written again: its file serves both.
func (t *Trail) picture(step, when string, png []byte) (*Picture, error) {
	if len(png) == 0 {
		return nil, fmt.Errorf("record a picture of %q: it is empty", step)
	}
	p := &Picture{SHA256: hash(png), When: Clean(when)}
	t.writing.Lock()
	defer t.writing.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err != nil {
		return nil, t.err
	}
	if n := len(t.pngs); n > 0 && t.pngs[n-1].Hash == "sha256:"+p.SHA256 {
		p.File = t.pngs[n-1].Path
		return p, nil
	}
	p.File = fmt.Sprintf("%03d-%s-%s.png", len(t.pngs)+1, fileWords(t.unnamed(step), 40), fileWords(when, 12))
	t.mu.Unlock()
	err := t.newPicture(p.File, png)
	t.mu.Lock()
	if err != nil {
		return nil, t.stop(err)
	}
	t.pngs = append(t.pngs, resourceOf(p.File, len(png), p.SHA256))
	return p, nil
}

// newPicture puts a picture's file on disk.
func (t *Trail) newPicture(name string, png []byte) error {
	defer t.timed("picture")()
	// A torn picture has no line and would look added: it is made whole, or not at all.
	err := safefile.Create(t.root, name, func(w io.Writer) error { _, err := w.Write(png); return err })
	if err != nil {
		return fmt.Errorf("%s: %w", name, safefile.Cause(err))
	}
	return nil
}

// fileWords makes a part of a file name from the ASCII words of s, at most limit bytes long:
// "step" if it has none. What the step is called in full stands in the trail.
func fileWords(s string, limit int) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	name := ""
	for _, w := range words {
		if name == "" {
			name = w[:min(len(w), limit)]
			continue
		}
		if len(name)+1+len(w) > limit {
			break
		}
		name += "-" + w
	}
	if name == "" {
		return "step"
	}
	return name
}
