package browser

import (
	"strings"
	"testing"

	"miacct/snapshot"
)

// TestSnapshotLayers shows that a layer is found by how it lies, with ARIA or without.
func TestSnapshotLayers(t *testing.T) {
	s, ctx := visit(t, "", Options{})
	const ask = "Turn off? · Are you sure? · Keep · Turn off"
	const plain = "Turn off? · Keep · Turn off"
	const nav = "banner: Devices · Settings"
	for _, c := range []struct{ shape, want string }{ // the layers, front to back, without the document: kind, ! if modal, name, what stands on it
		{"none", nav},
		{"backdropAround", "dialog! Turn off?: " + ask + " | " + nav},
		{"backdropBeside", "dialog!: " + plain + " | " + nav},
		{"backdropInvisible", "dialog!: " + plain + " | " + nav},
		{"portal", "dialog! Turn off?: " + ask + " | " + nav},
		{"centred", "dialog Turn off?: " + ask + " | " + nav},
		{"roleOnly", "dialog Confirm: " + plain + " | " + nav},
		{"sheet", "dialog!: " + plain + " | " + nav},
		{"drawer", "dialog! Turn off?: " + ask + " | " + nav},
		{"panel", "panel Turn off?: " + ask + " | " + nav},
		{"popover", "panel Turn off?: " + ask + " | " + nav},
		{"toast", "toast: It was saved | " + nav},
		{"toastRole", "toast: It was saved Undo · Undo | " + nav},
		{"cookies", "banner: We use cookies. · Accept all · Reject | " + nav},
		{"cookieDialog", "banner Cookies: We use cookies. · Accept all · Reject | " + nav},
		{"menu", "menu: Play sound · Turn off | " + nav},
		{"menuRole", "menu!: Play sound · Turn off | " + nav},
		{"frame", "dialog! Turn off?: " + ask + " | " + nav},
		{"shadowOpen", "dialog! Turn off?: " + ask + " | " + nav},
		{"shadowClosed", "dialog! Turn off?: " + ask + " | " + nav},
		{"native", "dialog! Turn off?: " + ask + " | " + nav},
		{"nativePlain", "dialog Turn off?: " + ask + " | " + nav},
		{"two", "dialog! Turn off?: " + ask + " | dialog! Device: Device · All of it. · Remove | " + nav},
		{"twoReversed", "dialog! Turn off?: " + ask + " | dialog! Device: Device · All of it. · Remove | " + nav},
		{"map", "panel Devices: Devices · Redmi · Turn off | dialog: Zoom in | " + nav},
		{"shell", ""},
		{"badge", nav},
		{"fab", nav},
		{"off", nav},
	} {
		do(t, s, ctx, Goto(theZoo.srv.URL+"/layers.html?shape="+c.shape))
		if c.shape == "frame" {
			if _, err := s.WaitFor(ctx, Visible(Find("what the frame asks", Way{Words: []string{"Keep"}}))); err != nil {
				t.Fatal(err)
			}
		}
		p := snapped(t, s, ctx)
		if p.Partial != "" {
			t.Errorf("%s: without %s", c.shape, p.Partial)
		}
		var all []string
		for i, l := range p.Layers[:len(p.Layers)-1] {
			words := string(l.Kind)
			if l.Modal {
				words += "!"
			}
			if l.Name != "" {
				words += " " + l.Name
			}
			var on []string
			for _, n := range p.InLayer(i) {
				if n := p.Nodes[n]; n.Kind != snapshot.Group {
					on = append(on, n.Label())
				}
			}
			all = append(all, words+": "+strings.Join(on, " · "))
		}
		if got := strings.Join(all, " | "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.shape, got, c.want)
		}
		if last := p.Layers[len(p.Layers)-1]; last.Kind != snapshot.Document {
			t.Errorf("%s: the last layer is %+v", c.shape, last)
		}
		if front := p.Layers[0]; front.Modal {
			if behind := labelled(t, p, snapshot.Button, "Page button"); behind.Ready() {
				t.Errorf("%s: a button behind it seems ready", c.shape)
			}
			for _, n := range p.InLayer(0) {
				if n := p.Nodes[n]; n.Kind == snapshot.Button && !n.Ready() {
					t.Errorf("%s: %q on it: %v", c.shape, n.Label(), n.Against)
				}
			}
		}
	}
}
