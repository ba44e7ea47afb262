package browser

import "testing"

// On a page of its own a device's controls may stand below headings of parts of that page; below another heading of
// the same level they are no longer the device's.
func TestAPageOfOneDeviceHasParts(t *testing.T) {
	mi9 := Row{Name: "Mi 9", Others: &Others{Names: []string{"Mi 9", "Redmi"}}}
	for _, c := range []struct{ name, page, want string }{
		{"a part of it", "<main style='min-height:700px'><h1>Mi 9</h1><dl><dt>Phone</dt><dd>Mi 9</dd></dl><h2>If it is missing</h2><button>Ring</button><h2>Settings</h2><a href='#' class=off>Turn off</a></main>", "ready"},
		{"a part of it, by levels that are said", "<main style='min-height:700px'><div role=heading aria-level=2>Mi 9</div><div role=heading aria-level=3>Settings</div><a href='#' class=off>Turn off</a></main>", "ready"},
		{"beside it", "<main style='min-height:700px'><h2>Mi 9</h2><p>Online</p><h2>Settings</h2><a href='#' class=off>Turn off</a></main>", "missing"},
		{"above it", "<main style='min-height:700px'><h3>Mi 9</h3><p>Online</p><h2>All phones</h2><a href='#' class=off>Turn off</a></main>", "missing"},
	} {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, "document.body.innerHTML = `"+c.page+"`, 1")
		if got, err := look(s, ctx, css("turn off", ".off").About(mi9)); err != nil || got.Words != c.want {
			t.Errorf("%s: %v, %v; want %s", c.name, got, err, c.want)
		}
	}
}

// A line of several parts names the device that one of them is: what stands with it is that device's, and no other's.
func TestALineOfPartsNamesADevice(t *testing.T) {
	s, ctx := visit(t, "changing.html", Options{})
	eval[any](t, s, "document.body.innerHTML = `<button>Mi 9</button><div><p>Mi 9 · your device | …3316</p><button class=off>Off</button></div><button>Redmi</button><div><p>Redmi · Mi 9 too</p><button class=both>Off</button></div>`, 1")
	others := &Others{Names: []string{"Mi 9", "Redmi"}}
	for _, c := range []struct{ name, css, want string }{
		{"Mi 9", ".off", "ready"}, {"Redmi", ".off", "missing"}, {"Mi 9", ".both", "missing"},
	} {
		if got, err := look(s, ctx, css("off", c.css).About(Row{Name: c.name, Others: others})); err != nil || got.Words != c.want {
			t.Errorf("%s of %s is %s (%v), want %s", c.css, c.name, got.Words, err, c.want)
		}
	}
}

// A menu may open by the press itself, before the click that ends it, and elsewhere in the document, with no name in it: it
// belongs to the device whose control was pressed, and to no other.
func TestAMenuThatOpensBeforeTheClick(t *testing.T) {
	mi9 := Row{Name: "Mi 9", Others: &Others{Names: []string{"Mi 9", "Redmi"}}}
	redmi := Row{Name: "Redmi", Others: mi9.Others}
	for _, event := range []string{"pointerdown", "mousedown", "click"} {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, `document.body.innerHTML = "<ul><li>Mi 9 <button class=more>•••</button></li><li>Redmi <button>•••</button></li></ul>",
			document.querySelector(".more").addEventListener("`+event+`", () => {
				const menu = document.createElement("div")
				menu.setAttribute("role", "menu"), menu.innerHTML = "<div role=menuitem class=remove>Remove</div>", menu.style.cssText = "position: fixed; top: 300px; left: 300px"
				document.body.append(menu)
			}), 1`)
		do(t, s, ctx, css("more", ".more").About(mi9).Click())
		for row, want := range map[*Row]string{&mi9: "ready", &redmi: "missing"} {
			if got, err := look(s, ctx, css("remove", ".remove").About(*row)); err != nil || got.Words != want {
				t.Errorf("by %s: of %s it is %s (%v), want %s", event, row.Name, got.Words, err, want)
			}
		}
	}
}

// What a press on a device's row opened may name the device apart from its controls, in a caption or in a question that heads it;
// not one that has a longer name or is another's, and not a list.
func TestAPageThatARowOpenedNamesItsDevice(t *testing.T) {
	others := &Others{Names: []string{"Mi 9", "Redmi 8"}}
	for _, c := range []struct {
		name, page   string
		opened, want bool
	}{
		{"in a caption", "<main style='min-height:700px'><h1>Details</h1><p>Mi 9</p><button class=off>Off</button></main>", true, true},
		{"which was not opened", "<main style='min-height:700px'><h1>Details</h1><p>Mi 9</p><button class=off>Off</button></main>", false, false},
		{"beside a list", "<main style='min-height:700px'><ul><li>Mi 9</li></ul><h2>Bob's phone</h2><button class=off>Off</button></main>", true, false},
		{"with another", "<main style='min-height:700px'><h1>Details</h1><p>Mi 9</p><p>Redmi 8</p><button class=off>Off</button></main>", true, false},
		{"in a question", "<main style='min-height:700px'><h1>Should we be able to find Mi 9?</h1><button class=off>Off</button></main>", true, true},
		{"in a question of another's", "<main style='min-height:700px'><h1>Should we be able to find Bob's Mi 9?</h1><button class=off>Off</button></main>", true, false},
		{"in a question of a longer name", "<main style='min-height:700px'><h1>Should we be able to find Mi 9 Pro?</h1><button class=off>Off</button></main>", true, false},
	} {
		s, ctx := visit(t, "changing.html", Options{})
		eval[any](t, s, "document.body.innerHTML = `"+c.page+"`, 1")
		got, err := look(s, ctx, css("off", ".off").About(Row{Name: "Mi 9", Others: others, Opened: c.opened}))
		if err != nil || got.Words == "ready" != c.want {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}
