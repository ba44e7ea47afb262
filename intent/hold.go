package intent

import (
	"strconv"
	"time"

	"miacct/snapshot"
)

// holdsFor is how long a control is held where the page gives no number: such controls want one to five seconds.
const holdsFor = 5 * time.Second

// Holds is how long control, which answers or orders something, is to be held until it does so, 0 if it is clicked as others
// are: its label says so, "Hold to delete", or a text of its layer does, "Press and hold the button for two seconds".
func Holds(page snapshot.Page, control int) time.Duration {
	r := newReader(page, names{})
	n := page.Nodes[control]
	says := func(text string) bool {
		c := r.read(text)
		return c.has(verb, "hold") && !c.negated() && !c.ask
	}
	held, seconds := false, 0
	for i, o := range page.Nodes {
		text := o.Kind == snapshot.Text || o.Kind == snapshot.Heading
		if i != control && (!text || o.Layer != n.Layer || o.Frame != n.Frame) || !says(o.Label()) && !says(o.Description) {
			continue
		}
		held = true
		if s, err := strconv.Atoi(number.FindString(o.Label())); err == nil && s <= 15 {
			seconds = max(seconds, s)
		}
	}
	switch {
	case !held:
		return 0
	case seconds > 0:
		return time.Duration(seconds+1) * time.Second
	}
	return holdsFor
}
