package browser

import "syscall"

// ownGroup keeps the terminal's Ctrl-C away from Chrome, and ends Chrome when we die.
func ownGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
