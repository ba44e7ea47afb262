package report

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"os"
	"slices"

	"miacct/internal/safefile"
	"miacct/trail"
)

//go:embed print.tmpl.html
var printPage string

// Printable returns the report on the record in dir as a page for paper, in lang as in Write:
// the summary, all steps in short, and the pictures that show a change. It writes nothing.
func Printable(dir, lang string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, safefile.Cause(err))
	}
	defer root.Close()
	if lang != "" {
		lang, _ = Speaks(lang)
	}
	var b bytes.Buffer
	if err := render(&b, trail.Folder{Root: root}, printPage, lang); err != nil {
		return nil, fmt.Errorf("print %s: %w", dir, err)
	}
	return b.Bytes(), nil
}

// A comparison is one change as pictures show it: the page before and after, side by side.
type comparison struct {
	First, Last int // the numbers of its steps
	Name        string
	End         *trail.Line // of the last step
	Shots       []shot
}

// Numbers are those of the steps that were needed for the change.
func (c comparison) Numbers() string {
	if c.First == c.Last {
		return fmt.Sprint(c.First)
	}
	return fmt.Sprintf("%d–%d", c.First, c.Last)
}

// comparisons picks the pictures to print, in the order of the run. Steps with a picture of what
// was before change something; those that follow each other, as an order and its confirmation do, are
// one change. Of a task that changes nothing, the last picture says how it ended. A step
// that did not work is shown with all its pictures.
func (s *story) comparisons() (all []comparison) {
	for _, t := range s.Tasks {
		var changes []comparison
		var last *step // with a picture
		for _, st := range t.Steps {
			if len(st.Shots) == 0 && worked(st.End) {
				continue
			}
			before := slices.ContainsFunc(st.Shots, func(p shot) bool { return p.When == "before" })
			c := comparison{st.Number, st.Number, st.Name, st.End, st.Shots}
			switch n := len(changes); {
			case !worked(st.End) && len(st.Shots) > 0:
				changes = append(changes, c)
			case !before:
			case n > 0 && worked(st.End) && changes[n-1].joins(st):
				of := &changes[n-1]
				of.Last, of.End = st.Number, st.End
				of.Shots = []shot{of.Shots[0], st.Shots[len(st.Shots)-1]}
			default:
				changes = append(changes, c)
			}
			if len(st.Shots) > 0 {
				last = st
			}
		}
		if len(changes) == 0 && last != nil {
			shots := last.Shots[len(last.Shots)-1:]
			changes = append(changes, comparison{last.Number, last.Number, last.Name, last.End, shots})
		}
		all = append(all, changes...)
	}
	slices.SortStableFunc(all, func(a, b comparison) int { return cmp.Compare(a.First, b.First) })
	return changed(all)
}

// joins tells whether st goes on with the change: it is the next step, and nothing was noted between the two.
func (c comparison) joins(st *step) bool {
	return st.Number == c.Last+1 && len(st.Before) == 0 && len(c.Shots) > 1 && worked(c.End)
}

// worked tells whether a step ended, and as it was to.
func worked(end *trail.Line) bool { return end != nil && smooth(end.Outcome) }

// changed leaves out single pictures that another place shows already, and an after that is as the before was.
func changed(all []comparison) (kept []comparison) {
	shown := map[string]int{}
	for i := range all {
		if c := &all[i]; len(c.Shots) == 2 && c.Shots[0].OK && c.Shots[0].SHA256 == c.Shots[1].SHA256 {
			c.Shots = c.Shots[:1]
		}
		for _, p := range all[i].Shots {
			shown[p.SHA256]++
		}
	}
	for _, c := range all {
		if p := c.Shots[0]; len(c.Shots) == 1 && p.OK && p.Control == nil && shown[p.SHA256] > 1 && worked(c.End) {
			shown[p.SHA256]--
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

// left is how many pictures are in the record and not among those of kept.
func (s *story) left(kept []comparison) int {
	n := 0
	for _, t := range s.Tasks {
		for _, st := range t.Steps {
			n += len(st.Shots)
		}
	}
	for _, c := range kept {
		n -= len(c.Shots)
	}
	return n
}
