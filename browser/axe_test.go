//go:build axe

package browser

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"miacct/report"
	"miacct/trail"
)

// axe-core finds nothing wrong with a report, light or dark. `make axe` installs it.
func TestReportIsAccessible(t *testing.T) {
	axe, err := os.ReadFile("../testdata/axe/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	dir := record(t)
	html, err := os.ReadFile(dir + "/report.html")
	if err != nil {
		t.Fatal(err)
	}
	printed, err := report.Printable(dir, "zh")
	if err != nil {
		t.Fatal(err)
	}
	s, ctx := visit(t, "form.html", Options{})
	tab := s.tab()
	for _, c := range []struct{ name, scheme, html string }{
		{"light", "light", string(html)}, {"dark", "dark", string(html)}, {"printed", "light", string(printed)},
	} {
		if _, err := cdp.Call(ctx, tab.main.target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: c.scheme}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := cdp.Call(ctx, tab.main.target, page.SetDocumentContent, page.SetDocumentContentParams{FrameID: tab.top, HTML: c.html}); err != nil {
			t.Fatal(err)
		}
		eval[any](t, s, string(axe)+"; 1")
		eval[any](t, s, `document.querySelectorAll("details").forEach(d => d.open = true), axe.run().then(r => globalThis.found = r), 1`)
		var found []string
		for found == nil {
			found = eval[[]string](t, s, `globalThis.found ? [found.passes.length, ...found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" "))].map(String) : null`)
		}
		if found[0] == "0" {
			t.Error("nothing was checked")
		}
		for _, v := range found[1:] {
			t.Errorf("%s: %s", c.name, v)
		}
	}
}

// report is the folder of a record with something of everything.
func record(t *testing.T) string {
	t.Helper()
	var shot bytes.Buffer
	if err := png.Encode(&shot, image.NewGray(image.Rect(0, 0, 64, 40))); err != nil {
		t.Fatal(err)
	}
	record, err := trail.Create(t.TempDir(), trail.Run{Command: "web-delete", Account: "al••••", Mock: true, Tool: "1", System: "linux", Mask: "personal"}, trail.Options{Keys: t.TempDir(), Report: report.HTML{}})
	if err != nil {
		t.Fatal(err)
	}
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	check(record.Devices("before", []trail.Device{{Name: "Phone", Model: "M1", Own: true, Find: "on", Left: true}}))
	for _, o := range []trail.Outcome{trail.Done, trail.Refused, trail.Accepted, trail.Skipped, trail.Unknown} {
		step, err := record.Begin("a step that ends as " + string(o))
		check(err)
		for _, e := range []trail.Event{trail.EventIntent, trail.EventNote, trail.EventSaid, trail.EventAsked, trail.EventAnswer} {
			check(step.Note(e, "words of the kind "+string(e)))
		}
		_, err = step.PictureWith("before", shot.Bytes(), trail.Control{Name: "the button", X: 8, Y: 8, Width: 20, Height: 10, ViewWidth: 64, ViewHeight: 40})
		check(err)
		check(step.End(o, "how it ended", "https://i.mi.com/", shot.Bytes()))
	}
	check(record.Result(trail.Unknown, "It is not known.", 3))
	return record.Dir()
}
