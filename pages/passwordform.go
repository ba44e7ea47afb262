package pages

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"miacct/intent"
	"miacct/snapshot"
)

// FormKind is what a form with a password field is for.
type FormKind string

const (
	FormUnknown     FormKind = "unknown"
	FormSignIn      FormKind = "sign in"
	FormReauth      FormKind = "account's password" // asked for again by somebody who is signed in
	FormNewPassword FormKind = "new password"       // set, change, reset; signing up too
	FormPIN         FormKind = "PIN"                // of a device, a lock, a payment
	FormCode        FormKind = "one-time code"
)

// A passwordForm is what stands around a password field.
type passwordForm struct {
	Address  string   // host and path of its document
	Title    string   // of its document
	Lang     string   // of its page
	Headings []string // nearest first; where a page uses none, the short texts before its first field
	Fields   []formField
	Buttons  []string
	Text     string // all its text
}

// A formField is a visible field of a passwordForm.
type formField struct {
	Type        string // text, email, tel, password …
	Label       string
	Placeholder string
	Name        string // identifiers by its authors, with what it tells browsers to fill in
	Longest     int    // its maxlength, 0 if it has none
	Target      bool   // the field that was asked about
}

// formAround reads what stands on the layer of field at: where a page has no form elements, or has them elsewhere,
// a person takes all that they see there for the form.
func formAround(p snapshot.Page, at int) passwordForm {
	f := passwordForm{Address: strings.TrimPrefix(p.URL, "https://"), Title: p.Title, Lang: p.Lang}
	target := p.Nodes[at]
	if target.Frame >= 0 && target.Frame < len(p.Frames) {
		f.Address = strings.TrimPrefix(p.Frames[target.Frame].URL, "https://")
	}
	f.Address, _, _ = strings.Cut(f.Address, "?")
	beside := besides(p)
	first := -1
	var texts []string
	var said strings.Builder
	for i, n := range p.Nodes {
		if n.Layer != target.Layer || n.Frame != target.Frame || beside[i] {
			continue
		}
		said.WriteString(" " + n.Label())
		switch {
		case n.Kind == snapshot.Field || n.Kind == snapshot.Password:
			if first < 0 {
				first = i
			}
			kind := n.Type
			if n.Kind == snapshot.Password {
				kind = "password"
			}
			f.Fields = append(f.Fields, formField{kind, n.Label(), n.Placeholder, n.Hint, n.MaxLength, i == at})
		case (n.Kind == snapshot.Heading || n.Kind == snapshot.Tab && n.State.Selected) && i < at:
			f.Headings = append(f.Headings, n.Label())
		case acts(p, n):
			if n.Label() != "" {
				f.Buttons = append(f.Buttons, n.Label())
			}
		case first < 0 && isText(n) && utf8.RuneCountInString(n.Label()) <= 60 && n.Label() != "":
			texts = append(texts, n.Label())
		}
	}
	if len(f.Headings) == 0 {
		f.Headings = texts
	}
	slices.Reverse(f.Headings)
	f.Text = strings.ToLower(said.String())
	return f
}

// kindOf tells what the form around a password field is for, by all that says something:
// headings, labels, autocomplete, names, buttons and the number of password fields. names
// are the account's, as it may be shown. What speaks against the account's own password
// counts first; a form that says nothing is unknown.
func kindOf(f passwordForm, names ...string) FormKind {
	var target formField
	passwords, account := 0, shownName(f, names)
	for _, field := range f.Fields {
		if field.Target {
			target = field
		}
		switch {
		case field.Type == "password":
			passwords++
		case isAccountField(field):
			account = true
		}
	}
	own := []string{target.Label, target.Placeholder, spaced(target.Name)}
	head := append(slices.Clone(f.Headings), f.Buttons...)
	if len(f.Headings) == 0 {
		head = append(head, f.Title)
	}
	signsIn := slices.ContainsFunc(f.Buttons, func(b string) bool {
		return isSignInButton(b) || intent.Names(b, f.Lang, "sign-in") && len(strings.Fields(b)) <= 2 && !says(b, saveWords...)
	})
	switch {
	case strings.Contains(target.Name, "one-time-code"), saysAny(own, codeWords) && !saysAny(own, passwordWords):
		return FormCode
	case saysAny(append(own, head...), pinWords), says(f.Text, "pin"), slices.Contains(strings.Fields(target.Name), "numeric"),
		target.Longest > 0 && target.Longest < 8:
		return FormPIN
	case passwords > 1, strings.Contains(target.Name, "new-password"), setsPassword(append(own, f.Headings...)),
		saysAny(head, signUpWords) && !signsIn, saysAny(f.Buttons, saveWords), setsPassword(f.Buttons) && !signsIn,
		saysAny(strings.Fields(spaced(target.Name)), []string{"new", "confirm", "repeat", "newpassword", "newpwd", "repassword", "repwd"}):
		return FormNewPassword
	case account && (signsIn || len(f.Buttons) > 0 && (saysAny(f.Headings, signInWords) || isSignInAddress(f.Address))):
		return FormSignIn
	case saysAny(append(own, f.Headings...), passwordWords), strings.Contains(target.Name, "current-password"):
		return FormReauth
	}
	return FormUnknown
}

// isAccountField reports whether the account's name is typed into field.
func isAccountField(field formField) bool {
	switch field.Type {
	case "", "text", "email", "tel":
		all := []string{field.Label, field.Placeholder, spaced(field.Name)}
		return !strings.Contains(field.Name, "one-time-code") && !saysAny(all, codeWords) && !saysAny(all, []string{"search", "captcha", "capt*", "icode"})
	}
	return false
}

// shownName reports whether the form shows one of names, masked or whole.
func shownName(f passwordForm, names []string) bool {
	for _, word := range strings.Fields(f.Text) {
		word = strings.Trim(word, `.,;:!?()[]{}<>"'“”„«»‚‘’、。，；：！？（）「」`)
		for _, name := range names {
			if name = strings.ToLower(name); name == "" {
				continue
			}
			if same, tells := fits(word, name); word == name || tells && same && strings.ContainsFunc(word, isMask) {
				return true
			}
		}
	}
	return false
}

// isSignInButton leaves out the buttons that sign in by another way than the form's.
func isSignInButton(words string) bool {
	return says(words, signInWords...) && !says(words, "google", "facebook", "apple", "wechat", "qr*", "sms", "passkey", "phone*") && !says(words, saveWords...)
}

// isSignInAddress reports whether a path is where one signs in.
func isSignInAddress(address string) bool {
	_, path, _ := strings.Cut(address, "/")
	return saysAny(strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '-' || r == '_' || r == '.' }), []string{"login", "signin", "servicelogin", "logon"})
}

// linkToSignIn is the only link of a page that leads to an address where one signs in, -1 if there is none.
func linkToSignIn(p snapshot.Page) int {
	found := -1
	for i, n := range p.Nodes {
		address, _, _ := strings.Cut(strings.TrimPrefix(n.Href, "https://"), "?")
		if n.Kind != snapshot.Link || !n.Ready() || !strings.HasPrefix(n.Href, "https://") || !isSignInAddress(address) {
			continue
		}
		if found >= 0 && p.Nodes[found].Href != n.Href {
			return -1
		}
		found = i
	}
	return found
}

// setsPassword reports whether one of texts speaks of a password and of making or changing one.
func setsPassword(texts []string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return says(t, passwordWords...) && says(t, makeWords...) })
}

// IsAgreement reports whether a box with these words agrees to the site's terms and to nothing else.
func IsAgreement(words string) bool {
	return says(words, termsWords...) && !says(words, adWords...)
}

func saysAny(texts, words []string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return says(t, words...) })
}

// says reports whether one of words stands in text. A word is whole in scripts that put
// spaces between words; one that ends in * is the beginning of a word.
func says(text string, words ...string) bool {
	text = foldText(text)
	for _, w := range words {
		stem, open := strings.CutSuffix(w, "*")
		if stem = foldText(stem); stem == "" {
			continue
		}
		for from := 0; ; {
			i := strings.Index(text[from:], stem)
			if i < 0 {
				break
			}
			i += from
			if from = i + len(stem); wordEdge(text[:i], stem, true) && (open || wordEdge(text[from:], stem, false)) {
				return true
			}
		}
	}
	return false
}

// wordEdge reports whether word may end where beside begins, or begin where it ends.
func wordEdge(beside, word string, before bool) bool {
	near, own := firstRune(beside), lastRune(word)
	if before {
		near, own = lastRune(beside), firstRune(word)
	}
	return !spacedLetter(near) || !spacedLetter(own)
}

// spacedLetter reports whether r belongs to a script that puts spaces between words.
func spacedLetter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsMark(r)) && !unspaced(r)
}

// foldText makes texts comparable: NFKC, one case, no dots over a Turkish i.
func foldText(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(norm.NFKC.String(s)), "i̇", "i"), "’", "'")
	if r := []rune(strings.TrimSpace(s)); len(r) == 3 && r[1] == ' ' && unspaced(r[0]) && unspaced(r[2]) {
		return string(r[0]) + string(r[2]) // designs spread "登录" to "登 录"
	}
	return s
}

// spaced puts spaces into a name made of words: "newPassword" is "new password".
func spaced(name string) string {
	var b strings.Builder
	low := false
	for _, r := range name {
		if low && unicode.IsUpper(r) || r == '-' || r == '_' || r == '.' {
			b.WriteByte(' ')
		}
		if r != '-' && r != '_' && r != '.' {
			b.WriteRune(r)
		}
		low = unicode.IsLower(r)
	}
	return b.String()
}
