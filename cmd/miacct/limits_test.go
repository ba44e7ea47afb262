package main

import (
	"bytes"
	"strings"
	"testing"

	"miacct/internal/progress"
)

func TestLimitsOfTheSystemAreSaidFirst(t *testing.T) {
	var out bytes.Buffer
	p := &process{screen: progress.New(&out), uid: 1000, limits: []string{"here nobody looks after .env"}}
	c := newConfig()
	c.browser = "no-such-chrome"
	if _, err := prepare(t.Context(), p, c, nil); err == nil {
		t.Error("no Chrome was missed")
	}
	if out.String() != "miacct: here nobody looks after .env\n" {
		t.Errorf("the screen: %q", out.String())
	}
	if f := examineSystem(p); !f.OK || !strings.Contains(f.Says, p.limits[0]) {
		t.Errorf("the doctor: %+v", f)
	}
}
