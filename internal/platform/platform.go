// Package platform has what differs from one operating system to another: locks, owners,
// process groups, the terminal. What a system lacks is in Limits, and is said to the person.
package platform

import (
	"errors"
	"os"

	"golang.org/x/term"
)

// ErrLocked says that another process has the lock.
var ErrLocked = errors.New("it is locked by another process")

// Size is how large the terminal is that f leads to; ok is false if f leads to none.
func Size(f *os.File) (columns, lines int, ok bool) {
	fd := int(f.Fd())
	if !term.IsTerminal(fd) {
		return 0, 0, false
	}
	columns, lines, _ = term.GetSize(fd) // some say 0
	return columns, lines, true
}

// A Mode is what a terminal is read for.
type Mode int

const (
	Line   Mode = iota // a line that is shown as it is typed
	Secret             // a line that is not shown
	Reply              // what the terminal itself answers, byte by byte
)
