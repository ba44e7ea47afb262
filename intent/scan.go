package intent

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"miacct/snapshot"
)

// A Scan is what a page shows of a sign-in that is confirmed on another device: by a code that its
// camera scans, or by a tap.
type Scan struct {
	Codes     []int  // in Page.Pictures: what may be the code, the likeliest first
	Sure      bool   // words or identifiers say that the first of them is
	Ways      []int  // nodes that lead to the code, the likeliest first
	Expired   bool   // the code has run out, or did not come
	Renew     int    // the node that gets a new one, -1 for none
	Elsewhere string // the site's words that it waits for the person on another device, "" if it does not
}

// Shown reports whether a code is shown, or was until it ran out.
func (s Scan) Shown() bool { return len(s.Codes) > 0 && s.Sure || s.Expired && s.Renew >= 0 }

// ReadScan tells what a page shows of such a sign-in. Only documents that may be touched count.
func ReadScan(page snapshot.Page) Scan {
	r := newReader(page, names{})
	s := Scan{Renew: -1, Ways: r.waysToCode()}
	s.Codes, s.Sure = r.codes()
	s.expiry(r)
	s.Elsewhere = r.elsewhere()
	return s
}

// codeWords are words of identifiers that name a code to scan.
var codeWords = []string{"qr", "qrcode", "scancode", "scan"}

func named(hint string, words ...string) bool {
	return slices.ContainsFunc(strings.Fields(hinted(hint)), func(w string) bool {
		return slices.Contains(words, w) || strings.HasPrefix(w, "qr")
	})
}

// codes are the pictures that may be the code that signs in, and whether anything says so of the first.
// A code that is there to get an app is none.
func (r *reader) codes() (found []int, sure bool) {
	score := map[int]int{}
	for i, p := range r.page.Pictures {
		if !r.allowed(p.Frame) {
			continue
		}
		n := 0
		if named(p.Hint, codeWords...) {
			n += 2
		}
		if c := r.read(p.Name); c.has(object, "qr-code") || c.has(verb, "scan") {
			n += 2
		}
		said := false
		for _, j := range r.near(p) {
			c := r.read(r.page.Nodes[j].Label())
			if r.fetches(c) {
				n -= 4
				continue
			}
			scans := c.has(object, "qr-code") || c.has(verb, "scan")
			if scans && !said {
				n, said = n+3, true
			}
			if scans && c.has(verb, "sign-in") {
				n++
			}
		}
		if n >= 0 {
			found = append(found, i)
			score[i] = n
		}
	}
	slices.SortStableFunc(found, func(a, b int) int {
		if d := score[b] - score[a]; d != 0 {
			return d
		}
		return int(r.page.Pictures[b].Box.Width - r.page.Pictures[a].Box.Width)
	})
	return found, len(found) > 0 && score[found[0]] >= 2
}

// fetches reports whether a text is about getting an app.
func (r *reader) fetches(c clause) bool {
	return !c.has(verb, "sign-in") && (c.has(verb, "download") || c.has(verb, "get") && c.has(object, "app"))
}

// near are the nodes with words beside a picture, or on it.
func (r *reader) near(p snapshot.Picture) []int {
	var all []int
	for i, n := range r.page.Nodes {
		if n.Frame == p.Frame && n.Label() != "" && n.Kind != snapshot.Group && gap(n.Box, p.Box) <= max(100, p.Box.Width/2) {
			all = append(all, i)
		}
	}
	return all
}

// gap is how far two boxes are apart.
func gap(a, b snapshot.Rect) float64 {
	dx := max(a.X-b.X-b.Width, b.X-a.X-a.Width, 0)
	dy := max(a.Y-b.Y-b.Height, b.Y-a.Y-a.Height, 0)
	return math.Hypot(dx, dy)
}

func (r *reader) allowed(frame int) bool {
	return frame < 0 || frame >= len(r.page.Frames) || r.page.Frames[frame].Allowed
}

// waysToCode are the controls that lead to the sign-in by a code: by their words, or as an icon by the
// identifiers of its authors.
func (r *reader) waysToCode() []int {
	score := map[int]int{}
	var found []int
	for i, n := range r.page.Nodes {
		switch n.Kind {
		case snapshot.Tab, snapshot.Button, snapshot.Link, snapshot.MenuItem, snapshot.Radio:
		case snapshot.Switch, snapshot.Checkbox: // an icon that turns the form over may be named so
			if !n.Weak || !named(n.Hint, codeWords...) {
				continue
			}
		default:
			continue
		}
		if n.State.Selected || !n.Ready() || !r.allowed(n.Frame) {
			continue
		}
		label := n.Label()
		if n.Weak && n.Name == "" && n.Text == "" {
			label = "" // the words beside an icon are not its own
		}
		if !slices.ContainsFunc([]rune(label), unicode.IsLetter) {
			if named(n.Hint, codeWords...) {
				found, score[i] = append(found, i), 1
			}
			continue
		}
		c := r.read(label)
		if len([]rune(label)) > 60 || c.ask || c.negated() || c.has(sign, "question", "unable", "condition") || c.has(state, "expired", "failed") ||
			!c.names("qr-code") && !c.has(verb, "scan") || c.has(verb, "download", "learn", "details", "refresh", "try-again", "save") || r.fetches(c) {
			continue
		}
		found, score[i] = append(found, i), 2
		if c.has(verb, "sign-in") {
			score[i] += 2
		}
		if n.Kind == snapshot.Tab {
			score[i]++
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return score[b] - score[a] })
	return found
}

// expiry tells whether the code has run out, and what gets a new one.
func (s *Scan) expiry(r *reader) {
	var nearby []int
	if len(s.Codes) > 0 && s.Sure {
		nearby = r.near(r.page.Pictures[s.Codes[0]])
	} else {
		for i, n := range r.page.Nodes {
			if n.Label() != "" && n.Kind != snapshot.Group && r.allowed(n.Frame) {
				nearby = append(nearby, i)
			}
		}
	}
	about := len(s.Codes) > 0 && s.Sure
	failed := false
	for _, i := range nearby {
		label := r.page.Nodes[i].Label()
		c := r.read(label)
		about = about || c.has(object, "qr-code") || c.has(verb, "scan")
		if strings.ContainsFunc(label, unicode.IsDigit) || c.has(sign, "condition", "future") || c.ask || c.negated() {
			continue // "expires in 3 minutes", "if it has expired"
		}
		s.Expired = s.Expired || c.has(state, "expired") || c.has(sign, "no-longer")
		failed = failed || c.has(state, "failed", "error", "something-wrong") || c.has(sign, "unable")
	}
	// What gets a new one lies over a code that is of no more use, whatever it says beside.
	for _, i := range nearby {
		n := r.page.Nodes[i]
		over := s.Sure && n.Kind.Pressable() && gap(middle(n.Box), r.page.Pictures[s.Codes[0]].Box) == 0
		s.Expired = s.Expired || over && r.read(n.Label()).has(verb, "refresh", "try-again")
	}
	s.Expired = about && (s.Expired || failed && !s.Sure)
	if !s.Expired {
		return
	}
	if s.Renew = r.renewal(nearby); s.Renew < 0 && len(s.Codes) > 0 {
		s.Renew = r.iconOn(r.page.Pictures[s.Codes[0]])
	}
	s.Expired = s.Expired && (s.Renew >= 0 || s.Sure)
}

// renewal is the control among nodes whose words get a new code, -1 if none or several do.
func (r *reader) renewal(nodes []int) int {
	found := -1
	for _, i := range nodes {
		n := r.page.Nodes[i]
		if !n.Kind.Pressable() || !n.Ready() {
			continue
		}
		c := r.read(n.Label())
		if c.has(object, "password", "app", "verification-code") || c.negated() || !c.has(verb, "refresh", "try-again") && !(c.has(verb, "get", "create", "show", "open") && c.has(object, "qr-code")) {
			continue
		}
		if found >= 0 && !r.page.Within(i, found) {
			return -1
		}
		found = i
	}
	return found
}

// iconOn is the one control without words that lies on a picture, -1 if none or several do.
func (r *reader) iconOn(p snapshot.Picture) int {
	found := -1
	for i, n := range r.page.Nodes {
		if n.Frame != p.Frame || !n.Kind.Pressable() || !n.Ready() || gap(middle(n.Box), p.Box) > 0 || strings.ContainsFunc(n.Label(), unicode.IsLetter) {
			continue
		}
		if found >= 0 && !r.page.Within(i, found) {
			return -1
		}
		found = i
	}
	return found
}

// middle is the middle of a box.
func middle(b snapshot.Rect) snapshot.Rect {
	return snapshot.Rect{X: b.X + b.Width/2, Y: b.Y + b.Height/2}
}

// elsewhere are the words of a page that waits for the person to confirm on another device: it asks for
// nothing to be typed, and has nothing that goes on.
func (r *reader) elsewhere() string {
	words, confirmed := "", false
	for i, n := range r.page.Nodes {
		if !r.allowed(n.Frame) {
			continue
		}
		switch n.Kind {
		case snapshot.Field, snapshot.Password:
			if !n.State.Disabled && !n.State.ReadOnly {
				return ""
			}
		case snapshot.Button, snapshot.MenuItem:
			c := r.read(n.Label())
			if c.has(verb, "confirm", "continue", "submit", "verify", "next", "agree", "done", "sign-in", "start", "skip", "understand", "get-code") && !c.has(verb, "resend", "try-again") &&
				!c.has(modifier, "again", "other") && !(c.has(verb, "sign-in") && c.names("password", "qr-code", "email", "phone-number")) { // another way to sign in goes on nowhere
				return ""
			}
		case snapshot.Text, snapshot.Heading, snapshot.Alert:
			if insideControl(r.page, i) {
				continue
			}
			device, confirms := r.confirmsElsewhere(n.Label())
			if words == "" && device && (confirms || confirmed) {
				words = n.Label()
			}
			confirmed = confirms
		}
	}
	return words
}

// names reports whether a clause names one of some things, also inside of a phrase that means something else.
func (c clause) names(objects ...string) bool {
	return c.has(object, objects...) || slices.ContainsFunc(c.tokens, func(t token) bool { return c.lex.parse(t.text, t.text).has(object, objects...) })
}

func insideControl(p snapshot.Page, i int) bool {
	for i = p.Nodes[i].Parent; i >= 0; i = p.Nodes[i].Parent {
		if p.Nodes[i].Kind.Pressable() {
			return true
		}
	}
	return false
}

// confirmsElsewhere tells whether a text names another device, and whether it asks for a confirmation.
func (r *reader) confirmsElsewhere(text string) (device, confirms bool) {
	for _, sentence := range sentences(text) {
		c := r.read(sentence)
		if c.ask || c.negated() || c.has(sign, "condition", "question", "unable") || c.has(state, "expired", "failed", "error") || c.has(topic) ||
			c.has(object, "verification-code", "code", "password", "qr-code") || slices.ContainsFunc(c.tokens, func(t token) bool { return t.is(object, "phone-number") && !t.is(object, "phone") }) ||
			c.has(verb, "delete", "remove", "turn-off", "scan", "get-code") {
			continue
		}
		device = device || c.has(object, "phone", "device", "other-devices", "app", "linked-devices", "my-devices", "notification")
		confirms = confirms || c.has(verb, "confirm", "verify", "agree") || c.has(polarity, "yes") || c.has(object, "notification") && c.has(verb, "send", "open")
	}
	return device, confirms
}
