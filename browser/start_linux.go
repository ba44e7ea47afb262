package browser

import "syscall"

// ownGroup keeps the terminal's Ctrl-C away from Chrome, and ends Chrome when we die.
func ownGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// smallSharedMemory reports whether /dev/shm has less room than Chrome may need;
// in containers it often has 64 MiB, and Chrome crashes when it is full.
func smallSharedMemory() bool {
	var s syscall.Statfs_t
	return syscall.Statfs("/dev/shm", &s) != nil || s.Bavail*uint64(s.Bsize) < 256<<20
}
