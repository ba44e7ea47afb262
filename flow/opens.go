package flow

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"miacct/browser"
	"miacct/intent"
	"miacct/snapshot"
)

// What a control that is the thing itself does: whether it only opens it.

// aroundMain tells of a node whether it stands around the main part of a page that names the thing.
func aroundMain(p snapshot.Page, names []string) func(int) bool {
	in := make([]bool, len(p.Nodes))
	named := false
	for i, n := range p.Nodes {
		in[i] = n.Parent >= 0 && in[n.Parent] || n.Kind == snapshot.Group && n.Role == "main"
		named = named || in[i] && says(n, names)
	}
	return func(i int) bool { return named && !in[i] && p.Layers[p.Nodes[i].Layer].Kind == snapshot.Document }
}

// shownOfChosen is what the page itself shows beside its frame where the thing is the chosen one of several, which no
// other is named by.
func shownOfChosen(p snapshot.Page, names, others []string) (all []int) {
	chosen := false
	beside := make([]bool, len(p.Nodes))
	for i, n := range p.Nodes {
		beside[i] = n.Parent >= 0 && beside[n.Parent] || n.Kind == snapshot.Group && slices.Contains(frame, n.Role)
		of := p.ChoiceAround(i, snapshot.Checkbox)
		taken := of >= 0 && p.Nodes[of].Taken()
		switch {
		case taken && says(n, names):
			chosen = true
		case of < 0 && says(n, others), taken && says(n, others):
			return nil
		case of < 0 && !beside[i] && p.Layers[n.Layer].Kind == snapshot.Document:
			all = append(all, i)
		}
	}
	if !chosen {
		return nil
	}
	return all
}

// shows reports whether a control that is the thing itself only opens it: a choice, or one whose words
// are its name and what state it is in. Among the lines of a row one may be a state or a command by its words, "Location
// activated": a row of several lines does nothing but open.
func shows(p snapshot.Page, i int, names []string) bool {
	switch n := p.Nodes[i]; n.Kind {
	case snapshot.Tab:
		return true
	case snapshot.Option:
		return !closedOption(p.Nodes[i]) || slices.ContainsFunc(names, func(name string) bool { // any other is a setting: "Tracking: off"
			return name != "" && strings.Contains(browser.Folded(p.Nodes[i].Label()), browser.Folded(name))
		})
	case snapshot.Radio:
		return n.State.Checked != snapshot.Yes && mentions(p, i, names) // it chooses the thing among others
	case snapshot.Button, snapshot.Link, snapshot.MenuItem:
	default:
		return false // a switch or a box changes something
	}
	if m := intent.Of(p, i); onlyOpens(m) && saysNoMore(p, i, names) {
		return true
	}
	named, doubtful, others := false, 0, 0
	for k := i + 1; k < len(p.Nodes) && p.Within(k, i); k++ {
		n := p.Nodes[k]
		switch m := intent.Of(p, k); {
		case says(n, names):
			named = true
		case n.Kind.Pressable():
			return false
		case onlyOpens(m) || isState(n.Label(), p.Lang), sinceThen.MatchString(n.Label()) && onlyDoes(m, "confirm", "verify", "locate", "search", "done", "details", "refresh", "sync"):
			others++
		case onlyDoes(m, "turn-on", "turn-off", "stop", "locate", "done", "details"):
			doubtful++
		default:
			return false
		}
	}
	return named && (doubtful == 0 || others > 0 && doubtful == 1)
}

// saysNoMore reports whether a control is called as the thing, or holds its name as a row does, or says nothing
// beside the name that is not understood to open or to tell a state. Words that nobody knows may do anything:
// "Blacklist Mi 9", "De-link this handset".
func saysNoMore(p snapshot.Page, i int, names []string) bool {
	label := p.Nodes[i].Label()
	if says(p.Nodes[i], names) || holdsName(p, i, names) {
		return true
	}
	if !strings.ContainsFunc(label, unicode.IsLetter) {
		return drawn(p.Nodes[i])
	}
	for _, name := range names {
		at := strings.Index(strings.ToLower(label), strings.ToLower(name))
		if name == "" || at < 0 || at+len(name) > len(label) {
			continue
		}
		rest := strings.TrimSpace(label[:at] + " " + label[at+len(name):])
		m := intent.OfText(snapshot.Button, rest, p.Lang)
		return len(m.Left) == 0 && onlyOpens(m) && !m.Negated && !m.Question && m.Topic == ""
	}
	return false
}

// drawn reports whether a control without words is a place or a picture of the thing: a link to it, a pin on a map. Any
// other, a bin or a switch, may do anything.
func drawn(n snapshot.Node) bool {
	words := strings.FieldsFunc(strings.ToLower(n.Hint), func(r rune) bool { return !unicode.IsLetter(r) })
	has := func(all ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(all, w) })
	}
	if has("del", "delete", "remove", "trash", "bin", "toggle", "switch", "off", "close", "erase", "lock") {
		return false
	}
	return n.Kind == snapshot.Link && n.Href != "" || has("pin", "marker", "device", "card", "item", "row", "phone", "point", "poi")
}

// onlyOpens reports whether words do nothing, or no more than show something: "Details of this device".
func onlyOpens(m intent.Meaning) bool {
	return onlyDoes(m, "press", "details", "learn", "more", "manage", "open", "show-more")
}

func onlyDoes(m intent.Meaning, verbs ...string) bool {
	return !slices.ContainsFunc(m.Verbs, func(v string) bool { return !slices.Contains(verbs, v) })
}

// deviceNumber is the number of a device, or how it ends: "IMEI ending 5520".
var deviceNumber = regexp.MustCompile(`(?i)^\P{L}*(?:IMEI|MEID|S/?N)\b(?:[^\pL\d]*\pL+){0,3}[^\pL\d]*\d{3,}$`)

// sinceThen is how long ago something was, or how long it lasts: "seen 5 min ago", "5분 전에 확인됨".
var sinceThen = regexp.MustCompile(`(?i)\d+ ?(?:s|sec|secs|seconds?|min|mins|minutes?|h|hrs?|hours?|days?|weeks?|Sekunden?|Minuten?|Stunden?|Tag(?:en?)?|heures?|jours?|segundos?|minutos?|horas?|días?|dias?|minut[aiyę]?|ore|ora|or[ea]|giorn[io]|godzin[ya]?|dni|dzień|sek|мин(?:ут[ыу]?)?|час(?:а|ов)?|дн(?:я|ей)|день|хв(?:илин[иу]?)?|годин[иу]?|dakika|saat|gün|menit|jam|hari|phút|giờ|ngày|นาที|ชั่วโมง|วัน|分(?:钟|鐘)?|小时|小時|天|時間|日|분|시간|일|دقائق|دقيقة|ساعات?)(?:$|\P{L}|[\p{Han}\p{Hangul}\p{Hiragana}\p{Thai}])`)

// codeLike is a number of a model, of what runs on it or of the thing itself: "14.0.4.0.TLACNXM", "M2007J3SY".
var codeLike = regexp.MustCompile(`^[\dA-Z][\dA-Z._/-]{4,}$`)

// isState reports whether a text tells a state and no command: "Find Device: on".
func isState(text, lang string) bool {
	if intent.TellsState(text, lang) || deviceNumber.MatchString(text) || codeLike.MatchString(text) && strings.ContainsFunc(text, unicode.IsDigit) || strings.ContainsAny(text, ":：") || strings.Contains(text, " · ") {
		return true
	}
	switch intent.Sentence(text, lang).Says {
	case intent.SaysOn, intent.SaysOff, intent.SaysDone, intent.SaysNot, intent.SaysRefused: // "No location", "Cannot be located"
		return true
	}
	return false
}
