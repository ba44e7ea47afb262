package browser

import (
	"cmp"
	"math/rand/v2"
	"testing"
)

// TestASCIIIsFoldedAsAllTextIs compares the short way with the long one, which knows all of Unicode.
func TestASCIIIsFoldedAsAllTextIs(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		text := make([]byte, chance.IntN(8))
		for i := range text {
			text[i] = byte(chance.IntN(128))
			if chance.IntN(3) == 0 {
				text[i] = ' '
			}
		}
		if got, want := fold(string(text)), cmp.Or(folded(string(text), true), folded(string(text), false)); got != want {
			t.Fatalf("fold(%q) = %q, want %q", text, got, want)
		}
	}
}
