package pages

import (
	"slices"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// A page that offers several accounts to go on with. Which of them is the right one is told by its numeric ID and by
// nothing else: names and masked addresses fit many.

// chooseAccount chooses the account that was asked for.
func (ss *session) chooseAccount() flow.Case {
	return flow.Case{Name: "choose the account", See: func(v flow.View) (flow.Match, bool) {
		i := accountChoice(v.Page, ss.run.ID, ss.run.Account)
		return flow.Match{Node: i}, i >= 0 && ss.run.atAccount(v.Page)
	}, Do: press}
}

// accountChoice is the one control that is called by the ID that was asked for, beside others that are called by others; -1 if
// there is none, or the page asks for a name or a password.
func accountChoice(p snapshot.Page, id, account string) int {
	if id == "" && digits.MatchString(account) && onlyDigits(account) == account {
		id = account
	}
	if f := readLogin(p); id == "" || f.password >= 0 || f.account >= 0 {
		return -1
	}
	found, others := -1, false
	for i, n := range p.Nodes {
		if !n.Kind.Pressable() || pressable(p, n.Parent) {
			continue
		}
		ids := digits.FindAllString(n.Label(), -1)
		says := intent.Of(p, i)
		switch {
		case len(ids) == 0:
		case len(ids) > 1, !n.Ready(), slices.ContainsFunc(says.Verbs, func(v string) bool {
			return slices.Contains([]string{"remove", "delete", "sign-out", "close-account"}, v)
		}):
			return -1
		case ids[0] != id:
			others = true
		case found >= 0:
			return -1
		default:
			found = i
		}
	}
	if !others {
		return -1
	}
	return found
}

// useAnother is the control by which a page that offers accounts to go on with asks for another, -1 if there is none:
// which of them is the right one is told by no name.
func useAnother(p snapshot.Page) int {
	if f := readLogin(p); f.password >= 0 || f.account >= 0 {
		return -1
	}
	beside := besides(p)
	var all []int
	for i, n := range p.Nodes {
		if n.Kind.Pressable() && n.Ready() && !beside[i] {
			all = append(all, i)
		}
	}
	return onlyOne(all, func(i int) bool {
		m := intent.Of(p, i)
		return m.Topic == "other-account" && !m.Negated && !slices.ContainsFunc(m.Verbs, func(v string) bool {
			return slices.Contains([]string{"sign-out", "remove", "delete", "create", "close-account"}, v)
		})
	})
}
