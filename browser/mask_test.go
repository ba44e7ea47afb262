package browser

import (
	"bytes"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"testing"
)

// Words that name the person stand on this page in every way, and move; none of 4 pictures shows any of them.
func TestNoPictureShowsHiddenWords(t *testing.T) {
	s, _ := visit(t, "words.html", Options{})
	s.Hide("6203401187", " Alice@example.com ", "")
	for i := range 4 {
		raw, err := picture(s, t.Context()) // the page is a heavy one: no limit but the picture's own
		if err != nil {
			t.Fatal(err)
		}
		if n := reds(t, raw); n > 0 {
			t.Errorf("picture %d: %d pixels of what is to be hidden", i, n)
		}
		if blues(t, raw) == 0 {
			t.Errorf("picture %d: what names nobody is hidden too", i)
		}
	}
	ctx := soon(t)
	for eval[int](t, s, `document.adoptedStyleSheets.length + CSS.highlights.size`) != 0 {
		if ctx.Err() != nil {
			t.Fatal("a mask was left on the page")
		}
	}
}

func TestBarePicturesShowAllButSecrets(t *testing.T) {
	s, ctx := visit(t, "words.html", Options{Bare: true})
	s.Hide("6203401187")
	raw, err := picture(s, ctx)
	if err != nil || reds(t, raw) == 0 {
		t.Error("nothing of the page's words is to be seen", err)
	}
	s, ctx = visit(t, "masks.html", Options{Bare: true, Masks: []string{".who"}})
	eval[any](t, s, `document.querySelectorAll(".who, #host").forEach(e => e.remove()), 1`)
	eval[any](t, s, `document.body.insertAdjacentHTML("beforeend", "<style>.who{display:none}</style>"), 1`)
	if raw, err = picture(s, ctx); err != nil || reds(t, raw) > 0 {
		t.Error("a password field is to be seen", err)
	}
}

func blues(t *testing.T, raw []byte) (n int) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); c.B > 150 && c.R < 90 && c.G < 90 {
				n++
			}
		}
	}
	return n
}

// A page of our own is printed by a browser that can reach nothing.
func TestPrint(t *testing.T) {
	pdf, err := Print(t.Context(), Options{}, []byte(`<!doctype html><title>x</title><p>Hello</p><img src="`+theZoo.srv.URL+`/form.html">`))
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("%.20q, %v", pdf, err)
	}
}

func TestPictureStandsUntilThePageChanges(t *testing.T) {
	s, ctx := visit(t, "words.html", Options{})
	first, err := picture(s, ctx)
	if err != nil {
		t.Fatal(err)
	}
	eval[int](t, s, `document.body.append("something new"), 1`)
	second, err := picture(s, ctx)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first, second) {
		t.Error("the picture of a page that changed is the old one")
	}
	s.Hide("something new")
	third, err := picture(s, ctx)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(second, third) {
		t.Error("the picture shows what is to be hidden since")
	}
}

// No word of the person's is known yet on these pages.
func TestNoPictureShowsWhatLooksPersonal(t *testing.T) {
	for _, page := range []string{"personal.html", "shielded.html"} {
		t.Run(page, func(t *testing.T) {
			s, ctx := visit(t, page, Options{Bare: true})
			raw, err := picture(s, ctx)
			if err != nil || reds(t, raw) == 0 {
				t.Fatal("nothing is to be seen that should be hidden", err)
			}
			s, ctx = visit(t, page, Options{Shield: func(address string) bool { return strings.HasSuffix(address, "/shielded.html") }})
			if raw, err = picture(s, ctx); err != nil {
				t.Fatal(err)
			}
			if n := reds(t, raw); n > 0 {
				t.Errorf("%d pixels of what is to be hidden", n)
			}
			if blues(t, raw) == 0 {
				t.Error("what names nobody is hidden too")
			}
		})
	}
}

// Words that are known are found in every script of digits and in both directions.
func TestKnownWordsAreFoundInEveryForm(t *testing.T) {
	s, ctx := visit(t, "words.html", Options{})
	s.Hide("Alice Example", "6203")
	for _, html := range []string{"𝐀𝐥𝐢𝐜𝐞 Example", "Ａｌｉｃｅ Ｅｘａｍｐｌｅ", "\u202eelpmaxE ecilA", "ali\u00adce\u200b exam\u2060ple", "٦٢٠٣", "𝟞𝟚𝟘𝟛", "<i>A</i>lice<i> Example</i>"} {
		eval[int](t, s, `document.body.innerHTML = '<p style="color:#f00">' + `+strconv.Quote(html)+` + '</p><p style="color:#00f">Bob</p>', 1`)
		raw, err := picture(s, ctx)
		if err != nil {
			t.Fatal(err)
		}
		if n := reds(t, raw); n > 0 || blues(t, raw) == 0 {
			t.Errorf("%q: %d pixels of it are to be seen, or nothing else is", html, n)
		}
	}
}

// A frame of another site is drawn by a process of its own, at moments of its own.
func TestNoPictureShowsHiddenWordsOfAFrameApart(t *testing.T) {
	s, ctx := visit(t, "form.html", Options{})
	s.Hide("6203401187", "Alice@example.com")
	eval[int](t, s, `document.body.innerHTML = '<iframe width=1200 height=700 src="`+abroad()+`/words.html"></iframe>', 1`)
	if _, err := s.WaitFor(ctx, Visible(Find("its words", Way{Words: []string{"nobody"}}, Way{CSS: ".at"}))); err != nil {
		t.Fatal(err)
	}
	shown := 0
	for i := 0; i < 40 && shown < 4; i++ { // a frame that takes long to be drawn is black
		raw, err := picture(s, t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n := reds(t, raw); n > 0 {
			t.Errorf("picture %d: %d pixels of what is to be hidden", i, n)
		}
		if blues(t, raw) > 0 {
			shown++
		}
	}
	if shown == 0 {
		t.Error("no picture shows what names nobody")
	}
}

// A code to scan is in no picture, however it is drawn, also if it comes while the picture is taken.
func TestNoPictureShowsCodes(t *testing.T) {
	s, ctx := visit(t, "codes.html", Options{Bare: true})
	raw, err := picture(s, ctx)
	if err != nil || reds(t, raw) == 0 {
		t.Fatal("there is nothing to be hidden", err)
	}
	s, _ = visit(t, "codes.html", Options{Bare: true, Codes: func(address string) bool { return strings.HasSuffix(address, "/codes.html") }})
	eval[int](t, s, `const i = document.querySelector("img"), again = () => { const o = document.querySelector("#late"); o.replaceChildren(o.firstChild ? "" : i.cloneNode()); setTimeout(again, 40) }; again(), 1`)
	for range 4 {
		if raw, err = picture(s, t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := reds(t, raw); n > 0 || blues(t, raw) < 1000 {
			t.Errorf("%d pixels of codes, %d of what is none", n, blues(t, raw))
		}
	}
	p, err := s.Snapshot(t.Context())
	if err != nil || len(p.Pictures) < 6 {
		t.Errorf("%d pictures that may be codes: %v", len(p.Pictures), err)
	}
	one, err := s.Picture(t.Context(), Shot{Of: AtPicture(p, 0)})() // for the person
	if err != nil || reds(t, one.PNG) == 0 {
		t.Error("the person does not get the code", err)
	}
}
