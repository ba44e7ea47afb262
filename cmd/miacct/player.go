package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"miacct/flow"
	"miacct/internal/operator"
	"miacct/internal/progress"
	"miacct/mockcloud"
	"miacct/trail"
)

// A player is the person of a demo. It shows what the mock cloud would send to a phone
// and, if it plays, types the answers itself.
type player struct {
	*operator.Operator
	cloud *mockcloud.Cloud
	plays bool
}

// acting is how long the mock cloud's page may take to notice what the player did.
const acting = 20 * time.Second

// Call does in the page what a person would do there, as far as the mock cloud lets it.
func (p *player) Call(ctx context.Context, h flow.Handoff) error {
	if !p.plays {
		err := p.Operator.Call(ctx, h)
		if err == nil && ctx.Err() == nil { // Enter: no phone can reach the mock cloud
			p.onPhone(h.Kind)
		}
		return err
	}
	where := "asked to act on the page"
	if h.Kind == flow.KindScan || h.Kind == flow.KindTap {
		where = "asked to act on the phone"
	}
	p.Screen.Say("    demo: " + where + " (" + trail.Clean(h.Ask) + "), does it")
	p.cloud.Change(func(s *mockcloud.State) { s.SliderSolved, s.TipsRead = true, true })
	p.onPhone(h.Kind)
	limit, cancel := context.WithTimeout(ctx, acting)
	defer cancel()
	<-limit.Done()
	if ctx.Err() == nil {
		return fmt.Errorf("%s: the demo cannot play this: %w", h.Ask, flow.ErrNobody)
	}
	return nil
}

// onPhone does on the phone what is asked for.
func (p *player) onPhone(k flow.Kind) {
	p.cloud.Change(func(s *mockcloud.State) {
		switch k {
		case flow.KindScan:
			s.QRConfirmed = s.Account.ID
		case flow.KindTap:
			s.Tapped = true
		}
	})
}

func (p *player) Answer(ctx context.Context, q flow.Question) (string, error) {
	s := p.cloud.State()
	answer, where := "", ""
	switch q.Kind {
	case flow.KindCode:
		answer, where = s.LastCode, "the phone shows the code"
	case flow.KindPicture:
		answer, where = s.CaptchaKey, "the picture says"
	case flow.KindPassword:
		answer, where = s.Account.Password, "the password is"
	case flow.KindAccount:
		answer, where = s.Account.ID, "the account is"
	case flow.KindDevice:
		if answer, where = "no", "it is not theirs:"; slices.ContainsFunc(s.Devices, func(d mockcloud.Device) bool { return d.Own && d.Name == q.About }) {
			answer, where = q.About, "it is theirs:"
		}
	}
	if !p.plays {
		if answer != "" {
			p.Screen.Say("    demo: " + where + " " + answer)
		}
		return p.Operator.Answer(ctx, q)
	}
	if answer == "" {
		return "", fmt.Errorf("%s: the demo does not know: %w", q.Ask, flow.ErrNobody)
	}
	p.Screen.Say("    demo: asked \"" + trail.Clean(q.Ask) + "\"; " + where + " " + answer + ", types it")
	return answer, nil
}

// Confirm types the ID of the account that the cloud has, which must be the plan's.
func (p *player) Confirm(ctx context.Context, plan flow.Plan) error {
	if !p.plays {
		return p.Operator.Confirm(ctx, plan)
	}
	p.Screen.Raw(progress.Plan(plan))
	id := p.cloud.State().Account.ID
	p.Screen.Say("    demo: asked for the account ID, types " + id)
	if !operator.Names(plan, id) {
		return flow.ErrDeclined
	}
	return nil
}

// disagreements is where the cloud does not bear out what the run says.
func disagreements(before, after mockcloud.State, o trail.Outcome, c *config) []string {
	var wrong []string
	say := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	whole := !c.dryRun && c.stopBefore == ""
	say(o == trail.Done && whole && !after.Deleted, "the account is still there")
	say(o == trail.Accepted && !after.Accepted && !after.Deleted, "no order to delete was taken")
	say((o != trail.Done && o != trail.Unknown && o != trail.Accepted || !whole) && (after.Deleted || after.Accepted), "the account is gone or will be")
	say(after.Counts["delete"] > 1, "it was deleted %d times", after.Counts["delete"])
	old := map[string]mockcloud.Device{}
	for _, d := range before.Devices {
		old[d.FID] = d
	}
	for _, d := range after.Devices {
		was := old[d.FID]
		same := d.FindOn == was.FindOn && d.Removed == was.Removed
		say((!d.Own || c.dryRun) && !same, "%s was changed", d.Name)
		say(d.Own && o == trail.Done && whole && !d.Removed, "%s is still there", d.Name)
	}
	return wrong
}

// inShort is what the cloud holds, in words.
func inShort(s mockcloud.State) string {
	switch {
	case s.Deleted:
		return "the account is gone"
	case s.Accepted:
		return "the order to delete the account was taken"
	}
	own, located := 0, 0
	for _, d := range s.Devices {
		if d.Own && !d.Removed {
			own++
			if d.FindOn {
				located++
			}
		}
	}
	return fmt.Sprintf("the account is there, with %d devices, %d of them with Find Device on", own, located)
}
