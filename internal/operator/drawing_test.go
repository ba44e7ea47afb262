package operator

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-sixel"

	"miacct/flow"
	"miacct/internal/progress"
)

// captcha writes a picture of n by 40 pixels, black on the left and white on the right.
func captcha(t *testing.T, n int) (path string, p image.Image) {
	t.Helper()
	g := image.NewRGBA(image.Rect(0, 0, n, 40))
	for y := range 40 {
		for x := range n {
			c := color.RGBA{A: 255}
			if x >= n/2 {
				c = color.RGBA{255, 255, 255, 255}
			}
			g.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, g); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "captcha.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, g
}

// Terminals that say what they can get the picture in their own way, before the question, and
// what they say is never taken for an answer.
func TestCaptchaIsDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		answers string
		shown   func(t *testing.T, screen string) image.Image // nil for none
	}{
		"Kitty":      {"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.42)\x1b\\\x1b[?62;52;c", kittyPicture},
		"iTerm2":     {"\x1bP>|iTerm2 3.6.1\x1b\\\x1b[?64;1;2;4;6;17;18;21;22;52c", iTermPicture},
		"foot":       {"\x1bP>|foot(1.25.0)\x1b\\\x1b[?62;4;22;28;29;52c", sixelPicture},
		"VTE":        {"\x1bP>|VTE(8002)\x1b\\\x1b[?61;1;21;22;28c", nil},
		"a VT102":    {"\x1b[?6c", nil},
		"one of 40s": {"\x1b[?40;14;24c", nil},
	} {
		t.Run(name, func(t *testing.T) {
			term, k := newTerminal(t)
			w := &Operator{TTY: term, Screen: progress.New(&bytes.Buffer{})}
			path, want := captcha(t, 101)
			for _, answer := range []string{"xk4q", "again"} { // it is asked once what it can
				got := answering(t, w, flow.Question{Kind: flow.KindPicture, Ask: "Type the text in the picture.", Picture: path})
				if answer == "xk4q" {
					k.Sees(whichDrawing, 1)
					k.Types(c.answers)
				}
				k.Sees("captcha.png", map[string]int{"xk4q": 1, "again": 2}[answer])
				k.Types(answer + "\n")
				if a := wait(t, got); a.line != answer || a.err != nil {
					t.Errorf("the answer is %q, %v", a.line, a.err)
				}
			}
			if n := strings.Count(k.Screen(), whichDrawing); n != 1 {
				t.Errorf("the terminal was asked %d times", n)
			}
			screen := strings.ReplaceAll(k.Screen(), whichDrawing, "")
			if c.shown == nil {
				if strings.ContainsAny(strings.ReplaceAll(screen, "\x1b[", ""), "\x1b") {
					t.Errorf("a terminal that draws nothing was sent %q", screen)
				}
				return
			}
			same(t, c.shown(t, screen), want)
		})
	}
}

func answering(t *testing.T, w *Operator, q flow.Question) <-chan answered {
	t.Helper()
	got := make(chan answered, 1)
	go func() {
		line, err := w.Answer(t.Context(), q)
		got <- answered{line, err}
	}()
	return got
}

// same fails unless got is want, three times as large.
func same(t *testing.T, got, want image.Image) {
	t.Helper()
	size := want.Bounds().Size().Mul(3)
	if g := got.Bounds().Size(); g.X != size.X || g.Y < size.Y || g.Y >= size.Y+6 { // a sixel is six rows high
		t.Fatalf("the picture is %v, want %v", g, size)
	}
	for y := range size.Y {
		for x := range size.X {
			a, _, _, _ := got.At(x, y).RGBA()
			b, _, _, _ := want.At(x/3, y/3).RGBA()
			if max(a, b)-min(a, b) > 0x400 { // a sixel's colours are percents
				t.Fatalf("at %d,%d the picture is %#x, want %#x", x, y, a, b)
			}
		}
	}
}

func kittyPicture(t *testing.T, screen string) image.Image {
	t.Helper()
	var data strings.Builder
	all := regexp.MustCompile(`\x1b_G([^;]*);([^\x1b]*)\x1b\\`).FindAllStringSubmatch(screen, -1)
	for _, m := range all {
		if len(m[2]) > kittyChunk {
			t.Errorf("a part is %d bytes long", len(m[2]))
		}
		data.WriteString(m[2])
		if strings.Contains(m[1], "m=0") {
			break
		}
	}
	return decoded(t, data.String())
}

func iTermPicture(t *testing.T, screen string) image.Image {
	t.Helper()
	m := regexp.MustCompile(`\x1b\]1337;File=inline=1;size=\d+:([^\x07]*)\x07`).FindStringSubmatch(screen)
	if m == nil {
		t.Fatalf("no picture in %q", screen)
	}
	return decoded(t, m[1])
}

func decoded(t *testing.T, text string) image.Image {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	p, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sixelPicture(t *testing.T, screen string) image.Image {
	t.Helper()
	from := strings.Index(screen, "\x1bP")
	to := strings.Index(screen[max(from, 0):], "\x1b\\")
	if from < 0 || to < 0 {
		t.Fatalf("no picture in %q", screen)
	}
	var p image.Image
	if err := sixel.NewDecoder(strings.NewReader(screen[from:from+to] + "\x1b\\")).Decode(&p); err != nil {
		t.Fatal(err)
	}
	return p
}

// Kitty takes a picture in parts; ones of noise do not fit into one.
func TestLargePictureGoesInParts(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 200, 60))
	noise := rand.New(rand.NewPCG(1, 2))
	for i := range g.Pix {
		g.Pix[i] = byte(noise.Uint32())
	}
	var b bytes.Buffer
	if err := byKitty.encode(&b, g); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\x1b_G"); n < 2 {
		t.Errorf("it is in %d parts", n)
	}
	if p, ok := kittyPicture(t, b.String()).(*image.Gray); !ok || !bytes.Equal(p.Pix, g.Pix) {
		t.Error("the picture is another")
	}
}

// A terminal that has been told to be plain is asked nothing.
func TestPlainTerminalIsAskedNothing(t *testing.T) {
	term, k := newTerminal(t)
	term.Deaf = true
	w := &Operator{TTY: term, Screen: progress.New(&bytes.Buffer{})}
	path, _ := captcha(t, 101)
	got := answering(t, w, flow.Question{Kind: flow.KindPicture, Ask: "Type the text in the picture.", Picture: path})
	k.Sees("captcha.png", 1)
	k.Types("xk4q\n")
	if a := wait(t, got); a.line != "xk4q" || a.err != nil {
		t.Errorf("the answer is %q, %v", a.line, a.err)
	}
	if strings.Contains(k.Screen(), "\x1b") {
		t.Errorf("it was sent %q", k.Screen())
	}
}
