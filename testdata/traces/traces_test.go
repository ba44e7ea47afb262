package traces

import (
	"encoding/base64"
	"slices"
	"testing"
)

func TestTheSearchFindsEveryForm(t *testing.T) {
	const secret = "correct-Horse7&<é"
	for how, form := range forms(secret) {
		if Holds(slices.Concat([]byte("words before "), form, []byte(" after")), secret, false) == "" {
			t.Errorf("not found %s", how)
		}
	}
	for _, before := range []string{"", "a", "ab", "abc"} {
		if Holds([]byte(base64.StdEncoding.EncodeToString([]byte(before+secret+"tail"))), secret, true) == "" {
			t.Errorf("not found in Base64 behind %q", before)
		}
	}
	if Holds([]byte(`"code 123456, and"`), "123456", false) == "" || Holds([]byte("ab123456cd"), "123456", false) != "" {
		t.Error("a code is not told from a part of a hash")
	}
}
