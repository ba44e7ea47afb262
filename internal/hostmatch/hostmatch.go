// Package hostmatch tells whether a host is one of those that are allowed.
package hostmatch

import (
	"slices"
	"strings"
)

// In reports whether host is one of patterns, which are names of hosts; one that begins with *. is
// all names below what follows, and not that name itself. A host that is such a pattern is in it.
func In(host string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		if tail, wild := strings.CutPrefix(p, "*"); wild && strings.HasPrefix(tail, ".") {
			return strings.HasSuffix(host, tail) && len(host) > len(tail)
		}
		return host == p && host != ""
	})
}
