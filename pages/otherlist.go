package pages

import (
	"context"
	"slices"
	"time"

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

// alsoListed reads the account's other lists of devices, and returns which of the own devices can be removed from one, which
// is open then.
func (md *myDevices) alsoListed(ctx context.Context, r *flow.Runner) (left devices, err error) {
	for _, at := range md.lists {
		if samePlace(at, md.listed) || md.removed == 0 {
			continue
		}
		was, heading := md.listed, md.heading
		md.since, md.tabs = time.Now(), map[string]bool{}
		seen, err := md.seeMyDevices(ctx, r, at, false)
		if err != nil {
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
		if len(left) > 0 {
			return left, nil
		}
		md.at, md.listed, md.heading = was, was, heading
	}
	return nil, nil
}
