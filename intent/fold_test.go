package intent

import (
	"math/rand/v2"
	"testing"
)

// TestASCIIIsFoldedAsAllTextIs compares the short way with the long one, which knows all of Unicode.
func TestASCIIIsFoldedAsAllTextIs(t *testing.T) {
	const signs = " \t\nabZI019.,:;!?¡()[]{}<>/\\|'\"`^~_-+=*&%$#@\x00\x7f"
	chance := rand.New(rand.NewPCG(1, 2))
	for _, lang := range Languages {
		for range 2000 {
			text := make([]byte, chance.IntN(12))
			for i := range text {
				text[i] = signs[chance.IntN(len(signs))] & 0x7f
			}
			if got, want := fold(string(text), lang), foldAny(string(text), lang); got != want {
				t.Fatalf("%s: fold(%q) = %q, want %q", lang, text, got, want)
			}
		}
	}
}
