package pages

import (
	"context"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
)

// A linkSearch looks for a page by the addresses of links of which it is not known where they lead.
type linkSearch struct {
	tried  map[string]bool // addresses that were opened, and what was pressed besides
	likely []string        // addresses of links that speak of what may lead there
	others []string        // and of those of which nothing is understood
	last   []string        // of what is known to be another page, which may have it besides
}

// mostLinks is how many addresses are opened of which it is not known where they lead.
const mostLinks = 8

// openLink is the name of the step that opens such an address.
const openLink = "open a page that may have it"

// met reports whether an address is known already.
func (s *linkSearch) met(address string) bool {
	return s.tried[address] || slices.Contains(slices.Concat(s.likely, s.others, s.last), address)
}

// next is the next address to be opened, "" if there is none.
func (s *linkSearch) next() string {
	opened := 0
	for at := range s.tried {
		if strings.HasPrefix(at, "https://") {
			opened++
		}
	}
	for _, at := range slices.Concat(s.likely, s.others, s.last) {
		if !s.tried[at] && opened < mostLinks {
			return at
		}
	}
	return ""
}

// visit opens an address. One that leads nowhere is no error: another may have it.
func (s *linkSearch) visit(ctx context.Context, r *flow.Runner, run *run, name, at string) error {
	s.tried[at] = true
	err := r.Do(ctx, flow.Step{Name: name, Do: []browser.Action{browser.Goto(at)}, Passing: true})
	if run.notThere(at, err) {
		return nil
	}
	return err
}
