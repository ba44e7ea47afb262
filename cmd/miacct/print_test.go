package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"miacct/report"
	"miacct/trail"
)

// A run with three phones is six sheets of paper at most, in every language of the report.
func TestPrintedReportOfThreePhonesHasSixPages(t *testing.T) {
	dir := recordOfThreePhones(t)
	for _, lang := range report.Languages() {
		path, err := printReport(t.Context(), "", dir, lang)
		if err != nil {
			t.Fatal(err)
		}
		pdf, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(pdf, []byte("/Type /Page\n")); n < 3 || n > 6 {
			t.Errorf("%s: the report has %d pages", lang, n)
		}
	}
}

// recordOfThreePhones makes a record as a run makes it, with a picture for each step.
func recordOfThreePhones(t *testing.T) string {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	shades := uint8(0)
	shot := func() []byte {
		shades++
		m := image.NewGray(image.Rect(0, 0, 1280, 800))
		draw.Draw(m, m.Bounds(), image.NewUniform(color.Gray{shades}), image.Point{}, draw.Src)
		var b bytes.Buffer
		check(png.Encode(&b, m))
		return b.Bytes()
	}
	record, err := trail.Create(filepath.Join(t.TempDir(), "audit"), trail.Run{Command: "web-delete", Account: "a••••@example.com", Cloud: "https://i.mi.com", Tool: "1.0.0", Browser: "Chromium 156.0", System: "linux/amd64", Lang: "en", Mask: "personal"}, trail.Options{Keys: t.TempDir(), Report: report.HTML{}})
	check(err)
	step := func(name string, changes bool) {
		t.Helper()
		e, err := record.Begin(name)
		check(err)
		if changes {
			_, err = e.PictureWith("before", shot(), trail.Control{Name: "the button “" + name + "”", X: 600, Y: 400, Width: 90, Height: 30, ViewWidth: 1280, ViewHeight: 800})
			check(err)
			check(e.Note(trail.EventIntent, "click the button"))
		}
		check(e.End(trail.Done, "", "https://i.mi.com/", shot()))
	}
	phones := []string{"Mi 9", "Redmi Note 8 Pro", "POCO F3"}
	list := func(when, find string, left bool) {
		var devices []trail.Device
		for _, name := range phones {
			devices = append(devices, trail.Device{Name: name, Own: true, Find: find, Left: left})
		}
		check(record.Devices(when, devices))
	}
	record.Task("sign in")
	for range 5 {
		step("read the page", false)
	}
	record.Task("check the account")
	step("open the account page", false)
	record.Task("read the plan")
	for range 7 {
		step("open My Devices", false)
	}
	for range 6 {
		check(record.Note(trail.EventSaid, "Contacts, messages, photos, notes and all other data kept in Mi Cloud"))
	}
	list("before", "on", true)
	record.Task("turn off Find Device")
	for _, name := range phones {
		check(record.Note(trail.EventNote, "device 1 of 3: “"+name+"”"))
		for _, look := range []string{"open Find Device", "read the page", "open “" + name + " Online”", "open “More”"} {
			step(look, false)
		}
		step("turn off Find Device for “"+name+"”", true)
		step("confirm: turn off Find Device for “"+name+"”", true)
	}
	record.Task("remove the devices")
	for _, name := range phones {
		check(record.Note(trail.EventNote, "device 1 of 3: “"+name+"”"))
		step("read the page", false)
		step("remove “"+name+"”", true)
		step("confirm: remove “"+name+"”", true)
	}
	record.Task("delete the account")
	step("open the account deletion", false)
	step("accept what will be lost", true)
	step("scroll to the end of the text", false)
	step("delete the account", true)
	check(record.Note(trail.EventSaid, "Your Mi Account has been deleted"))
	record.Task("verify that it is gone")
	step("open the sign-in page in a clean session", false)
	step("verify that a new sign-in is refused", false)
	list("after", "", false)
	check(record.Result(trail.Done, "The account is deleted: the site confirmed it, and a new sign-in was refused because there is no such account.", 0))
	return record.Dir()
}
