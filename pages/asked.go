package pages

import (
	"slices"
	"strings"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// What a page asks about an errand: what lies in front of it, or came on the page itself.

// A promptMemo keeps how the prompts of one page were read: each case of a conversation asks for them.
type promptMemo struct {
	page   *snapshot.Node // its first node tells one reading of a page from another
	called []string       // what the page calls what the errand is about
	read   map[promptKey]intent.Prompt
	atOnce string // name of the layer that asked as soon as it was opened; of all pages
}

type promptKey struct {
	layer             int
	pressed, answered string
}

// of makes it the memo of a page: empty if it was one of another.
func (m *promptMemo) of(p snapshot.Page, called func(snapshot.Page) []string) {
	if len(p.Nodes) > 0 && m.page == &p.Nodes[0] {
		return
	}
	*m = promptMemo{read: map[promptKey]intent.Prompt{}, atOnce: m.atOnce}
	if called != nil {
		m.called = called(p)
	}
	if len(p.Nodes) > 0 {
		m.page = &p.Nodes[0]
	}
}

// readPrompt reads what a layer of the page asks.
func (e errand) readPrompt(p snapshot.Page, layer int) intent.Prompt {
	t := e.on(p)
	if e.prompts == nil {
		return intent.ReadPrompt(p, layer, t)
	}
	key := promptKey{layer, t.Pressed, t.Answered}
	read, ok := e.prompts.read[key]
	if !ok {
		read = intent.ReadPrompt(p, layer, t)
		read.More = slices.Clip(read.More)
		e.prompts.read[key] = read
	}
	return read
}

// prompt reads what lies in front of the page and came after our first act: only that can be a
// question about it. A menu is no question, and few toasts and banners are.
func (e errand) prompt(v flow.View) (intent.Prompt, bool) {
	for i, l := range v.Page.Layers {
		switch l.Kind {
		case snapshot.Menu:
			continue
		case snapshot.Toast: // one that asks wholly, and leaves the choice, is more than a message
			p := e.readPrompt(v.Page, i)
			if good, _ := p.Answerable(); !good || !p.AsksWholly() || p.No < 0 || !came(v, i) {
				continue
			}
		case snapshot.Banner: // a sheet at an edge of the window may look like one
			if p := e.readPrompt(v.Page, i); p.About != intent.AboutSame || !came(v, i) {
				continue
			}
		case snapshot.Document:
			return e.inline(v, i)
		}
		p := e.readPrompt(v.Page, i)
		if p.Guessed && p.About == intent.AboutSame && e.asksBehind(v, i) {
			p.About, p.Because = intent.AboutOther, []string{"it covers the question that was expected, and its words are not known"}
		}
		if good, _ := p.Answerable(); !good && !l.Modal && p.About != intent.AboutSame && !(l.Kind == snapshot.Dialog && came(v, i)) {
			continue // a survey, an advertisement: it stands beside the page, and is not about the errand
		}
		if e.more != nil {
			if why := e.more(p); why != "" {
				p.More = append(p.More, why)
			}
		}
		whole := came(v, i) && !e.onlyChose(v) || p.About == intent.AboutSame && (e.opened && !e.leadsFrom(v, i) || e.asksAtOnce(v, i, p))
		if part, asks := e.inline(v, i); !whole && asks { // the place was opened before
			return part, true
		}
		return p, whole
	}
	return intent.Prompt{}, false
}

// onlyChose reports whether nothing was done yet but to choose the device in a list that is acted on as a whole: what came since
// asks for something else, unless it says the errand.
func (e errand) onlyChose(v flow.View) bool {
	return e.row != nil && len(v.Acts) > 0 && !slices.ContainsFunc(v.Acts, func(act string) bool { return act != "choose "+quote(e.row.Name)+" in the list" })
}

// asksBehind reports whether a layer behind layer i came with our act and asks for it in so many words.
func (e errand) asksBehind(v flow.View, i int) bool {
	for k := i + 1; k < len(v.Page.Layers); k++ {
		if kind := v.Page.Layers[k].Kind; kind != snapshot.Document && kind != snapshot.Toast && kind != snapshot.Banner && came(v, k) {
			if p := e.readPrompt(v.Page, k); p.AsksWholly() && !p.Guessed {
				return true
			}
		}
	}
	return false
}

// leadsFrom reports whether a layer that the search for the control has opened is a list of ways and no question: it
// has several controls, nothing to fill in, and no text beside them that asks or says what the errand is about. One of two
// controls that refuses answers a question.
func (e errand) leadsFrom(v flow.View, layer int) bool {
	scrolled := len(v.Acts) > 0 && !slices.ContainsFunc(v.Acts, func(act string) bool { return act != scrollStep })
	if len(v.Acts) > 0 && !scrolled || !scrolled && !controlsOf(v.Page, layer, v.Opened) {
		return false
	}
	controls, refuses := 0, false
	for _, i := range v.Page.InLayer(layer) {
		switch n := v.Page.Nodes[i]; {
		case n.Kind == snapshot.Field, n.Kind == snapshot.Password, n.Kind == snapshot.Checkbox, n.Kind == snapshot.Radio:
			return false
		case n.Kind.Pressable():
			controls++
			m := intent.Of(v.Page, i)
			refuses = refuses || len(m.Verbs)+len(m.Objects) == 0 || m.Negated || slices.ContainsFunc(m.Verbs, func(w string) bool {
				return slices.Contains([]string{"cancel", "keep", "back", "close-dialog", "dismiss", "not-now", "skip", "decline"}, w)
			})
		case !pressable(v.Page, i) && (intent.Mentions(n.Label(), v.Page.Lang, e.target) || slices.ContainsFunc(intent.Sentences(n.Label(), v.Page.Lang), func(s intent.Statement) bool {
			return s.Says == intent.SaysQuestion
		})):
			return false
		}
	}
	return controls > 2 || controls == 2 && !refuses
}

// inline reads what asks about the errand in a layer that stood there: what came there with our act, beside
// the row or in place of its control, or a whole page that came. It must ask for the same, and name no other device.
func (e errand) inline(v flow.View, layer int) (intent.Prompt, bool) {
	since, opened := v.Came, e.opensQuestion(v)
	if opened {
		since = v.Opened
	}
	if e.row == nil { // the deletion's own page changes with what is ticked: what asks came with its control
		if e.target.Of != intent.Account || e.pressedLabel == nil || *e.pressedLabel == "" {
			return intent.Prompt{}, false
		}
		since = v.New
	}
	var nodes []int
	controls := 0
	beside := besides(v.Page)
	anew := e.row != nil && v.Page.Layers[layer].Kind == snapshot.Document && e.cameAsking(v) // what is alike on both pages is the question's, too
	for i, n := range v.Page.Nodes {
		if beside[i] && v.Page.Layers[layer].Kind == snapshot.Document || !since(i) && !anew || n.Layer != layer {
			continue
		}
		if (n.Kind == snapshot.Switch || n.Kind == snapshot.Checkbox) && e.pressedLabel != nil && n.Label() == *e.pressedLabel {
			continue // what was pressed
		}
		if slices.ContainsFunc(n.Against, func(why string) bool { return why == "inert" || strings.HasPrefix(why, "covered") }) {
			continue // it lies below what came
		}
		nodes = append(nodes, i)
		if n.Kind.Pressable() && n.Ready() {
			controls++
		}
	}
	if controls == 0 || e.row != nil && (foreign(v.Page, nodes, *e.row) || slices.ContainsFunc(nodes, func(i int) bool {
		entry := v.Page.Nodes[i].Entry
		return entry >= 0 && foreign(v.Page, v.Page.InEntry(entry), *e.row)
	})) {
		return intent.Prompt{}, false
	}
	p := intent.ReadPart(v.Page, nodes, e.on(v.Page))
	p.Others = slices.DeleteFunc(slices.Clone(p.Others), func(o intent.Other) bool { // it was there before, and was covered
		return v.Page.Nodes[o.Node].Kind.Pressable() && !v.Fresh(o.Node)
	})
	if e.more != nil {
		if why := e.more(p); why != "" {
			p.More = append(p.More, why)
		}
	}
	if good, _ := p.Answerable(); !good && e.row == nil && wholeCame(v) {
		return p, false // another page of the deletion, which is read as such
	}
	if opened {
		return p, p.Yes >= 0 && p.AsksWholly() && e.namedIn(p.Text)
	}
	// "You will not find it any more": the yes that came with a no says what was pressed, and nothing says more.
	plain := e.row != nil && p.About == intent.AboutNothing && p.YesHasVerb && p.No >= 0 && len(v.Acts) > 0 && len(p.Others)+len(p.More) == 0
	return p, (p.About == intent.AboutSame || plain) && p.Yes >= 0
}

// cameAsking reports whether a page that came with our act is headed by a question about the device.
func (e errand) cameAsking(v flow.View) bool {
	return len(v.Acts) > 0 && slices.ContainsFunc(matterIn(v.Page), func(i int) bool {
		n := v.Page.Nodes[i]
		return n.Kind == snapshot.Heading && n.Entry < 0 && v.Came(i) && e.namedIn(n.Label()) && intent.OfText(snapshot.Heading, n.Label(), v.Page.Lang).Question
	})
}

// opensQuestion reports whether what asks on the page itself may have come with what was opened in search of the control: a
// link to a page that asks at once.
func (e errand) opensQuestion(v flow.View) bool {
	return e.row != nil && !e.row.Twin && len(v.Acts) == 0 && len(v.Way) > 0
}

// inlineAt reports whether node i belongs to what asks on the page itself and names the errand's device, or on another
// page that the errand's own control has led to.
func (e errand) inlineAt(v flow.View, i int) bool {
	if !v.Came(i) && !(e.opensQuestion(v) && v.Opened(i)) {
		return false
	}
	p, ok := e.inline(v, v.Page.Nodes[i].Layer)
	return ok && (e.namedIn(p.Text) || wholeCame(v))
}

// namedIn reports whether a text names the errand's device.
func (e errand) namedIn(text string) bool {
	return slices.ContainsFunc(append([]string{e.row.Name}, labelled(*e.row)...), func(name string) bool { return holdsWord(browser.Folded(text), browser.Folded(name)) })
}

// wholeCame reports whether all that can be pressed in the page's own matter came after our first act: it is another page.
func wholeCame(v flow.View) bool {
	return !slices.ContainsFunc(matterIn(v.Page), func(i int) bool { return v.Page.Nodes[i].Kind.Pressable() && !v.Came(i) })
}

// asksAtOnce reports whether a layer that came with what was opened in search of the control asks for the errand
// itself, by its device's name: what was opened was the control.
func (e errand) asksAtOnce(v flow.View, layer int, p intent.Prompt) bool {
	if e.row == nil || e.row.Twin || e.prompts == nil || !p.AsksWholly() || !e.namedIn(p.Text) {
		return false
	}
	name := v.Page.Layers[layer].Name
	if controlsOf(v.Page, layer, v.Opened) {
		e.prompts.atOnce = name
		return true
	}
	return name != "" && name == e.prompts.atOnce && len(v.Acts) > 0 // it is answered in several steps
}

// came reports whether a layer's controls came after our first act.
func came(v flow.View, layer int) bool { return controlsOf(v.Page, layer, v.Came) }

// controlsOf reports whether a layer has controls and all of them are so.
func controlsOf(p snapshot.Page, layer int, so func(int) bool) bool {
	controls := 0
	for _, i := range p.InLayer(layer) {
		if n := p.Nodes[i]; n.Kind.Pressable() || n.Kind == snapshot.Field || n.Kind == snapshot.Password {
			if controls++; !so(i) {
				return false
			}
		}
	}
	return controls > 0
}

// cameAfterPress is whether a control came by what was pressed, and is not that: of two that fit alike, it is the one to go on with.
func cameAfterPress(v flow.View, pressed *string) func(int) bool {
	return func(i int) bool {
		return (v.Came(i) || v.Opened(i)) && !(pressed != nil && *pressed != "" && v.Page.Nodes[i].Label() == *pressed)
	}
}
