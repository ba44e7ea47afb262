package platform

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// ClearEnvironment overwrites the values of the named variables in the memory that the system shows as
// this process's environment (/proc/PID/environ). os.Unsetenv takes them out of our own copy only.
func ClearEnvironment(names []string) error {
	begin, end, err := environment()
	if err != nil {
		return fmt.Errorf("find the environment: %w", err)
	}
	mem, err := os.OpenFile("/proc/self/mem", os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("clear the environment: %w", err)
	}
	defer mem.Close()
	env := make([]byte, end-begin)
	if _, err := io.ReadFull(io.NewSectionReader(mem, begin, end-begin), env); err != nil {
		return fmt.Errorf("clear the environment: %w", err)
	}
	cleared := false
	for at := 0; at < len(env); {
		length := bytes.IndexByte(env[at:], 0)
		if length < 0 {
			length = len(env) - at
		}
		name, value, _ := bytes.Cut(env[at:at+length], []byte("="))
		for _, secret := range names {
			if string(name) == secret && len(value) > 0 {
				clear(value)
				cleared = true
			}
		}
		at += length + 1
	}
	if !cleared {
		return nil
	}
	defer clear(env)
	if _, err := mem.WriteAt(env, begin); err != nil {
		return fmt.Errorf("clear the environment: %w", err)
	}
	return nil
}

// environment is where the environment that the process was started with lies in its memory.
func environment() (begin, end int64, err error) {
	b, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0, 0, err
	}
	_, rest, _ := strings.Cut(string(b[max(0, bytes.LastIndexByte(b, ')')):]), " ")
	fields := strings.Fields(rest) // the first is the third of proc_pid_stat(5)
	const envStart, envEnd = 50 - 3, 51 - 3
	if len(fields) <= envEnd {
		return 0, 0, errors.New("the system does not tell where it is")
	}
	if begin, err = strconv.ParseInt(fields[envStart], 10, 64); err != nil {
		return 0, 0, err
	}
	if end, err = strconv.ParseInt(fields[envEnd], 10, 64); err != nil {
		return 0, 0, err
	}
	if begin <= 0 || end < begin || end-begin > 64<<20 {
		return 0, 0, errors.New("the system does not tell where it is")
	}
	return begin, end, nil
}

// undumpable keeps this process's memory out of core dumps that are handed to a program, for which
// the limit does not count, and away from other programs of the same user.
func undumpable() { _ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }

// UsesX reports whether a window needs a display that the environment names.
const UsesX = true

// DieWithUs puts cmd into a group of its own, and kills it when this process ends.
func DieWithUs(cmd *exec.Cmd) {
	Group(cmd)
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
}

// SmallSharedMemory reports whether /dev/shm has less room than Chrome may need;
// in containers it often has 64 MiB, and Chrome crashes when it is full.
func SmallSharedMemory() bool {
	free, err := FreeSpace("/dev/shm")
	return err != nil || free < 256<<20
}

const (
	getTermios      = unix.TCGETS
	setTermios      = unix.TCSETS
	setTermiosFlush = unix.TCSETSF // drops what was typed before it was asked for
)
