package pages

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// takenIn returns the words by which the site says that it took the order, though it asks who we are: on
// the page that asks, or in its answers to what was sent. "" if it says nothing of the kind: the order then
// waits for the answer, and is given again after it.
func takenIn(v flow.View, replies [][]byte) string {
	p, beside := v.Page, besides(v.Page)
	asks := asksIn(v, beside) // what a question says will happen is what it asks for
	for i, n := range p.Nodes {
		if !v.Fresh(i) || beside[i] || pressable(p, i) || !isText(n) || inList(p, i) {
			continue
		}
		for _, s := range intent.Sentences(n.Label(), p.Lang) {
			what, asked := states(s), asks[n.Layer]
			if what == saidDeleted || what == saidAccepted && !(s.Days == 0 && (asked.deletion || asked.refusable || asked.leads)) {
				return n.Label()
			}
		}
	}
	for _, body := range replies {
		if words := takenBy(body); words != "" {
			return words
		}
	}
	return ""
}

// takenStates are what a site's answer calls an order that it took, where one word says what became of it.
var takenStates = strings.Fields("accepted submitted scheduled received queued deleted deleting closed closing " +
	"pending_deletion pending-deletion pendingdeletion delete_pending to_be_deleted grace_period cooling_off")

// outcomeKeys are names of what such an answer says of the outcome.
var outcomeKeys = strings.Fields("result status state desc description message msg info reason outcome")

// takenBy returns the words of a site's answer that say that it took an order, "" if it holds none.
func takenBy(body []byte) string {
	if i := bytes.IndexByte(body, '{'); i >= 0 {
		body = body[i:]
	}
	var answer map[string]any
	if json.NewDecoder(bytes.NewReader(body)).Decode(&answer) != nil {
		return ""
	}
	return takenUnder(answer, 0)
}

func takenUnder(answer map[string]any, depth int) string {
	for _, key := range slices.Sorted(maps.Keys(answer)) {
		switch value := answer[key].(type) {
		case string:
			if slices.Contains(outcomeKeys, strings.ToLower(key)) && saysTaken(value) {
				return value
			}
		case map[string]any:
			if depth < 3 {
				if words := takenUnder(value, depth+1); words != "" {
					return words
				}
			}
		}
	}
	return ""
}

func saysTaken(value string) bool {
	if slices.Contains(takenStates, strings.ToLower(strings.TrimSpace(value))) {
		return true
	}
	return slices.ContainsFunc(intent.Sentences(value, ""), func(s intent.Statement) bool {
		what := states(s)
		return what == saidAccepted || what == saidDeleted
	})
}

// acceptedWatch is how long a site that took the order is watched: it may look at what it took, and refuse.
const acceptedWatch = 5 * time.Second

// watchAccepted is the case of a page that says that it took the order: it is watched as long as that may change.
func (d *deletion) watchAccepted() flow.Case {
	return flow.Case{Name: "check that the acceptance stands", See: func(v flow.View) (flow.Match, bool) {
		m, ok := d.seeAnswer(saidAccepted)(v)
		m.Node = -1 // it is no answer yet
		return m, ok && d.accepted.what == saidNothing
	}, Deal: func(ctx context.Context, r *flow.Runner, v flow.View, m flow.Match) error {
		d.accepted, d.acceptedOn = m.Data.(answer), v.Page
		limited, cancel := context.WithTimeout(ctx, acceptedWatch)
		defer cancel()
		for page := v.Page; ; {
			now, err := r.Tab.Changed(limited, page)
			switch {
			case err != nil && limited.Err() == nil:
				return err
			case err != nil:
				return ctx.Err()
			}
			if page = now; showing(page, d.accepted.words) < 0 {
				return nil
			}
		}
	}}
}

// seeStillAccepted sees that the page has said all the time that the order was taken, and nothing more since, or that the site has led
// to the sign-in or home: any other page may tell what became of it.
func (d *deletion) seeStillAccepted(v flow.View) (flow.Match, bool) {
	if d.accepted.what == saidNothing {
		return nowhere, false
	}
	m := flow.Match{Node: showing(v.Page, d.accepted.words), Words: d.accepted.words, Data: d.accepted}
	if v.Page.URL != d.acceptedOn.URL {
		homes := slices.Concat(d.run.Site.At.SignIn, d.run.Site.At.AccountHome, d.run.Site.At.CloudHome)
		home := slices.ContainsFunc(homes, func(a string) bool { return samePlace(d.run.at(a), v.Page.URL) })
		return m, !v.Page.Busy && (home || signsIn(v.Page))
	}
	for _, i := range matterIn(v.Page) {
		said := v.Page.Nodes[i].Label()
		if !isText(v.Page.Nodes[i]) || showing(d.acceptedOn, said) >= 0 {
			continue
		}
		if slices.ContainsFunc(intent.Sentences(said, v.Page.Lang), func(s intent.Statement) bool { return s.Says != intent.SaysInProgress && states(s) != saidAccepted }) {
			m.Doubt = fmt.Sprintf("the site said %s, and then %s", quote(d.accepted.words), quote(said))
		}
	}
	return m, m.Node >= 0
}

// showing is the node of a page that says words, whatever number counts in them, -1 if none does.
func showing(p snapshot.Page, words string) int {
	return slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool {
		return anyNumber.ReplaceAllString(n.Label(), "") == anyNumber.ReplaceAllString(words, "")
	})
}

var anyNumber = regexp.MustCompile(`\d+`)
