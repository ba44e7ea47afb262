package main

import (
	"errors"
	"os"
	"syscall"

	"miacct/flow"
	"miacct/internal/operator"
	"miacct/trail"
)

// Exit codes that are not the outcome of a run.
const (
	exitOK    = 0
	exitFail  = 1
	exitUsage = 2

	exitUnvouched = 7 // of a record in which nothing was found, and for which nothing vouches
)

// exitCode is the exit code of a run that ended with o; sig is the signal that stopped it, if one did.
func exitCode(o trail.Outcome, sig os.Signal) int {
	switch o {
	case trail.Done, trail.AlreadySo, trail.Skipped, trail.Accepted:
		return exitOK
	case trail.Failed, trail.Declined:
		return exitFail
	case trail.WrongAccount:
		return exitUsage
	case trail.Unknown:
		return 3
	case trail.NobodyThere:
		return 4
	case trail.Refused:
		return 5
	case trail.NotRecognised:
		return 6
	case trail.Interrupted:
		return signalCode(sig)
	}
	return exitFail
}

// exitMeaning says an exit code in words.
func exitMeaning(code int) string {
	switch code {
	case exitOK:
		return "success"
	case exitFail:
		return "failed; the account's state is known"
	case exitUsage:
		return "wrong usage, or not the requested account; nothing was changed"
	case 3:
		return "outcome unknown: an irreversible step may have gone through"
	case 4:
		return "input was needed and nobody could be asked"
	case 5:
		return "the site refused"
	case 6:
		return "unrecognised page, or a host that is not allowed"
	case exitUnvouched:
		return "nothing vouches for the record"
	case 130, 143:
		return "interrupted"
	}
	return "unexpected"
}

// signalCode is the exit code of a process stopped by sig. A lost terminal counts as a request to end.
func signalCode(sig os.Signal) int {
	if sig == syscall.SIGTERM || sig == syscall.SIGHUP {
		return 143
	}
	return 130
}

// A stopped is the cause of a run's context that a signal has ended.
type stopped struct{ sig os.Signal }

func (e *stopped) Error() string { return flow.ErrInterrupted.Error() }
func (e *stopped) Unwrap() error { return flow.ErrInterrupted }

// A usageError is a mistake in how the program was called or set up.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// An ended is the end of a command that has said everything itself.
type ended struct{ code int }

func (e *ended) Error() string { return exitMeaning(e.code) }

// runOutcome is how a run ends that ended with err.
func runOutcome(err error) trail.Outcome {
	var other *operator.OtherAccount
	if errors.As(err, &other) {
		return trail.WrongAccount
	}
	return flow.OutcomeOf(err)
}

// errorCode is the exit code of a command that ended with err.
func errorCode(err error, sig os.Signal) int {
	var done *ended
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &done):
		return done.code
	case errors.As(err, &usage):
		return exitUsage
	}
	return exitCode(runOutcome(err), sig)
}
