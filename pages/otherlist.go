package pages

import (
	"context"
	"errors"
	"slices"
	"time"

	"miacct/browser"
	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// A second list of the account's devices: what is removed from the cloud may still be bound to the account, which says so in a
// list of its own.

// noteLists keeps where a page of the account's own site leads to a list of its devices.
func (md *myDevices) noteLists(p snapshot.Page) {
	if !md.run.atAccount(p) {
		return
	}
	for i, n := range p.Nodes {
		if n.Kind != snapshot.Link || n.Href == "" || !onHosts(snapshot.Page{URL: n.Href}, md.run.Site.Hosts.Account) || samePlace(n.Href, p.URL) {
			continue
		}
		m := intent.OfText(snapshot.Link, n.Label(), p.Lang)
		lists := slices.ContainsFunc(m.Objects, func(o string) bool { return slices.Contains([]string{"linked-devices", "my-devices", "device"}, o) })
		if lists && len(m.Verbs) == 0 && len(m.Left) <= 1 && !m.Negated && !m.Question && m.Topic == "" && p.Nodes[i].Ready() && !slices.Contains(md.lists, n.Href) {
			md.lists = append(md.lists, n.Href)
		}
	}
}

// removeElsewhere removes the own devices from the account's other lists that let them be removed, once its first list is empty.
func (md *myDevices) removeElsewhere(ctx context.Context, r *flow.Runner) error {
	if md.removed == 0 {
		return nil
	}
	first := md.listed
	for _, at := range md.lists {
		if samePlace(at, first) {
			continue
		}
		left, err := md.removableAt(ctx, r, at)
		if err != nil {
			return err
		}
		if err := md.removeAgain(ctx, r, left, "another list of the account has it, too"); err != nil {
			return err
		}
	}
	return nil
}

// removableAt opens an address and returns which of the own devices can be removed from the list that is there, if one is.
func (md *myDevices) removableAt(ctx context.Context, r *flow.Runner, address string) (left devices, err error) {
	was, heading := md.listed, md.heading
	md.since, md.tabs = time.Now(), map[string]bool{}
	seen, err := md.seeMyDevices(ctx, r, address, false)
	if err != nil && !errors.Is(err, browser.ErrPage) { // a link that leads to nothing is no list
		return nil, err
	}
	if seen {
		p, err := md.run.read(ctx, r)
		if err != nil {
			return nil, err
		}
		m := md.readMine(p, nil)
		for k, e := range m.known {
			if d := &md.run.known[m.which[k]]; d.Own() && e.Deletable {
				d.Listed = true
				left = append(left, *d)
			}
		}
	}
	if len(left) == 0 {
		md.at, md.listed, md.heading = was, was, heading
	}
	return left, nil
}
