package pages

import (
	"regexp"
	"slices"
	"strings"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// Things that no list has told of: another device that a question names, or that the page shows beside the one it is about.

// namedBetween is what stands between quotation marks, apostrophes left out.
var namedBetween = regexp.MustCompile(`["“”„«»「『]([^"“”„«»「」『』]{1,60})["”“»«」』]`)

// stranger returns the name of another thing than the device that the lines of a question name, "" if there is none: in
// quotation marks, with words that nobody knows; or as the maker calls a device, where its own name stands nowhere. names
// are what the device is called by.
func stranger(lines, names []string) string {
	ours := func(text string) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			own, f := browser.Folded(name), browser.Folded(text)
			return own != "" && (holdsWord(f, own) || f != "" && holdsWord(own, f))
		})
	}
	named := slices.ContainsFunc(lines, func(line string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return holdsWord(browser.Folded(line), browser.Folded(name)) })
	})
	for _, line := range lines {
		for _, m := range namedBetween.FindAllStringSubmatch(line, -1) {
			if said := strings.TrimSpace(m[1]); !ours(said) && (holdsModel(said) || !named && len(intent.OfText(snapshot.Text, said, "").Left) > 0) {
				return said
			}
		}
		words := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \u00a0,.;:!?¿¡()（）《》", r) })
		for i := range words {
			if said := strings.Join(words[i:min(len(words), i+3)], " "); !named && isModel(said) && !ours(said) {
				return said
			}
		}
	}
	return ""
}

// unfoldedOther reports whether the page shows what belongs to another thing like the device: below a control that unfolds
// it as the device's own does, and bears another name.
func unfoldedOther(p snapshot.Page, names []string) bool {
	ours := func(i int) bool {
		return slices.ContainsFunc(append(within(p, i), i), func(k int) bool {
			return slices.ContainsFunc(names, func(name string) bool {
				return called(p.Nodes[k], name) || holdsWord(browser.Folded(p.Nodes[k].Label()), browser.Folded(name))
			})
		})
	}
	own := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Kind == snapshot.Button && n.State.Expanded != snapshot.None })
	for ; own >= 0 && own < len(p.Nodes); own++ {
		if n := p.Nodes[own]; n.Kind == snapshot.Button && n.State.Expanded != snapshot.None && ours(own) {
			break
		}
	}
	if own < 0 || own >= len(p.Nodes) {
		return false
	}
	for i, n := range p.Nodes {
		if o := p.Nodes[own]; n.Kind == o.Kind && n.Tag == o.Tag && n.Layer == o.Layer && n.State.Expanded == snapshot.Yes && !ours(i) &&
			(holdsModel(n.Label()) || len(intent.OfText(n.Kind, n.Label(), p.Lang).Left) > 0) {
			return true
		}
	}
	return false
}
