package pages

import (
	"net/url"

	"miacct/snapshot"
)

// A chrome knows what several pages of the site show alike, at different addresses: the links and texts of its bars and footers.
type chrome struct {
	at     map[string]string // where a control or text was seen first
	shared map[string]bool
	last   *snapshot.Node // of the page that was noted last
}

// note notes a page that is at rest.
func (c *chrome) note(p snapshot.Page) {
	if p.Busy || len(p.Nodes) == 0 || c.last == &p.Nodes[0] {
		return
	}
	if c.last = &p.Nodes[0]; c.at == nil {
		c.at, c.shared = map[string]string{}, map[string]bool{}
	}
	u, err := url.Parse(p.URL)
	if err != nil {
		return
	}
	here := u.Host + u.Path + "#" + u.Fragment
	for _, n := range p.Nodes {
		key := chromeKey(n)
		if key == "" {
			continue
		}
		if at, seen := c.at[key]; !seen {
			c.at[key] = here
		} else if at != here {
			c.shared[key] = true
		}
	}
}

// has reports whether a node is shown by several pages.
func (c *chrome) has(n snapshot.Node) bool {
	key := chromeKey(n)
	return key != "" && c.shared[key]
}

func chromeKey(n snapshot.Node) string {
	if n.Label() == "" || n.Kind.Pressable() && n.Href == "" || n.Kind == snapshot.Progress { // "Try again" may stand on any page that failed
		return ""
	}
	return string(n.Kind) + "\n" + n.Label() + "\n" + n.Href
}
