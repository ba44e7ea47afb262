package pages

import (
	"context"
	"strings"

	"miacct/audit"
	"miacct/flow"
)

// noteDevices keeps the list of what is still signed in on the trail.
func (run *run) noteDevices(ctx context.Context, r *flow.Runner) error {
	all, err := texts(ctx, r, run.Site.Deletion.DevicesList.Locator)
	if err != nil {
		return &flow.Error{Step: "read what is still signed in", Outcome: audit.Failed, Err: err}
	}
	for _, t := range all {
		if err := r.Trail.Note(audit.EventSaid, t); err != nil {
			return err
		}
	}
	return nil
}

// stillSignedIn is the refusal of a site that lists what is signed in and offers no way on.
func (run *run) stillSignedIn(ctx context.Context, r *flow.Runner) error {
	if err := run.noteDevices(ctx, r); err != nil {
		return err
	}
	all, err := texts(ctx, r, run.Site.Deletion.DevicesList.Locator)
	if err != nil {
		return &flow.Error{Step: "read what is still signed in", Outcome: audit.Failed, Err: err}
	}
	return &flow.Error{Step: "delete the account", Outcome: audit.Refused, Err: &flow.Refusal{
		Words: "devices are still signed in: " + strings.Join(all, ", ") + " · Sign out of the account on each of them (phone: Settings, Mi Account, Sign out; browser: sign out of the account), then run again."}}
}
