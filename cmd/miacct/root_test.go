package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"miacct/flow"
	"miacct/internal/progress"
)

// supervised runs f under supervision and returns where its exit code will come.
func supervised(signals chan os.Signal, out *bytes.Buffer, f func(context.Context) int) <-chan int {
	code := make(chan int, 1)
	p := &process{screen: progress.New(out), signals: signals}
	go func() { code <- supervise(p, f) }()
	return code
}

func TestFirstSignalLetsTheStepFinish(t *testing.T) {
	for sig, want := range map[os.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 143} {
		signals, out := make(chan os.Signal, 1), &bytes.Buffer{}
		code := supervised(signals, out, func(ctx context.Context) int {
			<-ctx.Done()
			var s *stopped
			if err := context.Cause(ctx); !errors.Is(err, flow.ErrInterrupted) || !errors.As(err, &s) {
				t.Errorf("%v: cause %v", sig, err)
			}
			return signalCode(s.sig)
		})
		signals <- sig
		if got := wait(t, code); got != want {
			t.Errorf("%v: exit code %d, want %d", sig, got, want)
		}
		if !strings.Contains(out.String(), "press Ctrl-C again to stop immediately") {
			t.Errorf("%v: said %q", sig, out)
		}
	}
}

func TestSecondSignalEndsAtOnce(t *testing.T) {
	for sig, want := range map[os.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		signals, never := make(chan os.Signal, 2), make(chan struct{})
		code := supervised(signals, &bytes.Buffer{}, func(context.Context) int {
			<-never
			return exitOK
		})
		signals <- sig
		signals <- sig
		if got := wait(t, code); got != want {
			t.Errorf("%v: exit code %d, want %d", sig, got, want)
		}
		close(never)
	}
}
