// Package traces finds secrets in what a run leaves behind, in every form they may have taken. It is for tests.
package traces

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"slices"
	"unicode/utf16"
)

// telling is how long a form must be not to stand somewhere by chance.
const telling = 7

// Holds reports in which form b holds secret; "" if in none. Of short ones in compressed bytes nothing can be told.
func Holds(b []byte, secret string, compressed bool) string {
	if compressed && len(secret) < telling {
		return ""
	}
	for how, form := range forms(secret) {
		if len(form) >= telling && bytes.Contains(b, form) || len(form) < telling && len(form) > 3 && alone(b, form) {
			return how
		}
	}
	return ""
}

// alone reports whether b holds word not inside a longer one, as hashes are.
func alone(b, word []byte) bool {
	return regexp.MustCompile(`(^|[^0-9A-Za-z])` + regexp.QuoteMeta(string(word)) + `($|[^0-9A-Za-z])`).Match(b)
}

func forms(s string) map[string][]byte {
	back := []byte(s)
	slices.Reverse(back)
	quoted, _ := json.Marshal(s)
	f := map[string][]byte{
		"as it is": []byte(s), "reversed": back, "in JSON": bytes.Trim(quoted, `"`), "in HTML": []byte(html.EscapeString(s)),
		"in an address": []byte(url.QueryEscape(s)), "in a path": []byte(url.PathEscape(s)),
	}
	var little, big []byte
	for _, u := range utf16.Encode([]rune(s)) {
		little, big = binary.LittleEndian.AppendUint16(little, u), binary.BigEndian.AppendUint16(big, u)
	}
	f["in UTF-16, low byte first"], f["in UTF-16, high byte first"] = little, big
	for name, e := range map[string]*base64.Encoding{"in Base64": base64.RawStdEncoding, "in Base64 for addresses": base64.RawURLEncoding} {
		for shift, from := range []int{0, 2, 3} { // letters that hang on the bytes around it are left out
			text := e.EncodeToString(append(make([]byte, shift), s...))
			whole := (shift + len(s)) * 8 / 6
			if whole-from >= telling {
				f[name+" at "+string(rune('0'+shift))] = []byte(text[from:whole])
			}
		}
	}
	return f
}
