package intent

import (
	"slices"
	"strings"
)

func hintedPhrase(label string, phrases []string) bool {
	f := fold(label, "en")
	return f != "" && slices.ContainsFunc(phrases, func(p string) bool { return fold(p, "en") == f })
}

// hinted makes words of identifiers: "btn-deleteAccount icon_trash" → "delete account trash".
func hinted(hint string) string {
	var b strings.Builder
	lower := false
	for _, r := range hint {
		if r >= 'A' && r <= 'Z' {
			if lower {
				b.WriteByte(' ')
			}
			lower = false
		} else {
			lower = r >= 'a' && r <= 'z'
		}
		if part(r) {
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
	}
	var words []string
	for _, w := range strings.Fields(strings.ToLower(b.String())) {
		switch w {
		case "btn", "button", "icon", "ico", "link", "class", "id", "name", "testid", "data", "test", "js", "ui", "mi", "svg", "img", "fa", "svgicon", "anticon", "css", "item", "action", "wrap", "wrapper", "box", "text", "cta", "primary", "danger", "secondary", "default":
			continue
		case "trash", "bin", "dustbin", "garbage":
			w = "delete"
		case "poweroff":
			w = "turn off"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}
