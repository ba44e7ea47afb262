package live

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"miacct/browser"
)

func TestAnotherWindowOfTheSameBrowserTakesOver(t *testing.T) {
	l := lend(t, Options{})
	c := l.client()
	c.enter()
	first := c.open(1)
	first.shows("one")
	c.enter() // a reload, or another tab
	second := c.open(2)
	second.shows("two")
	for name := "-"; name != "taken"; {
		if name, _ = first.hear(); name == "" {
			t.Fatal("the first window was not told")
		}
	}
	if status, words := c.status("POST", "/touches", `{"window":1,"touches":[{"is":"press"}]}`, nil); status != 409 || words != elsewhere {
		t.Errorf("the first window's touch: %d %q", status, words)
	}
	if status, _ := c.status("GET", "/words?window=1", "", nil); status != 409 {
		t.Errorf("the first window comes back: %d", status)
	}
	if status, words := c.status("POST", "/touches", `{"window":2,"touches":[{"is":"press"}]}`, nil); status != 204 {
		t.Errorf("the second window's touch: %d %q", status, words)
	}
}

// After a broken line the same window goes on.
func TestWindowComesBack(t *testing.T) {
	l := lend(t, Options{})
	c := l.client()
	c.enter()
	c.open(1).shows("one")
	c.open(1).shows("two")
}

// The tab must move no faster than its pictures arrive, else a slow line fills with old ones.
func TestPicturesWaitUntilSeen(t *testing.T) {
	usual := unseen
	unseen = time.Hour
	t.Cleanup(func() { unseen = usual }) // after what lend has begun
	l := lend(t, Options{})
	c := l.client()
	c.enter()
	s := c.open(1)
	for n := range onTheWay {
		s.shows(fmt.Sprint(n))
	}
	s.shows("ahead") // sent, but show does not return
	next := browser.Image{Data: []byte("next"), Type: "image/jpeg", Width: 1, Height: 1}
	select {
	case l.tab.images <- next:
		t.Fatal("the tab goes on though nothing was seen")
	case <-time.After(250 * time.Millisecond):
	}
	if status, words := c.status("POST", "/seen", `{"window":1,"seen":3}`, nil); status != 204 {
		t.Fatalf("%d %q", status, words)
	}
	s.shows("next")
	if status, _ := c.status("POST", "/seen", `{"window":1,"seen":999}`, nil); status != 204 { // seen ahead of time
		t.Fatal(status)
	}
	for n := range onTheWay {
		s.shows(fmt.Sprint("more ", n))
	}
}

func TestWordsTellTheAddressAndTheNumbers(t *testing.T) {
	l := lend(t, Options{})
	c := l.client()
	c.enter()
	s := c.open(1)
	go func() { l.tab.images <- browser.Image{Data: []byte("x"), Type: "image/png", Width: 1, Height: 1} }()
	if name, data := s.hear(); name != "at" || data != `"https://account.example/pass"` {
		t.Errorf("heard %s %s", name, data)
	}
	if name, data := s.hear(); name != "picture" || data != "1" {
		t.Errorf("heard %s %s", name, data)
	}
}

func TestTouches(t *testing.T) {
	l := lend(t, Options{})
	c := l.client()
	c.enter()
	s := c.open(1)
	if status, words := c.status("POST", "/touches", `{"window":1,"touches":[{"is":"press"}]}`, nil); status != 422 {
		t.Errorf("before the first picture: %d %q", status, words)
	}
	s.shows("one") // 1000 × 500
	moves := make([]string, 40)
	for i := range moves {
		moves[i] = fmt.Sprintf(`{"is":"move","x":%v,"y":0.5}`, float64(i+1)/100)
	}
	body := `{"window":1,"touches":[{"is":"press","x":0.01,"y":0.5,"clicks":2},` + strings.Join(moves, ",") +
		`,{"is":"release","x":0.4,"y":9},{"is":"wheel","x":0.5,"y":0.5,"dx":0,"dy":-1e9},{"is":"key","key":"a","ctrl":true},{"is":"text","text":"ab"}]}`
	if status, words := c.status("POST", "/touches", body, nil); status != 204 {
		t.Fatalf("%d %q", status, words)
	}
	got := l.tab.touched()
	if len(got) != 1+mostMoves+4 {
		t.Fatalf("%d touches: %+v", len(got), got)
	}
	for n, want := range map[int]browser.Touch{
		0:             {Is: browser.Press, X: 10, Y: 250, Clicks: 2},
		mostMoves:     {Is: browser.Move, X: 400, Y: 250, Down: true},
		mostMoves + 1: {Is: browser.Release, X: 400, Y: 1000, Down: true},
		mostMoves + 2: {Is: browser.Wheel, X: 500, Y: 250, DY: -farthest},
		mostMoves + 3: {Is: browser.Key, Key: "a", Ctrl: true},
		mostMoves + 4: {Is: browser.Text, Text: "ab"},
	} {
		if got[n] != want {
			t.Errorf("touch %d is %+v, want %+v", n, got[n], want)
		}
	}
	l.tab.refuse = errors.New("not an allowed place")
	status, words := c.status("POST", "/touches", `{"window":1,"touches":[{"is":"text","text":"hunter2"},{"is":"key","key":"Enter"}]}`, nil)
	if status != 422 || !strings.Contains(words, "not an allowed place") || strings.Contains(words, "hunter2") {
		t.Errorf("%d %q", status, words)
	}
	if n := len(l.tab.touched()); n != len(got)+1 {
		t.Errorf("after one that failed %d more were tried", n-len(got)-1)
	}
}

// Nothing may reach the tab once the run has it, except that a held button is let go where it presses nothing.
func TestEndTakesTheHandsOff(t *testing.T) {
	l := lend(t, Options{})
	c := l.client()
	c.enter()
	c.open(1).shows("one")
	l.tab.mu.Lock()
	l.tab.hang = make(chan struct{})
	l.tab.mu.Unlock()
	answered := make(chan int, 1)
	go func() {
		status, _ := c.status("POST", "/touches", `{"window":1,"touches":[{"is":"press"},{"is":"move"},{"is":"release"}]}`, nil)
		answered <- status
	}()
	<-l.tab.began
	l.end(errors.New("moved on"))
	_ = l.over() // though the touch hangs
	if status := <-answered; status < 400 {
		t.Errorf("what was under way is answered with %d", status)
	}
	got := l.tab.touched()
	if len(got) != 2 || got[1] != (browser.Touch{Is: browser.Release, X: -1, Y: -1}) {
		t.Errorf("the tab got %+v", got)
	}
}
