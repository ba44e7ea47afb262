package flow

import (
	"context"

	"miacct/audit"
)

type doing struct {
	r     *Runner
	step  Step
	entry *audit.Entry
	acted bool
}

func (d *doing) perform(ctx context.Context) (seen struct{}, err error) { panic("not built") }
