package pages

import (
	"net/url"

	"miacct/snapshot"
)

// A boilerplate knows what several pages of the site show alike, at different addresses: the links and texts of its bars and footers.
type boilerplate struct {
	at     map[string]string // where a control or text was seen first
	shared map[string]bool
	last   *snapshot.Node // of the page that was noted last
}

// note notes a page that is at rest.
func (b *boilerplate) note(p snapshot.Page) {
	if p.Busy || len(p.Nodes) == 0 || b.last == &p.Nodes[0] {
		return
	}
	if b.last = &p.Nodes[0]; b.at == nil {
		b.at, b.shared = map[string]string{}, map[string]bool{}
	}
	u, err := url.Parse(p.URL)
	if err != nil {
		return
	}
	here := u.Host + u.Path + "#" + u.Fragment
	for _, n := range p.Nodes {
		key := boilerplateKey(n)
		if key == "" {
			continue
		}
		if at, seen := b.at[key]; !seen {
			b.at[key] = here
		} else if at != here {
			b.shared[key] = true
		}
	}
}

// has reports whether a node is shown by several pages.
func (b *boilerplate) has(n snapshot.Node) bool {
	key := boilerplateKey(n)
	return key != "" && b.shared[key]
}

func boilerplateKey(n snapshot.Node) string {
	if n.Label() == "" || n.Kind.Pressable() && n.Href == "" || n.Kind == snapshot.Progress { // "Try again" may stand on any page that failed
		return ""
	}
	return string(n.Kind) + "\n" + n.Label() + "\n" + n.Href
}
