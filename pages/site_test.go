package pages

import "testing"

func TestEmbedded(t *testing.T) {
	if _, err := Load(nil); err != nil {
		t.Fatal(err)
	}
}
