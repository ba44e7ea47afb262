package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"miacct/internal/platform"
	"miacct/internal/safefile"
	"miacct/journal"
)

// A hold is one run's hold on an account: its lock, which the kernel frees however the
// run ends, and the journal of what was ever begun on the account. An account can be
// given by several names; its files go by its Xiaomi ID once that is known.
//
// In dir there are, for hashes of names and IDs: <hash>.lock, <hash>.acts (the journal
// of an ID) and <hash>.id (of a name: the hash of the ID it was seen to mean).
type hold struct {
	*journal.Journal
	dir, scope, name string
	id               string // hash of the ID, "" while it is not known
	locks            map[string]*os.File
}

// A holder is who holds an account, as its lock file says.
type holder struct {
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// A heldError says that another run is at the account.
type heldError struct{ by holder }

func (e *heldError) Error() string {
	if e.by.PID == 0 {
		return "another miacct run is using this account; wait for it or stop it"
	}
	return fmt.Sprintf("another miacct run is using this account: process %d, started %s (%s ago); wait for it or stop it",
		e.by.PID, e.by.Since.Local().Format("2006-01-02 15:04:05"), time.Since(e.by.Since).Round(time.Second))
}

// stateDir is where a user's locks and journals are: miacct in the XDG state directory.
func stateDir(env map[string]string) (string, error) {
	if dir := env["XDG_STATE_HOME"]; filepath.IsAbs(dir) {
		return filepath.Join(dir, "miacct"), nil
	}
	if dir := env["HOME"]; filepath.IsAbs(dir) {
		return filepath.Join(dir, ".local", "state", "miacct"), nil
	}
	if dir := env["LOCALAPPDATA"]; filepath.IsAbs(dir) { // Windows
		return filepath.Join(dir, "miacct"), nil
	}
	return "", errors.New("find the state directory, where runs keep track of what was ordered: neither HOME nor XDG_STATE_HOME is set to a folder; " + setState)
}

// setState is the remedy where the state directory cannot be used.
const setState = "set XDG_STATE_HOME to a permanent folder that you own and can write to"

// takeHold locks the account of that name and opens its journal. scope keeps mock clouds
// apart from each other and from the real site.
func takeHold(dir, scope, name string) (_ *hold, err error) {
	if err := safefile.Dir(dir); err != nil {
		return nil, fmt.Errorf("use the state directory %s: %w; %s", dir, safefile.Cause(err), setState)
	}
	h := &hold{dir: dir, scope: scope, locks: map[string]*os.File{}}
	h.name = h.hash(name)
	defer func() {
		if err != nil {
			h.release()
		}
	}()
	if err := h.lock(h.name); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(h.path(h.name, "id"))
	switch {
	case err == nil && len(b) == len(h.name):
		h.id = string(b)
		err = h.lock(h.id)
	case err == nil:
		err = fmt.Errorf("read %s: it holds no hash; remove it if you do not know why", h.path(h.name, "id"))
	case errors.Is(err, os.ErrNotExist):
		err = nil
	}
	if err != nil {
		return nil, err
	}
	id := h.id
	if id == "" {
		id = h.name // it may be the ID itself; a name that is none has no journal, and gets none
	}
	h.Journal, err = journal.Open(h.path(id, "acts"), nil)
	return h, err
}

// known is told the account's Xiaomi ID: the journal is that of the ID from now on.
func (h *hold) known(id string) error {
	sum := h.hash(id)
	if sum == h.id {
		return nil
	}
	if err := h.lock(sum); err != nil {
		return err
	}
	j, err := journal.Open(h.path(sum, "acts"), nil)
	if err != nil {
		return err
	}
	h.Journal.Close()
	h.Journal, h.id = j, sum
	if sum == h.name {
		return nil
	}
	path := h.path(h.name, "id")
	if err := safefile.WriteFile(path, []byte(sum)); err != nil {
		return fmt.Errorf("write %s: %w", path, safefile.Cause(err))
	}
	return nil
}

// lock takes the lock of a name or an ID. A lock file is never removed: a run that waits
// to open it would lock nothing.
func (h *hold) lock(sum string) error {
	if h.locks[sum] != nil {
		return nil
	}
	path := h.path(sum, "lock")
	f, err := safefile.Lock(path)
	if errors.Is(err, platform.ErrLocked) {
		defer f.Close()
		held := &heldError{}
		_ = json.NewDecoder(io.LimitReader(f, 1000)).Decode(&held.by) // it says nothing for an instant at its start
		return held
	}
	if err != nil {
		return fmt.Errorf("lock the account by %s: %w", path, safefile.Cause(err))
	}
	b, err := json.Marshal(holder{os.Getpid(), time.Now().UTC().Truncate(time.Second)})
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = f.WriteAt(b, 0)
	}
	if err != nil {
		f.Close()
		return fmt.Errorf("lock the account by %s: %w", path, safefile.Cause(err))
	}
	h.locks[sum] = f
	return nil
}

// release frees the account for other runs.
func (h *hold) release() {
	if h.Journal != nil {
		h.Journal.Close()
	}
	for _, f := range h.locks {
		f.Close()
	}
}

func (h *hold) path(sum, kind string) string { return filepath.Join(h.dir, sum+"."+kind) }

// hash is what an account's files are called by. Spaces, and in phone numbers also dashes
// and brackets, make no difference, nor do capital letters.
func (h *hold) hash(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if !strings.Contains(name, "@") {
		name = strings.Map(func(r rune) rune {
			if strings.ContainsRune(" -()", r) {
				return -1
			}
			return r
		}, name)
	}
	sum := sha256.Sum256([]byte(h.scope + "\n" + name))
	return hex.EncodeToString(sum[:16])
}
