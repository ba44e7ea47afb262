package operator

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-sixel"
)

// A drawing is a way in which a terminal shows pictures.
type drawing string

const (
	byKitty drawing = "kitty"  // Kitty's graphics protocol: Kitty, Ghostty, Konsole
	byITerm drawing = "iTerm2" // iTerm2's inline images: iTerm2, WezTerm
	bySixel drawing = "sixel"  // DEC's: xterm, foot, mlterm, Windows Terminal, tmux
)

// whichDrawing asks a terminal for Kitty's protocol, for its name and for what it is. Every
// terminal answers the last, so it tells that there is no answer to the others.
// (Kitty's graphics protocol, "Querying support"; XTVERSION and DA1 of xterm's control sequences.)
const whichDrawing = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\" + "\x1b[>q" + "\x1b[c"

// drawingPatience is how long a terminal may take to answer, over a slow line too.
const drawingPatience = 2 * time.Second

var whatItIs = regexp.MustCompile(`\x1b\[\?([0-9;]*)c`)

// drawing asks the terminal, once, how it shows pictures; "" if it does not, or says nothing.
func (t *Terminal) drawing(ctx context.Context) drawing {
	if t.Deaf {
		return ""
	}
	t.mu.Lock()
	known, draws := t.known, t.draws
	t.mu.Unlock()
	if known {
		return draws
	}
	answer, err := t.query(ctx, whichDrawing, drawingPatience, whatItIs.Match)
	if ctx.Err() != nil {
		return ""
	}
	if err == nil {
		draws = drawingOf(answer)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.known, t.draws = true, draws
	return draws
}

// drawingOf reads a terminal's answer to whichDrawing.
func drawingOf(answer []byte) drawing {
	is := whatItIs.FindSubmatch(answer)
	switch {
	case bytes.Contains(answer, []byte("\x1b_Gi=31;OK")):
		return byKitty
	case bytes.Contains(answer, []byte("\x1bP>|iTerm2")), bytes.Contains(answer, []byte("\x1bP>|WezTerm")):
		return byITerm
	case is != nil && slices.Contains(strings.Split(string(is[1]), ";"), "4"):
		return bySixel
	}
	return ""
}

// draw shows the PNG at path on the terminal, if it can show pictures.
func (t *Terminal) draw(ctx context.Context, path string) error {
	how := t.drawing(ctx)
	if how == "" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("draw the picture: %w", err)
	}
	defer f.Close()
	p, err := png.Decode(f)
	if err != nil {
		return fmt.Errorf("draw the picture %s: %w", path, err)
	}
	var b bytes.Buffer
	if err := how.encode(&b, enlarged(p)); err != nil {
		return fmt.Errorf("draw the picture %s: %w", path, err)
	}
	t.write(b.String() + "\r\n")
	return nil
}

// kittyChunk is the most of a picture that Kitty takes in one sequence.
const kittyChunk = 4096

func (d drawing) encode(w io.Writer, p image.Image) error {
	if d == bySixel {
		return sixel.NewEncoder(w).Encode(p)
	}
	var data bytes.Buffer
	if err := png.Encode(&data, p); err != nil {
		return err
	}
	text := base64.StdEncoding.EncodeToString(data.Bytes())
	if d == byITerm {
		_, err := fmt.Fprintf(w, "\x1b]1337;File=inline=1;size=%d:%s\a", data.Len(), text)
		return err
	}
	head := "a=T,f=100,q=2," // shown at once; no answer, which would be taken for typed
	for len(text) > kittyChunk {
		if _, err := fmt.Fprintf(w, "\x1b_G%sm=1;%s\x1b\\", head, text[:kittyChunk]); err != nil {
			return err
		}
		head, text = "", text[kittyChunk:]
	}
	_, err := fmt.Fprintf(w, "\x1b_G%sm=0;%s\x1b\\", head, text)
	return err
}

// legible is how wide a captcha has to be on a screen of today, in pixels, and most by how much it is enlarged.
const legible, mostEnlarged = 320, 4

// enlarged is p, with each pixel repeated if p is small.
func enlarged(p image.Image) image.Image {
	from := p.Bounds()
	n := min(max(legible/max(from.Dx(), 1), 1), mostEnlarged)
	out := image.NewRGBA(image.Rect(0, 0, n*from.Dx(), n*from.Dy()))
	for y := range out.Rect.Max.Y {
		for x := range out.Rect.Max.X {
			out.Set(x, y, p.At(from.Min.X+x/n, from.Min.Y+y/n))
		}
	}
	return out
}
