package intent

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words of a title or question around what it asks for.

// remark is what a title says of itself in brackets at its end.
var remark = regexp.MustCompile(`^(.*\S)\s*[(（]([^()（）]+)[)）]$`)

// lost are the meanings of a remark on what is lost: "(everything in it is deleted)".
var lost = []string{"all", "data", "content", "deleted", "erase", "lose", "permanently"}

// withoutRemark is a title without what it says of itself: "Turn off Find Device (please note)", "(2/3)".
func (r *reader) withoutRemark(text string) string {
	m := remark.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	c := r.read(m[2])
	if plain := len(c.tokens) == 0 && !strings.ContainsFunc(m[2], unicode.IsLetter); plain || onlyHas(c, "consequences", "confirm", "verify", "details", "warning", "page", "continue") || onlyHas(c, lost...) && c.hasAny(lost) {
		return m[1]
	}
	return text
}

// now is what a clause says without saying that it is yet to come.
func (c clause) now() clause {
	c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return t.is(sign, "future") && !t.is(verb) })
	return c
}

// onTheWay reports whether a title heads a step on the way to the deletion of an account: it asks for a reason, or
// tells of what is lost.
func (c clause) onTheWay() bool {
	reason := c.has(object, "reason") && (c.ask || c.has(verb, "select"))
	loss := !c.ask && (c.has(object, "consequences") || c.has(verb, "lose") && !slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(verb) && !t.is(verb, "lose") }))
	return (reason || loss) && !c.has(topic) && !c.has(object, "family", "child", "everyone", "other-item", "device", "phone", "all-devices")
}

// question is the part of a sentence that asks, where what stands before its last comma only tells what will be:
// "It will be signed out there, continue?"
func (r *reader) question(s string, rl rule) string {
	i := strings.LastIndexAny(s, ",，、;；")
	if i < 0 || fit(r.read(s), rl).against == "" {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	if last := s[i+size:]; r.read(last).ask {
		return last
	}
	return s
}

// withoutPreface is a text without the words before a colon that say nothing of what is asked: "One last thing: …".
func (r *reader) withoutPreface(text string) string {
	i := strings.IndexAny(text, ":：")
	if i < 0 {
		return text
	}
	tail := strings.TrimLeft(text[i:], ":： ")
	c := r.read(text[:i])
	c.tokens = slices.DeleteFunc(slices.Clone(c.tokens), func(t token) bool { return t.loose })
	if tail == "" || len(c.words()) > 4 || c.has(object) || c.has(topic) || c.has(sign, "exception", "condition") || c.alters() || c.has(polarity, "negation", "no") {
		return text
	}
	return tail
}

// identifies reports whether a clause asks who it is, and says nothing of doing anything else.
func (c clause) identifies() bool {
	return c.has(object, "identity", "password") && len(c.over) <= 2 && !slices.ContainsFunc(c.tokens, func(t token) bool {
		v, o := t.of(verb), t.of(object)
		return len(t.of(topic)) > 0 || t.is(object, "other-item") || len(v) > 0 && !only(v, []string{"verify", "confirm", "enter", "enter-password", "continue"}) && !t.is(object, "identity", "password") ||
			len(o) > 0 && !only(o, []string{"identity", "password", "account", "xiaomi-account", "security"})
	})
}
