package trail

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"miacct/testdata/hostile"
)

func TestCleanLeavesWhatCanBeReadAndNothingElse(t *testing.T) {
	for in, want := range map[string]string{
		"Mi 9": "Mi 9",
		"<b>Мамин</b> 小米 📱👍🏽 ❤️":            "<b>Мамин</b> 小米 📱👍🏽 ❤️",
		"a\r\nb\nc\td\u2028e":               "a b c d e",
		"\x1b[31mred\x1b[0m\x07":            "\uFFFD[31mred\uFFFD[0m\uFFFD",
		"csi \u009b31m":                     "csi \uFFFD31m",
		"\u202egnp.exe\u202c\u2066":         "gnp.exe",
		"zero\u200bwidth\ufeff\u00ad\u2060": "zerowidth",
		"tag\U000E0041\U000E007F\U000E0101": "tag",
		"bad\xff\xc3(":                      "bad\uFFFD\uFFFD(",
		"Z̸̡̢̛͇a":                           "Z̸̡̢̛a",
		strings.Repeat("ж", 10_000):         strings.Repeat("ж", 10_000),
		strings.Repeat("ж", 10_001):         strings.Repeat("ж", 9_999) + "…",
		"":                                  "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, not %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile.Strings {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if Clean(c) != c {
			t.Fatalf("Clean(%q) is %q, and cleaned again %q", s, c, Clean(c))
		}
		if !utf8.ValidString(c) || utf8.RuneCountInString(c) > 10_000 {
			t.Fatalf("Clean(%q) is not valid, or too long", s)
		}
		for _, r := range c {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\u2028' || r >= 0xE0000 && r <= 0xE0FFF {
				t.Fatalf("Clean(%q) has %U", s, r)
			}
		}
	})
}
