package progress

import (
	"fmt"
	"strings"

	"miacct/flow"
	"miacct/trail"
)

// Plan is p in words, in the order in which it will happen.
func Plan(p flow.Plan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nThe plan for account %s\n", trail.Clean(p.Account))
	if len(p.Items) == 0 {
		b.WriteString("  There are no devices.\n")
	}
	for n, i := range p.Items {
		fmt.Fprintf(&b, "  %d. “%s”", n+1, trail.Clean(i.Name))
		if i.Is != "" {
			fmt.Fprintf(&b, " (%s)", trail.Clean(i.Is))
		}
		fmt.Fprintf(&b, ": %s\n", trail.Clean(i.Will))
	}
	list := func(title string, words []string) {
		if len(words) == 0 {
			return
		}
		b.WriteString("  " + title + "\n")
		for _, w := range words {
			b.WriteString("    - " + trail.Clean(w) + "\n")
		}
	}
	list("Started by an earlier run, outcome unknown:", p.Again)
	list("Then:", p.Then)
	list("Lost for good:", p.Lost)
	list("You can still save:", p.Keep)
	list("Blocking:", p.Blocks)
	list("Look twice:", p.Doubts)
	b.WriteString("\n")
	return b.String()
}
