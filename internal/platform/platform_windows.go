package platform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// NoFollow opens a link itself, which is no regular file, and not what it leads to.
const NoFollow = syscall.FILE_FLAG_OPEN_REPARSE_POINT

// NonBlock is not needed: no name of a file leads to a pipe.
const NonBlock = 0

// Limits are what miacct does on other systems and cannot do on this one.
func Limits() []string {
	return []string{
		"on Windows it is not checked who else can read .env, the record and the browser profile: keep them in a folder of your own",
		"on Windows a password given in the environment stays readable there: put it in .env, or type it",
		"on Windows, when an --askpass or --notify program is stopped, programs that it started go on",
		"on Windows, what is half typed when a question is withdrawn counts as the beginning of the next answer",
	}
}

// UsesX reports whether a window needs a display that the environment names.
const UsesX = false

// Lock locks f for this process until f is closed, however the process ends. It does not
// wait: the error is ErrLocked if another has it.
func Lock(f *os.File) error {
	// Nobody else can read what is locked; what the file says stands before it.
	const farAway = 1 << 30
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{OffsetHigh: farAway})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return ErrLocked
	}
	return err
}

// RemoveLocked removes the file at path, which f has locked. f is closed before, as no open file is removed here.
func RemoveLocked(f *os.File, path string) error {
	f.Close()
	return os.Remove(path)
}

// OwnedBy is not known here; see Limits.
func OwnedBy(fs.FileInfo, int) bool { return true }

// OpenToOthers is not known here; see Limits.
func OpenToOthers(fs.FileInfo) bool { return false }

// SyncDir does nothing: the system makes names durable itself.
func SyncDir(*os.Root) error { return nil }

// Group keeps the console's Ctrl-C away from cmd.
func Group(cmd *exec.Cmd) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.CreationFlags |= windows.CREATE_NEW_PROCESS_GROUP
}

// DieWithUs keeps the console's Ctrl-C away from cmd. When this process ends, the pipe to cmd closes, and Chrome ends with it.
func DieWithUs(cmd *exec.Cmd) { Group(cmd) }

// KillGroup kills p; see Limits.
func KillGroup(p *os.Process) error { return p.Kill() }

// EndGroup kills p: there is nothing to ask it with.
func EndGroup(p *os.Process) error { return p.Kill() }

// FileVersion is the version that a program's file gives as its own: Chrome does not answer --version here.
func FileVersion(path string) (version string, known bool) {
	size, err := windows.GetFileVersionInfoSize(path, nil)
	if err != nil || size == 0 {
		return "", false
	}
	info := make([]byte, size)
	if err := windows.GetFileVersionInfo(path, 0, size, unsafe.Pointer(&info[0])); err != nil {
		return "", false
	}
	var fixed *windows.VS_FIXEDFILEINFO
	length := uint32(unsafe.Sizeof(*fixed))
	if err := windows.VerQueryValue(unsafe.Pointer(&info[0]), `\`, unsafe.Pointer(&fixed), &length); err != nil {
		return "", false
	}
	return fmt.Sprintf("%d.%d.%d.%d", fixed.FileVersionMS>>16, fixed.FileVersionMS&0xffff, fixed.FileVersionLS>>16, fixed.FileVersionLS&0xffff), true
}

// StartVariables are the variables without which programs do not start.
func StartVariables() []string {
	return []string{"SystemRoot", "SystemDrive", "windir", "ComSpec", "ProgramFiles", "ProgramFiles(x86)", "ProgramData", "LOCALAPPDATA", "APPDATA", "USERPROFILE", "TEMP", "TMP"}
}

// Shell is a command in the words of the person's shell.
func Shell(ctx context.Context, command string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "cmd.exe")
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `cmd.exe /d /s /c "` + command + `"`} // it does not read quotes as others do
	return cmd
}

// Writable fails if nothing can be made in dir.
func Writable(dir string) error {
	f, err := os.CreateTemp(dir, ".miacct-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// FreeSpace is how many bytes this user can still write in dir.
func FreeSpace(dir string) (free uint64, err error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	err = windows.GetDiskFreeSpaceEx(name, &free, nil, nil)
	return free, err
}

// FullFilesAreErrors does nothing: they are.
func FullFilesAreErrors() {}

// NoCoreDumps does nothing: the system writes none by itself.
func NoCoreDumps() {}

// ClearEnvironment cannot be done here; see Limits.
func ClearEnvironment([]string) error { return nil }

// SmallSharedMemory is a matter of Linux only.
func SmallSharedMemory() bool { return false }
