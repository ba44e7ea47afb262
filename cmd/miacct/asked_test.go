package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miacct/internal/platform/platformtest"
	"miacct/mockcloud"
	"miacct/pages"
)

// An askpass that passes each question on to the test, and the test's answer back.
const passOn = `#!/bin/sh
cd "${0%/*}"
printf '%s\n' "$1" >asked
IFS= read -r answer <answer
printf '%s\n' "$answer"
`

// Without a terminal and with nothing in the environment, askpass is asked for everything:
// account, password, the word, and the codes.
func TestWholeRunByAskpass(t *testing.T) {
	t.Parallel()
	cloud := startCloud(t, "code-by-mail")
	cloud.Change(func(s *mockcloud.State) { s.Devices = nil })
	a := cloud.State().Account
	dir := t.TempDir()
	cmd := miacct(t, cloud, "--askpass", filepath.Join(dir, "askpass"))
	cmd.Env = []string{inTerminal + "=1", "PATH=" + os.Getenv("PATH"), "HOME=" + cmd.Dir}
	if err := os.WriteFile(filepath.Join(dir, "askpass"), []byte(passOn), 0o700); err != nil {
		t.Fatal(err)
	}
	var pipes []*os.File
	for _, name := range []string{"asked", "answer"} {
		path := filepath.Join(dir, name)
		if err := platformtest.Fifo(path); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0) // so that nobody waits for the other side
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		pipes = append(pipes, f)
	}
	asked := make(chan []string, 1)
	go func() {
		var all []string
		defer func() { asked <- all }()
		for questions := bufio.NewScanner(pipes[0]); questions.Scan(); {
			q := questions.Text()
			answer := "?"
			switch low := strings.ToLower(q); {
			case q == "that is all":
				return
			case strings.Contains(low, "account id"):
				answer = a.ID
			case strings.Contains(low, "password"):
				answer = a.Password
			case strings.Contains(low, "code"):
				answer = cloud.State().LastCode
			case strings.Contains(low, "account"):
				answer = a.Email
			}
			all = append(all, q)
			pipes[1].WriteString(answer + "\n")
		}
	}()
	code, _, stderr := outcome(t, cmd)
	pipes[0].WriteString("that is all\n")
	questions := wait(t, asked)
	if s := cloud.State(); code != exitOK || !s.Deleted || s.Counts["delete"] != 1 {
		t.Errorf("exit code %d, deleted %v, counts %v\n%q\n%s", code, s.Deleted, s.Counts, questions, stderr)
	}
	if len(questions) != 5 { // account, password, code at sign-in, word, code before the deletion
		t.Errorf("asked %q", questions)
	}
	leaks(t, a.Password, cmd.Dir, stderr+strings.Join(questions, "\n"))
}

// With a code to scan no password is asked for before the run.
func TestNoPasswordBeforeAScan(t *testing.T) {
	conf := newConfig()
	conf.account, conf.signIn = "1234567890", pages.ByCode
	if err := credentials(t.Context(), conf, answers{}); err != nil || conf.password != "" {
		t.Errorf("%v, %q", err, conf.password)
	}
}
