package pages_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"miacct/mockcloud"
)

// tellsNoSecret searches every file of the run for what nobody else may know, in every form it may have taken.
func (o *outing) tellsNoSecret(t *testing.T, before mockcloud.State) {
	t.Helper()
	a := before.Account
	secrets := append(o.cloud.Handed(), a.Password)
	if before.Other.ID == "" {
		secrets = append(secrets, a.ID, a.Email, a.Phone)
	}
	o.owner.mu.Lock()
	secrets = append(secrets, o.owner.typed...)
	o.owner.mu.Unlock()
	secrets = slices.DeleteFunc(secrets, func(s string) bool { return s == "" })
	if len(o.cloud.Handed()) == 0 {
		t.Error("the cloud handed out no cookie, so that the search means nothing")
	}
	files, err := filepath.Glob(filepath.Join(o.dir, "*"))
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, ".png") {
			if got := chunks(b); got != "IHDR IDAT IEND" {
				t.Errorf("%s has the parts %s, which may hold words", filepath.Base(f), got)
			}
		}
		b = embedded.ReplaceAll(b, nil) // the pictures are searched as files
		for _, s := range secrets {
			if how := holds(b, s, strings.HasSuffix(f, ".png")); how != "" {
				t.Errorf("%s holds %q, %s", filepath.Base(f), s, how)
			}
		}
	}
}

var embedded = regexp.MustCompile(`data:image/png;base64,[A-Za-z0-9+/=]*`)

// chunks are the kinds of the chunks of a PNG, each named once in a row.
func chunks(b []byte) string {
	var kinds []string
	for b = b[min(8, len(b)):]; len(b) >= 12; {
		kinds = append(kinds, string(b[4:8]))
		b = b[min(len(b), int(binary.BigEndian.Uint32(b))+12):]
	}
	return strings.Join(slices.Compact(kinds), " ")
}

// telling is how long a form must be not to stand somewhere by chance.
const telling = 7

// holds reports in which form b holds secret; "" if in none. Of short ones in compressed bytes nothing can be told.
func holds(b []byte, secret string, compressed bool) string {
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

func TestTheSearchFindsEveryForm(t *testing.T) {
	const secret = "correct-Horse7&<é"
	for how, form := range forms(secret) {
		if holds(slices.Concat([]byte("words before "), form, []byte(" after")), secret, false) == "" {
			t.Errorf("not found %s", how)
		}
	}
	for _, before := range []string{"", "a", "ab", "abc"} {
		if holds([]byte(base64.StdEncoding.EncodeToString([]byte(before+secret+"tail"))), secret, true) == "" {
			t.Errorf("not found in Base64 behind %q", before)
		}
	}
	if holds([]byte(`"code 123456, and"`), "123456", false) == "" || holds([]byte("ab123456cd"), "123456", false) != "" {
		t.Error("a code is not told from a part of a hash")
	}
}
