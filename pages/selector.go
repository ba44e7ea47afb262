package pages

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/andybalholm/cascadia"
)

var (
	quotes = regexp.MustCompile(`"[^"]*"|'[^']*'`)
	pseudo = regexp.MustCompile(`:[a-z-]+`)
	// notCSS is what the parser takes and Chrome does not: operators of attributes, and names that begin with a digit.
	notCSS = regexp.MustCompile(`[!#]=|#[0-9]`)
)

// pseudoClasses are those that tell an element by what it is. Those that count, such as
// nth-child, are left out on purpose: a position is no way to tell an element.
var pseudoClasses = []string{":checked", ":disabled", ":empty", ":enabled", ":focus", ":has", ":invalid", ":not", ":read-only", ":required", ":root"}

// checkSelector says what is wrong with a CSS selector, or that it tells an element by its
// position.
func checkSelector(css string) error {
	if _, err := cascadia.ParseGroup(css); err != nil {
		return err
	}
	bare := quotes.ReplaceAllString(css, "")
	if bad := notCSS.FindString(bare); bad != "" {
		return fmt.Errorf("unexpected %s", bad)
	}
	for _, p := range pseudo.FindAllString(bare, -1) {
		if !slices.Contains(pseudoClasses, p) {
			return fmt.Errorf("pseudo-class %s is not supported", p)
		}
	}
	return nil
}
