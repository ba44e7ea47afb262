package pages

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"miacct/intent"
	"miacct/snapshot"
)

// How the entries of a list are called, and what the list is.

// name gives each entry of a list its name: what the maker calls its devices, else the first of its words that
// stands in no other entry and has a letter; a control's words only where there are no others.
func (m *deviceMatter) name(list []deviceEntry) {
	words := make([][]string, len(list))
	at := make([][]int, len(list))
	said := make([]bool, len(list)) // something besides how Find Device stands
	count := map[string]int{}
	for k, e := range list {
		seen := map[string]bool{}
		for _, text := range []bool{true, false} {
			for _, i := range e.Nodes {
				n := m.Nodes[i]
				label := strings.TrimSpace(ownWords(m.Page, i))
				if isText(n) != text || label == "" || !text && said[k] && n.Entry >= 0 && !holdsModel(label) && !(n.Parent >= 0 && isText(m.Nodes[n.Parent])) {
					continue
				}
				words[k], at[k] = append(words[k], label), append(at[k], i)
				said[k] = said[k] || !tellsOfFind(label, m.Lang)
				if f := snapshot.Fold(label); !seen[f] {
					seen[f] = true
					count[f]++
				}
			}
		}
	}
	if m.nameByTitle(list, words, at, count) {
		return
	}
	slots := map[int]int{} // how many entries have their name in each place
	var slot []int
	for k := range list {
		own := func(w string) bool {
			return strings.ContainsFunc(w, unicode.IsLetter) && count[snapshot.Fold(w)] == 1 && !tellsOfFind(w, m.Lang)
		}
		wordy := func(w string) bool { return own(w) && letters(w) }
		slot = append(slot, -1)
		for _, fits := range []func(string) bool{isModel, wordy, own} {
			if j := slices.IndexFunc(words[k], func(w string) bool { return fits(strings.TrimLeftFunc(w, isSign)) }); j >= 0 {
				slot[k] = j
				slots[j]++
				break
			}
		}
	}
	for k, j := range slot {
		for o, n := range slots { // the lines of a list name their things in one place
			if j >= 0 && n > slots[j] && o < len(words[k]) && !isModel(words[k][j]) && count[snapshot.Fold(words[k][o])] == 1 && !tellsOfFind(words[k][o], m.Lang) {
				j = o
			}
		}
		if j >= 0 {
			list[k].Name, list[k].Label, list[k].At = bareName(words[k][j], m.Lang), words[k][j], at[k][j]
		}
	}
}

// holdsModel reports whether a label is the name of a device as its maker calls it, behind whose it is: "Arjun's Redmi Note 13".
func holdsModel(label string) bool {
	for isModel(label) || strings.Contains(label, " ") {
		if isModel(label) {
			return true
		}
		_, label, _ = strings.Cut(label, " ")
	}
	return false
}

// ownWords are what a node says itself: a text with a link in it is called by the words of both.
func ownWords(p snapshot.Page, i int) string {
	n := p.Nodes[i]
	if n.Text != "" && isText(n) && slices.ContainsFunc(within(p, i), func(k int) bool { return p.Nodes[k].Kind.Pressable() }) {
		return n.Text
	}
	return n.Label()
}

// modelCode is the number of a model behind a device's name: "Xiaomi 13T 2306EPN60G", "Mi 9 (M1902F1G)".
var modelCode = regexp.MustCompile(`^(.*[\pL\d].*?)[\s·,|(-]+([A-Z]{1,3}\d{4,}[A-Z0-9]*|\d{4,}[A-Z][A-Z0-9]*)\)?$`)

// nameRemark is what a label says of a device behind its name: "POCO F5 (Your device)", "Mi 9, your phone".
var nameRemark = regexp.MustCompile(`^(.+?)\s*(?:[(（]([^()（）]+)[)）]|[,，·|–—]\s*([^,，·|–—()（）]+))$`)

// charge is how full a battery is.
var charge = regexp.MustCompile(`^\d{1,3} ?%$`)

// bareName is a device's name without a model's number, a state or a remark of known words behind it, and without signs
// that are no words, such as emoji.
func bareName(name, lang string) string {
	bare := strings.TrimRightFunc(name, isMark)
	if m := nameRemark.FindStringSubmatch(bare); m != nil && isModel(strings.TrimLeftFunc(m[1], isSign)) {
		says := intent.OfText(snapshot.Text, m[2]+m[3], lang)
		if len(says.Left) == 0 && len(says.Verbs)+len(says.Objects) > 0 && !slices.ContainsFunc(says.Objects, ownersWord) || charge.MatchString(m[2]+m[3]) {
			bare = m[1]
		}
	}
	for k, said := strings.LastIndex(bare, " "), bare; k > 0 && len(said)-k < longestRemark; k = strings.LastIndex(said[:k], " ") { // "Mi 9 Find Device on"
		model := isModel(strings.TrimLeftFunc(said[:k], isSign))
		if model && (tellsFind(said[k+1:], lang) || invitesToOpen(said[k+1:], lang) || endsModel.MatchString(said[:k]) && isKind(said[k+1:], lang)) || saysHowFindStands(said[k+1:], lang) && isWordOfItsOwn(said[:k], lang) {
			bare = said[:k]
		}
	}
	if m := modelCode.FindStringSubmatch(bare); m != nil && isModel(strings.TrimLeftFunc(m[1], isSign)) {
		bare = m[1]
	}
	if bare = strings.TrimFunc(bare, isSign); strings.ContainsFunc(bare, unicode.IsLetter) {
		return bare
	}
	return name
}

// ownersWord reports whether an object is what an owner may call a device by, "spare", "photos", and not what a site
// says of one.
func ownersWord(object string) bool {
	return slices.Contains([]string{"backup", "photos", "contacts", "files", "notes", "messages", "data", "content", "card", "child", "family", "everyone", "people", "profile", "cloud", "app", "email", "phone-number"}, object)
}

// longestRemark is how many bytes behind a name are read as a remark on it.
const longestRemark = 90

// saysHowFindStands reports whether words say of Find Device, by a name of it, that it is on or off, and no more.
func saysHowFindStands(words, lang string) bool {
	s := intent.Sentence(words, lang)
	return len(strings.Fields(words)) <= 5 && !strings.ContainsFunc(words, unicode.IsDigit) && s.Of == intent.FindDevice && s.Whole && (s.Says == intent.SaysOn || s.Says == intent.SaysOff) && !intent.TellsState(words, lang)
}

// tellsOfFind reports whether a text says how Find Device stands, "Not tracked", and names no model.
func tellsOfFind(text, lang string) bool {
	s := intent.Sentence(text, lang)
	return s.Of == intent.FindDevice && s.Says != intent.SaysNothing && !holdsModel(text) && len(intent.OfText(snapshot.Text, text, lang).Left) == 0
}

// endsModel is how the maker's names end: "Redmi 12 work" is not one of them.
var endsModel = regexp.MustCompile(`(?i)(?:\d[\pL+]*|[ \d](?:pro|plus|ultra|lite|max|prime|se|[45]g|nfc)\+?)$`)

// isWordOfItsOwn reports whether a text has letters, and a word or number that the language does not know: "A" is no name.
func isWordOfItsOwn(text, lang string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter) && (strings.ContainsFunc(text, unicode.IsDigit) || len(intent.OfText(snapshot.Text, text, lang).Left) > 0)
}

// isKind reports whether words say what kind of a device something is, and no more: "phone", "平板".
func isKind(words, lang string) bool {
	says := intent.OfText(snapshot.Text, words, lang)
	return len(says.Left)+len(says.Verbs) == 0 && len(says.Objects) > 0 && !says.Negated && !says.Question && !slices.ContainsFunc(says.Objects, func(o string) bool { return o != "device" && o != "phone" && o != "watch" && o != "tablet" }) &&
		!strings.ContainsFunc(words, unicode.IsDigit)
}

// invitesToOpen reports whether words tell the reader to open what they stand with: "Tap for details".
func invitesToOpen(words, lang string) bool {
	says := intent.OfText(snapshot.Text, words, lang)
	return len(says.Left) == 0 && len(says.Objects) == 0 && len(says.Verbs) > 0 && !slices.ContainsFunc(says.Verbs, func(v string) bool {
		return !slices.Contains([]string{"press", "details", "more", "open", "show-more", "manage", "learn"}, v)
	})
}

// tellsFind reports whether words say that something is on or off, or that Find Device is, and no more.
func tellsFind(words, lang string) bool {
	if intent.TellsState(words, lang) {
		return !strings.ContainsFunc(words, unicode.IsDigit)
	}
	k := strings.LastIndex(words, " ")
	if k < 0 || strings.ContainsFunc(words, unicode.IsDigit) || !intent.TellsState(words[k+1:], lang) {
		return false
	}
	says := intent.OfText(snapshot.Text, words[:k], lang)
	return len(says.Left) == 0 && slices.Equal(says.Objects, []string{"find-device"})
}

// betweenParts are what stands between the parts of a device's name: what the maker calls it, and what its owner does.
var betweenParts = regexp.MustCompile(` [-–—·|/] |\s*[(（)）]`)

// nameParts are the parts of a device's name: "Redmi Note 11 – Nadia home", "POCO F5 (Work)".
func nameParts(name string) (parts []string) {
	for _, part := range betweenParts.Split(name, -1) {
		if part = strings.TrimFunc(part, isSign); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// tellingParts are the parts of names that stand in no other name, by which a page may call the thing too, folded, with
// the index of the name.
func tellingParts(names []string, lang string) map[string]int {
	count, of := map[string]int{}, map[string]int{}
	for k, name := range names {
		parts := nameParts(name)
		for _, part := range parts {
			f := snapshot.Fold(part)
			count[f]++
			says := intent.OfText(snapshot.Text, part, lang)
			if len(parts) > 1 && len([]rune(part)) > 2 && (isModel(part) || len(says.Left) > 0) { // how it stands is no name
				of[f] = k
			}
		}
	}
	for f := range of {
		if count[f] > 1 {
			delete(of, f)
		}
	}
	return of
}

func isSign(r rune) bool {
	return unicode.Is(unicode.So, r) || unicode.IsSpace(r) || r == 0xfe0f || r == 0x200d
}

// isMark reports whether a rune only shows what pressing something does: "▾", "›".
func isMark(r rune) bool { return isSign(r) || strings.ContainsRune("›»>▸▾", r) }

// nameByTitle names each entry by its title, a heading or the only text in bold, and reports whether it did: all
// must have one in the same place that stands in no other entry and is more than how a thing stands or what is done to it.
func (m *deviceMatter) nameByTitle(list []deviceEntry, words [][]string, at [][]int, count map[string]int) bool {
	titles := make([]int, len(list))
	for k := range list {
		titles[k] = -1
		for j, i := range at[k] {
			if !isTitle(m.Nodes[i]) {
				continue
			}
			if w := words[k][j]; titles[k] >= 0 || !strings.ContainsFunc(w, unicode.IsLetter) || count[snapshot.Fold(w)] > 1 || len(m.meaning(i).Left) == 0 || len(m.meaning(i).Verbs) > 0 {
				return false
			}
			titles[k] = j
		}
		if titles[k] < 0 || titles[k] != titles[0] {
			return false
		}
	}
	for k, j := range titles {
		list[k].Name, list[k].Label, list[k].At = bareName(words[k][j], m.Lang), words[k][j], at[k][j]
	}
	return len(list) > 0
}

// isTitle reports whether a text is set off from those beside it by what it is.
func isTitle(n snapshot.Node) bool {
	return n.Kind == snapshot.Heading || n.Tag == "b" || n.Tag == "strong"
}

// A browser that is signed in, as a list of sessions calls it: "Chrome on Windows", "Safari, macOS 14", "Firefox".
var (
	browserName = regexp.MustCompile(`(?i)^(?:google |microsoft |mozilla |apple |mobile )?(?:chrome|chromium|firefox|safari|edge|opera|vivaldi|brave|internet explorer)(?:$|[\s,·(/–—-])|浏览器|瀏覽器|ブラウザ|브라우저`)
	runsOn      = regexp.MustCompile(`(?i)\b(?:windows|mac ?os(?: x)?|os x|linux|ubuntu|debian|fedora|chrome ?os|android|ios|ipados)\b`)
)

// isBrowser reports whether a name is that of a browser, alone or with what it runs on.
func isBrowser(name string) bool {
	rest := browserName.ReplaceAllString(name, " ")
	return rest != name && !isModel(name) && (!letters(rest) || runsOn.MatchString(rest))
}

// letters reports whether a text has more letters than digits.
func letters(text string) bool {
	n := 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			n++
		case unicode.IsDigit(r):
			n--
		}
	}
	return n > 0
}

// callsDevices reports whether what a list stands below, or the table that it is in, says that these are devices, and no more.
func (m *deviceMatter) callsDevices(first deviceEntry) bool {
	if first.Entry < 0 {
		return false
	}
	over := []int{m.headingNode(first.At)}
	for i := m.Nodes[first.At].Parent; i >= 0; i = m.Nodes[i].Parent {
		over = append(over, i)
	}
	return slices.ContainsFunc(over, func(i int) bool {
		if i < 0 || m.Nodes[i].Name == "" && m.Nodes[i].Kind != snapshot.Heading {
			return false
		}
		return callsDevices(m.Nodes[i].Label(), m.Lang)
	})
}

// callsDevices reports whether a heading says that devices follow, and no more.
func callsDevices(heading, lang string) bool {
	means := intent.OfText(snapshot.Heading, heading, lang)
	return len(means.Objects) > 0 && len(means.Verbs) == 0 && len(means.Left) == 0 && !slices.ContainsFunc(means.Objects, func(o string) bool {
		return !slices.Contains([]string{"device", "phone", "my-devices", "linked-devices", "all-devices", "list"}, o)
	})
}

// invites reports whether an entry is no choice of a closed list but what invites to choose: "Please select".
func (m *deviceMatter) invites(e deviceEntry) bool {
	return e.Entry < 0 && m.Nodes[e.At].Kind == snapshot.Option && slices.Contains(m.meaning(e.At).Verbs, "select")
}
