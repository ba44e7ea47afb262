package browser

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// open opens a page of the zoo for a benchmark.
func benchmarked(b *testing.B, page string) (*Session, context.Context) {
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
	b.Cleanup(cancel)
	s, err := Open(ctx, Options{NoSandbox: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if err := s.Do(ctx, Goto(theZoo.srv.URL+"/"+page)); err != nil {
		b.Fatal(err)
	}
	return s, ctx
}

func BenchmarkLookByRole(b *testing.B) {
	s, ctx := benchmarked(b, "roles.html")
	l := Find("it", Way{Role: "button", Words: []string{"Delete device"}})
	for b.Loop() {
		if st, err := look(s, ctx, l); err != nil || !st.Ready {
			b.Fatal(st, err)
		}
	}
}

// Forty sights with words in twenty languages on a page of 4,000 elements, the last of which is there.
func BenchmarkFirstOfForty(b *testing.B) {
	s, ctx := benchmarked(b, "motion.html")
	fill := call(ctx, s.tab().views()[0], nil, `() => { const l = document.createElement("div"); l.innerHTML = "<div><p>Some <b>text</b> of a page</p></div>".repeat(1300) + "<p id=last>Last</p>"; document.body.append(l) }`)
	if fill != nil {
		b.Fatal(fill)
	}
	var sights []Locator
	for i := range 39 {
		var words []string
		for k := range 20 {
			words = append(words, fmt.Sprintf("The words %d of sight %d", k, i))
		}
		sights = append(sights, Find("a sight", Way{Role: "button", Words: words}, Way{Words: words}, Way{CSS: fmt.Sprintf(".nothing-%d", i)}))
	}
	sights = append(sights, css("the last", "#last"))
	for b.Loop() {
		if seen, err := s.WaitFor(ctx, Visible(sights...)); err != nil || seen.Index != 39 {
			b.Fatal(seen, err)
		}
	}
}

func BenchmarkClick(b *testing.B) {
	s, ctx := benchmarked(b, "form.html")
	l := Find("it", Way{Role: "button", Words: []string{"Go on"}})
	for b.Loop() {
		if err := s.Do(ctx, l.Click()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPicture(b *testing.B) {
	s, ctx := benchmarked(b, "form.html")
	for b.Loop() {
		if _, err := picture(s, ctx); err != nil {
			b.Fatal(err)
		}
	}
}

// What a person at the live page waits for: from a move of the pointer to the picture of what
// it did, and how many pictures a second there are of a page that moves all the time.
func BenchmarkWatch(b *testing.B) {
	s, ctx := benchmarked(b, "touch.html")
	v := watch(b, s, ctx, Watching{})
	js := `() => { document.body.innerHTML = ""; onmousemove = e => document.body.style.background = e.clientX > 300 ? "green" : "red" }`
	if err := call(ctx, s.tab().views()[0], nil, js); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		x, want := 400.0, green
		if i%2 == 1 {
			x, want = 200, red
		}
		if err := s.Touch(ctx, Touch{Is: Move, X: x, Y: 300}); err != nil {
			b.Fatal(err)
		}
		v.sees(b, 700, 500, want)
	}
	js = `() => { let n = 0; const step = () => { document.body.style.background = "hsl(" + n++ % 360 + " 80% 50%)"; requestAnimationFrame(step) }; step() }`
	if err := call(ctx, s.tab().views()[0], nil, js); err != nil {
		b.Fatal(err)
	}
	const pictures = 60
	at := time.Now()
	for range pictures {
		<-v.images
	}
	b.ReportMetric(pictures/time.Since(at).Seconds(), "pictures/s")
}
