//go:build unix && !linux

package browser

import "syscall"

// ownGroup keeps the terminal's Ctrl-C away from Chrome. When we die, its pipe closes and it ends.
func ownGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// smallSharedMemory is a question for Linux only.
func smallSharedMemory() bool { return false }
