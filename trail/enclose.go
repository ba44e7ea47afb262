package trail

import (
	"fmt"
	"strings"
)

// mostTexts is how many texts of a kind are enclosed with a record.
const mostTexts = 20

// An enclosure is a text that belongs to a record and is no part of its trail.
type enclosure struct{ name, text string }

// Enclose keeps a text that becomes a file beside the trail, <kind>-<n>.txt, when the result is
// recorded, and notes it with what it is. The same text is kept once. It returns the file's name,
// "" if there are enough of them already.
func (t *Trail) Enclose(kind, what, text string) (name string, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := 1
	for _, e := range t.texts {
		if e.text == text {
			return e.name, nil
		}
		if strings.HasPrefix(e.name, kind+"-") {
			n++
		}
	}
	if n > mostTexts {
		return "", nil
	}
	name = fmt.Sprintf("%s-%d.txt", fileWords(kind, 20), n)
	l := Line{Event: EventNote, Text: what + ": " + name, Task: t.task}
	if n := len(t.open); n > 0 {
		l = t.open[n-1].line(EventNote, l.Text)
	}
	if _, err := t.write(l); err != nil {
		return "", err
	}
	t.texts = append(t.texts, enclosure{name, text})
	return name, nil
}

// Enclosed are the names of the texts that Enclose has kept, in their order.
func (t *Trail) Enclosed() (names []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, e := range t.texts {
		names = append(names, e.name)
	}
	return names
}
