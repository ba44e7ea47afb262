package browser

import (
	"fmt"
	"testing"
)

// The time from a page at rest to its snapshot, by the number of a list's entries: each is a
// picture, a name, a state, two buttons and a menu made of a div that listens, in six boxes.
func BenchmarkSnapshot(b *testing.B) {
	for _, n := range []int{3, 50, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, ctx := benchmarked(b, "form.html")
			fill := `n => { const l = document.createElement("ul"); l.innerHTML = Array.from({length: n}, (_, i) =>
				"<li class=card><div class=head><img alt='Phone' width=20 height=20><div><div class=name>Phone " + i + "</div><div class=state><span>Online</span></div></div></div>" +
				"<div class=acts><button>Play sound</button><button>Delete device</button><div class=more title=More>⋮</div></div></li>").join("");
				document.body.append(l); for (const m of l.querySelectorAll(".more, button")) m.addEventListener("click", () => {}) }`
			if err := call(ctx, s.tab().views()[0], nil, fill, n); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				p, err := s.Snapshot(ctx)
				if err != nil || len(p.Nodes) < 6*n {
					b.Fatal(len(p.Nodes), err)
				}
			}
		})
	}
}
