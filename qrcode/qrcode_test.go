package qrcode

import (
	"image"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"rsc.io/qr"
)

// A look is how a page may show a code.
type look struct {
	name        string
	module      float64 // pixels
	dark, light color.NRGBA
	page        color.NRGBA
	left, top   float64
	width, tall int
	logo        bool
}

var white, black = color.NRGBA{255, 255, 255, 255}, color.NRGBA{0, 0, 0, 255}

var looks = []look{
	{name: "plain", module: 5, dark: black, light: white, page: white, left: 12, top: 20, width: 260, tall: 270},
	{name: "small", module: 2.6, dark: black, light: white, page: white, left: 9.3, top: 8.7, width: 140, tall: 140},
	{name: "large", module: 9.37, dark: black, light: white, page: white, left: 40, top: 40, width: 480, tall: 480},
	{name: "brand colours", module: 4.2, dark: color.NRGBA{200, 60, 0, 255}, light: color.NRGBA{255, 250, 240, 255}, page: white, left: 20, top: 20, width: 220, tall: 220},
	{name: "light on dark", module: 4.5, dark: color.NRGBA{230, 230, 240, 255}, light: color.NRGBA{20, 20, 30, 255}, page: color.NRGBA{20, 20, 30, 255}, left: 20, top: 20, width: 230, tall: 230},
	{name: "faded on a grey page", module: 4, dark: color.NRGBA{150, 150, 150, 255}, light: white, page: color.NRGBA{240, 240, 240, 255}, left: 20, top: 20, width: 220, tall: 220},
	{name: "no margin", module: 4, dark: black, light: white, page: white, width: 180, tall: 180},
	{name: "transparent", module: 4, dark: black, light: color.NRGBA{}, page: color.NRGBA{}, left: 10, top: 10, width: 200, tall: 200},
	{name: "a logo in the middle", module: 5, dark: black, light: white, page: white, left: 20, top: 20, width: 260, tall: 260, logo: true},
}

// paint draws code as l, each pixel mixed of what it covers.
func (l look) paint(code *qr.Code) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, l.width, l.tall))
	size := float64(code.Size) * l.module
	const fine = 4
	for y := range l.tall {
		for x := range l.width {
			var sum [4]float64
			for i := range fine * fine {
				px, py := float64(x)+(float64(i%fine)+.5)/fine-l.left, float64(y)+(float64(i/fine)+.5)/fine-l.top
				c := l.page
				if px >= 0 && py >= 0 && px < size && py < size {
					if c = l.light; code.Black(int(px/l.module), int(py/l.module)) {
						c = l.dark
					}
					if mid := size / 2; l.logo && px > mid-4*l.module && px < mid+4*l.module && py > mid-4*l.module && py < mid+4*l.module {
						c = color.NRGBA{255, 105, 0, 255}
					}
				}
				for k, v := range []uint8{c.R, c.G, c.B, c.A} {
					sum[k] += float64(v) / (fine * fine)
				}
			}
			img.SetNRGBA(x, y, color.NRGBA{uint8(sum[0]), uint8(sum[1]), uint8(sum[2]), uint8(sum[3])})
		}
	}
	return img
}

// What is read of a picture is the code that was painted, module for module.
func TestReadIsTheCode(t *testing.T) {
	for n, text := range []string{"https://a.example/1", "https://account.xiaomi.com/pass/qr/login?ticket=lp_4F1A73C0D5D84E3A8D7E2C9A1B6F0D3E&dc=c3&sid=i.mi.com&ts=1782345678901"} {
		code, err := qr.Encode(text, []qr.Level{qr.M, qr.L}[n])
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range looks {
			if float64(code.Size)*l.module+l.left > float64(l.width) {
				l.width, l.tall = int(float64(code.Size)*l.module+2*l.left)+1, int(float64(code.Size)*l.module+2*l.top)+1
			}
			got, ok := Read(l.paint(code))
			if !ok || got.Size() != code.Size {
				t.Errorf("%s, %d modules: found %v, %d modules", l.name, code.Size, ok, got.Size())
				continue
			}
			wrong := 0
			for y := range code.Size {
				for x := range code.Size {
					if mid := code.Size / 2; l.logo && abs(x-mid) <= 5 && abs(y-mid) <= 5 {
						continue
					}
					if got.Dark(x, y) != code.Black(x, y) {
						wrong++
					}
				}
			}
			if wrong > 0 {
				t.Errorf("%s, %d modules: %d of them wrong", l.name, code.Size, wrong)
			}
		}
	}
}

// What is no code is not taken for one.
func TestReadOtherPictures(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for name, at := range map[string]func(x, y int) uint8{
		"one colour": func(x, y int) uint8 { return 200 },
		"noise":      func(x, y int) uint8 { return uint8(rnd.UintN(256)) },
		"blocks":     func(x, y int) uint8 { return uint8((x/8*7 + y/8*13) % 5 * 50) },
		"chess":      func(x, y int) uint8 { return uint8((x/10 + y/10) % 2 * 255) },
		"slope":      func(x, y int) uint8 { return uint8(x) },
		"one corner": func(x, y int) uint8 {
			if r := max(abs(x/6-8), abs(y/6-8)); r < 2 || r == 3 {
				return 0
			}
			return 255
		},
	} {
		img := image.NewGray(image.Rect(0, 0, 200, 200))
		for i := range img.Pix {
			img.Pix[i] = at(i%200, i/200)
		}
		if _, ok := Read(img); ok {
			t.Errorf("%s is taken for a code", name)
		}
	}
	if _, ok := Read(image.NewGray(image.Rectangle{})); ok {
		t.Error("an empty picture is taken for a code")
	}
}

// What is drawn has all modules, on white, with the margin that a phone wants.
func TestString(t *testing.T) {
	code, err := qr.Encode("https://a.example/1", qr.M)
	if err != nil {
		t.Fatal(err)
	}
	c := Code{size: code.Size, dark: make([]bool, code.Size*code.Size)}
	for i := range c.dark {
		c.dark[i] = code.Black(i%c.size, i/c.size)
	}
	lines := strings.Split(strings.TrimSuffix(c.String(), "\n"), "\n")
	for y := -quiet; y < c.size+quiet; y++ {
		line := lines[(y+quiet)/2]
		row := []rune(strings.TrimSuffix(strings.TrimPrefix(line, "\x1b[38;5;16;48;5;231m"), "\x1b[0m"))
		if len(row) != c.Columns() {
			t.Fatalf("line %d has %d columns, want %d", y, len(row), c.Columns())
		}
		for i, r := range row {
			top, bottom := r == '▀' || r == '█', r == '▄' || r == '█'
			got := top
			if (y+quiet)%2 == 1 {
				got = bottom
			}
			if want := code.Black(i-quiet, y); got != want {
				t.Fatalf("module %d, %d is drawn %v, want %v", i-quiet, y, got, want)
			}
		}
	}
}
