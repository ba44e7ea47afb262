package mockcloud

import (
	"crypto/rand"
	"image"
	"image/color"
	"image/png"
	"math/big"
	"net/http"
)

// rightPicture reports whether text is what the newest picture shows. A picture counts once.
func (c *Cloud) rightPicture(text string) bool {
	want := c.state.CaptchaKey
	c.state.CaptchaKey = ""
	return want != "" && upper(text) == want
}

func upper(s string) string {
	b := []byte(s)
	for i := range b {
		if b[i] >= 'a' && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}

// picture makes a new picture captcha.
func (c *Cloud) picture(w http.ResponseWriter, r *http.Request) {
	key := make([]byte, 5)
	for i := range key {
		key[i] = letters[dice(len(letters))]
	}
	c.state.CaptchaKey = string(key)
	setCookie(w, "ick", random(16))
	w.Header().Set("Content-Type", "image/png")
	_ = png.Encode(w, draw(string(key)))
}

func dice(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // does not happen: crypto/rand never fails
	}
	return int(i.Int64())
}

// draw paints text with a little disorder, readable for a person.
func draw(text string) image.Image {
	const dot = 4
	m := image.NewRGBA(image.Rect(0, 0, 24+len(text)*7*dot, 56))
	fill(m, m.Bounds(), color.RGBA{0xf4, 0xf6, 0xf8, 0xff})
	for range 90 {
		x, y := dice(m.Rect.Dx()), dice(m.Rect.Dy())
		fill(m, image.Rect(x, y, x+2, y+2), color.RGBA{0xc5, 0xcd, 0xd8, 0xff})
	}
	ink := color.RGBA{0x33, 0x3a, 0x55, 0xff}
	for i := range text {
		left, top := 14+i*7*dot+dice(5), 8+dice(12)
		for row, bits := range font[text[i]] {
			for column := range 5 {
				if bits&(1<<(4-column)) != 0 {
					x, y := left+column*dot+(6-row)/2, top+row*dot
					fill(m, image.Rect(x, y, x+dot, y+dot), ink)
				}
			}
		}
	}
	y := 14 + dice(28)
	for x := range m.Rect.Dx() {
		if dice(3) == 0 {
			y += dice(3) - 1
		}
		fill(m, image.Rect(x, y, x+1, y+2), color.RGBA{0x8a, 0x93, 0xa8, 0xff})
	}
	return m
}

func fill(m *image.RGBA, r image.Rectangle, k color.RGBA) {
	r = r.Intersect(m.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			m.SetRGBA(x, y, k)
		}
	}
}

// letters are those no one mistakes for another.
const letters = "ACEFHKLMNPRTUXY3479"

// font holds seven rows of five dots for each letter.
var font = map[byte][7]byte{
	'A': {0x0e, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11},
	'C': {0x0e, 0x11, 0x10, 0x10, 0x10, 0x11, 0x0e},
	'E': {0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x1f},
	'F': {0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x10},
	'H': {0x11, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11},
	'K': {0x11, 0x12, 0x14, 0x18, 0x14, 0x12, 0x11},
	'L': {0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1f},
	'M': {0x11, 0x1b, 0x15, 0x15, 0x11, 0x11, 0x11},
	'N': {0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11},
	'P': {0x1e, 0x11, 0x11, 0x1e, 0x10, 0x10, 0x10},
	'R': {0x1e, 0x11, 0x11, 0x1e, 0x14, 0x12, 0x11},
	'T': {0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04},
	'U': {0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0e},
	'X': {0x11, 0x11, 0x0a, 0x04, 0x0a, 0x11, 0x11},
	'Y': {0x11, 0x11, 0x0a, 0x04, 0x04, 0x04, 0x04},
	'3': {0x1f, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0e},
	'4': {0x02, 0x06, 0x0a, 0x12, 0x1f, 0x02, 0x02},
	'7': {0x1f, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08},
	'9': {0x0e, 0x11, 0x11, 0x0f, 0x01, 0x02, 0x0c},
}

// sliderFrame is the page of another site that holds the slider.
func (c *Cloud) sliderFrame(w http.ResponseWriter, r *http.Request) {
	c.show(w, r, "slider", Account{}, r.URL.Query().Get("of"))
}

// sliderSolve hands out the token of a solved slider.
func (c *Cloud) sliderSolve(w http.ResponseWriter, r *http.Request) {
	token := random(24)
	c.memo.solved[token] = true
	c.count("slider")
	reply(w, http.StatusOK, object{"code": 0, "token": token})
}

// sliderState lets a test be the person who solves the slider.
func (c *Cloud) sliderState(w http.ResponseWriter, r *http.Request) {
	reply(w, http.StatusOK, object{"solved": c.state.SliderSolved})
}
