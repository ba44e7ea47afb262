package browser

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
)

// magenta is the box of what is magenta in a picture.
func magenta(t *testing.T, raw []byte) (box, whole image.Rectangle) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	whole = img.Bounds()
	for y := whole.Min.Y; y < whole.Max.Y; y++ {
		for x := whole.Min.X; x < whole.Max.X; x++ {
			if c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); c.R > 240 && c.B > 240 && c.G < 20 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box, whole
}

// Where a control is said to stand in a picture, there it is: brought into view, in frames too.
func TestASpotIsWhereTheControlIs(t *testing.T) {
	s, ctx := visit(t, "spots.html", Options{Masks: []string{".who"}})
	for _, selector := range []string{"#below", "#within"} {
		shot, err := s.Picture(ctx, Shot{With: css("it", selector)})()
		at := shot.At
		if err != nil || at.IsZero() {
			t.Fatalf("%s: %v, %v", selector, at, err)
		}
		box, whole := magenta(t, shot.PNG)
		sx, sy := float64(whole.Dx())/at.ViewWidth, float64(whole.Dy())/at.ViewHeight
		for _, d := range []float64{at.X*sx - float64(box.Min.X), at.Y*sy - float64(box.Min.Y), at.Width*sx - float64(box.Dx()), at.Height*sy - float64(box.Dy())} {
			if math.Abs(d) > 1.5 {
				t.Errorf("%s is at %v of %v in the picture, and said to be at %+v", selector, box, whole, at)
				break
			}
		}
	}
}

// What moves, is covered or is not there has no spot; the picture is taken all the same.
func TestNoSpotIsBetterThanAWrongOne(t *testing.T) {
	s, ctx := visit(t, "spots.html", Options{})
	for _, selector := range []string{"#moves", "#covered", "#nothing", "a[["} {
		shot, err := s.Picture(ctx, Shot{With: css("it", selector)})()
		if err != nil || len(shot.PNG) == 0 || !shot.At.IsZero() {
			t.Errorf("%s: %d bytes, %+v, %v", selector, len(shot.PNG), shot.At, err)
		}
	}
}
