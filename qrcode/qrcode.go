// Package qrcode finds a QR code in a picture of a page, and draws it with characters that a phone
// reads off any terminal. What the code says is not decoded: it may be a secret.
package qrcode

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// A Code is the modules of a QR code.
type Code struct {
	size int
	dark []bool // row by row
}

// Size is how many modules a side has; 0 of the zero Code.
func (c Code) Size() int { return c.size }

// Dark reports whether a module is dark. Outside of the code all is light.
func (c Code) Dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.size && y < c.size && c.dark[y*c.size+x]
}

// Equal reports whether two codes have the same modules.
func (c Code) Equal(other Code) bool { return c.size == other.size && slices.Equal(c.dark, other.dark) }

// Read finds the one upright QR code in a picture, dark on light or light on dark. It is told by its
// three corners and the lines of alternating modules between them.
func Read(img image.Image) (Code, bool) {
	for _, inverted := range []bool{false, true} {
		if c, ok := newBitmap(img, inverted).read(); ok {
			return c, true
		}
	}
	return Code{}, false
}

// A bitmap is a picture in two tones.
type bitmap struct {
	width, height int
	grey          []uint8 // dark is 0
	limit         uint8   // what is not above it is dark
}

func newBitmap(img image.Image, inverted bool) *bitmap {
	b := img.Bounds()
	m := &bitmap{width: b.Dx(), height: b.Dy(), grey: make([]uint8, b.Dx()*b.Dy())}
	for y := range m.height {
		for x := range m.width {
			c := color.NRGBAModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA)
			over := func(v uint8) uint32 { return (uint32(v)*uint32(c.A) + 255*(255-uint32(c.A))) / 255 } // on white paper
			g := uint8((299*over(c.R) + 587*over(c.G) + 114*over(c.B)) / 1000)
			if inverted {
				g = 255 - g
			}
			m.grey[y*m.width+x] = g
		}
	}
	m.limit = threshold(m.grey)
	return m
}

// threshold parts two tones so that they differ most (Otsu's method).
func threshold(grey []uint8) uint8 {
	var count [256]int
	sum := 0
	for _, g := range grey {
		count[g]++
		sum += int(g)
	}
	best, at := -1.0, uint8(127)
	low, lowSum := 0, 0
	for g, n := range count {
		low += n
		lowSum += g * n
		high := len(grey) - low
		if low == 0 || high == 0 {
			continue
		}
		d := float64(lowSum)/float64(low) - float64(sum-lowSum)/float64(high)
		if between := float64(low) * float64(high) * d * d; between > best {
			best, at = between, uint8(g)
		}
	}
	return at
}

func (m *bitmap) dark(x, y int) bool { return m.grey[y*m.width+x] <= m.limit }

// A corner is the middle of one of the three patterns that a code is found by.
type corner struct {
	x, y, module float64
	seen         int
}

// read finds three corners that a code fits.
func (m *bitmap) read() (Code, bool) {
	all := m.corners()
	for _, a := range all {
		for _, b := range all {
			if b.x-a.x < 10*a.module || math.Abs(b.y-a.y) > a.module {
				continue
			}
			for _, c := range all {
				side := b.x - a.x
				if math.Abs(c.x-a.x) > a.module || c.y-a.y < 10*a.module || math.Abs(c.y-a.y-side) > side/10 {
					continue
				}
				if code, ok := m.sample(a, b, c); ok {
					return code, true
				}
			}
		}
	}
	return Code{}, false
}

// corners are the places where dark and light take turns as 1:1:3:1:1, across and down.
func (m *bitmap) corners() []corner {
	var found []corner
	for y := range m.height {
		runs(m.width, func(i int) bool { return m.dark(i, y) }, func(middle, module float64) {
			x := int(middle)
			// The same through the middle from top to bottom, near here.
			runs(m.height, func(i int) bool { return m.dark(x, i) }, func(down, tall float64) {
				if math.Abs(down-float64(y)) > 2*module || tall > 1.6*module || module > 1.6*tall {
					return
				}
				at := corner{middle, down, (module + tall) / 2, 1}
				for i, f := range found {
					if math.Abs(f.x-at.x) < 2*f.module && math.Abs(f.y-at.y) < 2*f.module {
						n := float64(f.seen)
						found[i] = corner{(f.x*n + at.x) / (n + 1), (f.y*n + at.y) / (n + 1), (f.module*n + at.module) / (n + 1), f.seen + 1}
						return
					}
				}
				found = append(found, at)
			})
		})
	}
	slices.SortStableFunc(found, func(a, b corner) int { return b.seen - a.seen })
	return found[:min(len(found), 12)]
}

// runs calls pattern for each place of a line where dark and light take turns as 1:1:3:1:1.
func runs(n int, dark func(int) bool, pattern func(middle, module float64)) {
	var ends []int // of the runs, the first of which is light
	last := false
	for i := range n {
		if d := dark(i); d != last {
			ends = append(ends, i)
			last = d
		}
	}
	ends = append(ends, n)
	for i := 0; i+5 < len(ends); i += 2 {
		module := float64(ends[i+5]-ends[i]) / 7
		fits := module >= 1
		for k, want := range []float64{1, 1, 3, 1, 1} {
			fits = fits && math.Abs(float64(ends[i+k+1]-ends[i+k])-want*module) <= math.Max(0.55*module, 0.8)
		}
		if fits {
			pattern(float64(ends[i+2]+ends[i+3]-1)/2, module)
		}
	}
}

// sample reads the modules of the code with these corners: top left, top right, bottom left.
func (m *bitmap) sample(a, b, c corner) (Code, bool) {
	module := (a.module + b.module + c.module) / 3
	wide, tall := b.x-a.x, c.y-a.y
	n := 17 + 4*int(math.Round(((wide+tall)/2/module+7-17)/4))
	if n < 21 || n > 177 {
		return Code{}, false
	}
	dx, dy := wide/float64(n-7), tall/float64(n-7)
	if left, right := a.x-4*dx, b.x+4*dx; left < -dx || right > float64(m.width)+dx {
		return Code{}, false
	}
	code := Code{size: n, dark: make([]bool, n*n)}
	for y := range n {
		for x := range n {
			code.dark[y*n+x] = m.mean(a.x+float64(x-3)*dx, a.y+float64(y-3)*dy, math.Max(dx/4, 0.5)) <= float64(m.limit)
		}
	}
	return code, code.fits()
}

// mean is the tone around a point.
func (m *bitmap) mean(x, y, reach float64) float64 {
	sum, n := 0, 0
	for i := int(math.Round(y - reach)); i <= int(math.Round(y+reach)); i++ {
		for k := int(math.Round(x - reach)); k <= int(math.Round(x+reach)); k++ {
			if i >= 0 && k >= 0 && i < m.height && k < m.width {
				sum += int(m.grey[i*m.width+k])
				n++
			}
		}
	}
	if n == 0 {
		return 255
	}
	return float64(sum) / float64(n)
}

// fits reports whether the modules have what every QR code has: corners, and two lines in which dark
// and light take turns.
func (c Code) fits() bool {
	wrong, timing := 0, 0
	for y := range 8 {
		for x := range 8 {
			ring := max(abs(x-3), abs(y-3))
			want := ring != 2 && ring != 4
			for _, at := range [][2]int{{x, y}, {c.size - 1 - x, y}, {x, c.size - 1 - y}} {
				if c.Dark(at[0], at[1]) != want {
					wrong++
				}
			}
		}
	}
	for i := 8; i < c.size-8; i++ {
		for _, d := range []bool{c.Dark(i, 6), c.Dark(6, i)} {
			if d != (i%2 == 0) {
				timing++
			}
		}
	}
	return wrong <= 192/20 && timing <= (c.size-16)*2/8
}

func abs(n int) int { return max(n, -n) }
