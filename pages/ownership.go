package pages

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"miacct/browser"
)

// Whose a device is, as far as the site shows it.
type Whose string

const (
	Unknown Whose = "" // not shown, or shown in two ways: the person decides, or nobody
	Own     Whose = "own"
	Other   Whose = "other"
)

// Ownership is whose a device is and what says so. It is the account's own if two sources say so
// and none says otherwise, and another's if all that say anything say that: two of the list's
// fields, or the page in words.
type Ownership struct {
	Whose  Whose
	Claims []Claim  // what each source says, in the order in which they were read
	Why    string   // why it is not known
	Lacks  []string // fields that should have said something
	Person bool     // the person decided
	Doubt  string   // why it cannot be known, whatever the claims say
}

// A Claim is what one source says of whose a device is.
type Claim struct {
	Source string // "the own flag", "the user ID", "the page: Bob's device"
	Own    bool
	Words  bool   // said in words a person reads
	Owner  string // the name of its owner, if that is all that says it
}

// without is o without the name of its owner where that is the account's own, as its page calls it: a name says that a
// device is another's only if it is another's name. It is no proof that it is the account's own.
func (o Ownership) without(isOwn func(name string) bool) Ownership {
	claims := slices.DeleteFunc(slices.Clone(o.Claims), func(c Claim) bool { return c.Owner != "" && isOwn(c.Owner) })
	if len(claims) == len(o.Claims) {
		return o
	}
	n := ownership(claims, o.Lacks)
	if o.Doubt != "" {
		n.Whose, n.Why, n.Doubt = Unknown, o.Doubt, o.Doubt
	}
	return n
}

// read is o with the names of its owner that are none: an answer of the site may say in their place that it is the
// reader's, "Your device".
func (o Ownership) read(words Words) Ownership {
	changed := false
	claims := slices.Clone(o.Claims)
	for i, c := range claims {
		if c.Owner != "" && words.yours([]string{c.Owner}) != "" {
			claims[i], changed = Claim{Source: "its list with the words " + quote(c.Owner), Own: true}, true
		}
	}
	if !changed {
		return o
	}
	n := ownership(claims, o.Lacks)
	if o.Doubt != "" {
		n.Whose, n.Why, n.Doubt = Unknown, o.Doubt, o.Doubt
	}
	return n
}

// ownership judges claims; missing are fields that should have said something.
func ownership(claims []Claim, missing []string) Ownership {
	var own, other []string
	words := false
	for _, c := range claims {
		if c.Own {
			own = append(own, c.Source)
			continue
		}
		other = append(other, c.Source)
		words = words || c.Words && c.Owner == ""
	}
	o := Ownership{Claims: claims, Lacks: missing}
	switch {
	case len(own) > 1 && len(other) == 0 && len(missing) == 0: // a list that lacks what it had is another list
		o.Whose = Own
	case len(own) == 0 && (len(other) > 1 || words):
		o.Whose = Other
	case len(own) > 0 && len(other) > 0:
		o.Why = joined(own) + say(own) + "that it is this account's own, " + joined(other) + say(other) + "that it is not"
	case len(own) > 1:
		o.Why = joined(own) + " say that it is this account's own"
	case len(own)+len(other) > 0:
		o.Why = "only " + joined(append(own, other...)) + " tells whose it is"
	default:
		o.Why = "nothing tells whose it is"
	}
	if o.Whose == Unknown && len(missing) > 0 {
		o.Why += ", and " + joined(missing) + " is missing"
	}
	return o
}

func say(sources []string) string {
	if len(sources) == 1 {
		return " says "
	}
	return " say "
}

// joined joins words as a sentence does: "a, b and c".
func joined(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// with is o with more claims. The person's decision stands, if these say nothing new.
func (o Ownership) with(more ...Claim) Ownership {
	claims := slices.Clone(o.Claims)
	for _, c := range more {
		if !slices.Contains(claims, c) {
			claims = append(claims, c)
		}
	}
	n := ownership(claims, o.Lacks)
	if o.Doubt != "" {
		n.Whose, n.Why, n.Doubt = Unknown, o.Doubt, o.Doubt
	}
	return n
}

// decided is o after the person said whether the device is theirs.
func (o Ownership) decided(own bool) Ownership {
	o.Whose, o.Person = Other, true
	if own {
		o.Whose = Own
	}
	return o
}

// possessive is "Bob's phone": whose it is, and what.
var possessive = regexp.MustCompile(`^(.{1,60}?)'s +\S`)

// pronouns stand before 's and are nobody's names.
var pronouns = regexp.MustCompile(`(^| )(it|that|this|what|here|there|who|where|how|let|he|she|today|device|phone|xiaomi|mi)$`)

// another returns the words by which texts say that a device called name is somebody else's, ""
// if they do not. members are what the site calls the members of the family; member is the one whose
// name is all that says it.
func (w Words) another(texts []string, name string, members []string) (said, member string) {
	folded := browser.Folded(name)
	for _, t := range texts {
		f := browser.Folded(t)
		if f == "" || f == folded && !strings.Contains(t, " · ") { // what the site tells of it may be all that it is called by
			continue
		}
		rest := f
		if f != folded {
			rest = strings.TrimSpace(strings.Replace(f, folded, " ", 1)) // "Mi 9 (Family member)"
		}
		if belongsToYou(rest) {
			continue // as "Belongs to you", where "Belongs to" names another
		}
		for _, word := range slices.Concat(w.parts("family-member"), w.parts("shared")) {
			if holdsWord(rest, browser.Folded(word)) {
				return t, ""
			}
		}
		if m := possessive.FindStringSubmatch(rest); m != nil && !pronouns.MatchString(m[1]) {
			return t, m[1] // it may be what the account's own holder is called
		}
		for _, m := range members {
			if f := browser.Folded(m); f != "" && holdsWord(rest, f) {
				return t, m
			}
		}
	}
	return "", ""
}

// yours returns the words by which texts say that a device is the account's own, "" if they do not: a part of one of
// them says no more than that, by itself or behind "Owner:".
func (w Words) yours(texts []string) string {
	for _, t := range texts {
		for part := range strings.FieldsFuncSeq(t, func(r rune) bool { return strings.ContainsRune("·•|()（）,，—–", r) }) {
			said := part
			if i := strings.IndexAny(part, ":："); i >= 0 {
				said = strings.TrimLeft(part[i:], ":： ")
			}
			f := browser.Folded(strings.Trim(said, " .。"))
			if slices.ContainsFunc(slices.Concat(w.exact("my-devices"), w.exact("linked-devices")), func(s string) bool { return browser.Folded(s) == f }) {
				continue // what the list is called
			}
			if f != "" && (slices.ContainsFunc(w.exact("yours"), func(s string) bool { return browser.Folded(s) == f }) || belongsToYou(f)) {
				return t
			}
		}
	}
	return ""
}

// Words of which a sentence is made that says that a device is the reader's, and nothing else: "This phone is yours",
// "Appareil vous appartenant". Those that may be somebody else's, as "Ihr", are none of the first.
var (
	addressed = strings.Fields(`you your yours yourself du dein deine dir dich vous votre toi ton tú tu tuyo usted você seu sua teu tuo ` +
		`ty twój twoje twoja tobie вы ты ваш ваша ваше вам тебе твой твоё твоя вас ви ваш вам siz sizin sen senin tvůj tvoje vaše vám ti σας σου أنت لك anda kamu bạn คุณ`)
	owned = strings.Fields(`is are belongs belong to it this that device phone tablet the a owner own ` +
		`ist gehört gerät dieses das handy telefon tablet eigenes inhaber besitzer appareil cet ce est appartient appartenant à téléphone propriétaire ` +
		`este dispositivo el es te le pertenece teléfono propietario dueño móvil aparelho este é pertence a celular telefone proprietário dono ` +
		`questo dispositivo è il suo proprietario appartiene a telefono urządzenie to jest należy do telefon właściciel ` +
		`это устройство ваше телефон принадлежит владелец у цей пристрій належить власник cihaz bu size ait telefon sahibi zařízení toto je patří zariadenie patrí`)
)

func belongsToYou(folded string) bool {
	words := strings.Fields(folded)
	yours := false
	for _, word := range words {
		is := slices.Contains(addressed, word)
		if yours = yours || is; !is && !slices.Contains(owned, word) {
			return false
		}
	}
	return yours && len(words) <= 8
}

// holdsWord reports whether word stands in s by itself. Scripts without spaces have no such bounds.
func holdsWord(s, word string) bool {
	if word == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(s[at:], word)
		if i < 0 {
			return false
		}
		begin, end := at+i, at+i+len(word)
		if bound(lastRune(s[:begin]), firstRune(word)) && bound(lastRune(word), firstRune(s[end:])) {
			return true
		}
		at = begin + len(firstOf(word))
	}
}

func bound(a, b rune) bool {
	joins := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
	}
	return !joins(a) || !joins(b)
}

func firstOf(s string) string { return string(firstRune(s)) }
