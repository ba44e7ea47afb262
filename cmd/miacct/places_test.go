package main

import (
	"errors"
	"strings"
	"syscall"
	"testing"
)

// A user without a home, as a number without an entry in passwd is, is told what to set.
func TestPlacesThatCannotBeUsed(t *testing.T) {
	for name, tt := range map[string]struct {
		env  map[string]string
		want string
	}{
		"no home":           {map[string]string{}, "neither HOME nor XDG_STATE_HOME"},
		"a home by name":    {map[string]string{"HOME": "alice"}, "neither HOME nor XDG_STATE_HOME"},
		"read-only by kind": {map[string]string{"HOME": "/proc"}, "use the state directory /proc/.local/state/miacct"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &deletion{p: &process{env: tt.env}, c: &config{account: "me@example.com"}}
			err := d.take()
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "set XDG_STATE_HOME") {
				t.Errorf("%v", err)
			}
		})
	}
	for err, want := range map[error]bool{syscall.EROFS: true, syscall.EACCES: true, syscall.EPERM: true, syscall.ENOSPC: false} {
		if unwritable(errors.Join(errors.New("use it"), err)) != want {
			t.Errorf("%v: %v", err, !want)
		}
	}
}
