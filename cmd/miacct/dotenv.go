package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/joho/godotenv"

	"miacct/internal/platform"
	"miacct/internal/safefile"
)

// maxEnvFile is far more than any settings need.
const maxEnvFile = 64 << 10

// readEnvFile reads a file of settings without putting them into the environment, where
// every program started from here would see them. It may hold a password, so it
// must be a regular file of the person's own that nobody else may read.
func readEnvFile(path string, uid int) (map[string]string, error) {
	// Without O_NONBLOCK opening a pipe would wait for a writer before its kind can be seen.
	f, err := os.OpenFile(path, os.O_RDONLY|platform.NonBlock, 0)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, safefile.Cause(err))
	}
	defer f.Close()
	if err := private(f, uid); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxEnvFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, safefile.Cause(err))
	}
	if len(data) > maxEnvFile {
		return nil, fmt.Errorf("read %s: it has more than %d bytes", path, maxEnvFile)
	}
	if data, err = withoutMark(data); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return parseEnvFile(path, bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
}

func private(f *os.File, uid int) error {
	info, err := f.Stat()
	if err != nil {
		return safefile.Cause(err)
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	if !platform.OwnedBy(info, uid) {
		return fmt.Errorf("it belongs to another user; make it yours with: chown %d %s", uid, shellWord(f.Name()))
	}
	if platform.OpenToOthers(info) {
		return fmt.Errorf("others may read it (mode %04o); close it with: chmod 600 %s", info.Mode().Perm(), shellWord(f.Name()))
	}
	return nil
}

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)

// parseEnvFile parses data. Its errors name the line and never quote it: it may be a password's.
func parseEnvFile(path string, data []byte) (map[string]string, error) {
	if _, err := godotenv.UnmarshalBytes(data); err != nil {
		return nil, fmt.Errorf("%s:%d: this is not NAME=value", path, badLine(data))
	}
	values, _ := godotenv.UnmarshalBytes(data)
	for name := range values {
		if !envName.MatchString(name) { // a line without "=" is taken as the beginning of the next one's name
			first, _, _ := strings.Cut(name, "\n")
			return nil, fmt.Errorf("%s:%d: this is not NAME=value", path, lineOf(data, first))
		}
	}
	for _, name := range []string{envAccount, envPassword} {
		if v, ok := values[name]; ok {
			if n := changed(data, name, v); n > 0 {
				return nil, fmt.Errorf("%s:%d: %s would not be read as it is written; put it between single quotes: %s='…'", path, n, name, name)
			}
		}
	}
	return values, nil
}

// badLine is the line of the statement that cannot be parsed: what comes before it can.
func badLine(data []byte) int {
	lines := bytes.SplitAfter(data, []byte("\n"))
	for n := len(lines) - 1; n > 0; n-- {
		if _, err := godotenv.UnmarshalBytes(bytes.Join(lines[:n], nil)); err == nil {
			return skipBlank(lines, n) + 1
		}
	}
	return skipBlank(lines, 0) + 1
}

// skipBlank returns the index of the first line from n on that is more than space or a comment.
func skipBlank(lines [][]byte, n int) int {
	for i := n; i < len(lines); i++ {
		if l := bytes.TrimSpace(lines[i]); len(l) > 0 && l[0] != '#' {
			return i
		}
	}
	return n
}

func lineOf(data []byte, start string) int {
	for i, l := range strings.Split(string(data), "\n") {
		if l = strings.TrimSpace(l); l != "" && strings.HasPrefix(l, strings.TrimSpace(start)) {
			return i + 1
		}
	}
	return 1
}

// changed returns the line at which name is set to something that reads differently
// than v, 0 if there is none: $, \ and # have a meaning of their own outside single quotes.
func changed(data []byte, name, v string) int {
	set := regexp.MustCompile(`^\s*(?:export\s+)?` + name + `\s*[=:]\s*(.*?)\s*$`)
	line, raw := 0, ""
	for i, l := range strings.Split(string(data), "\n") {
		if m := set.FindStringSubmatch(l); m != nil {
			line, raw = i+1, m[1]
		}
	}
	if raw == v {
		return 0
	}
	for _, q := range []string{"'", `"`} {
		if rest, ok := strings.CutPrefix(raw, q+v+q); ok {
			if rest = strings.TrimSpace(rest); rest == "" || rest[0] == '#' {
				return 0
			}
		}
	}
	return max(line, 1)
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./+@:-]+$`)

// shellWord writes s so that it can be pasted into a shell.
func shellWord(s string) string {
	if plainWord.MatchString(s) && s[0] != '-' {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
