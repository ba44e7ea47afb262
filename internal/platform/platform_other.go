//go:build unix && !linux

package platform

import (
	"os/exec"
	"runtime"

	"golang.org/x/sys/unix"
)

// ClearEnvironment does nothing: the system shows an environment to its owner only.
func ClearEnvironment([]string) error { return nil }

func undumpable() {}

// UsesX reports whether a window needs a display that the environment names.
const UsesX = runtime.GOOS != "darwin"

// DieWithUs puts cmd into a group of its own. When this process ends, the pipe to cmd closes, and Chrome ends with it.
func DieWithUs(cmd *exec.Cmd) { Group(cmd) }

// SmallSharedMemory is a matter of Linux only.
func SmallSharedMemory() bool { return false }

const (
	getTermios      = unix.TIOCGETA
	setTermios      = unix.TIOCSETA
	setTermiosFlush = unix.TIOCSETAF // drops what was typed before it was asked for
)
