package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miacct/flow"
)

// What the site gets must be what the person meant, byte by byte. What is not UTF-8 would
// arrive as something else, and cost an attempt.
func TestPasswordMustBeUTF8(t *testing.T) {
	file := func(t *testing.T, data string) map[string]string {
		path := filepath.Join(t.TempDir(), ".env")
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		return map[string]string{"MIACCT_ENV_FILE": path}
	}
	for name, c := range map[string]struct {
		env  map[string]string
		want string // "" if it is taken
	}{
		"environment, Latin-1":  {map[string]string{envPassword: "gr\xf6n-7"}, "MIACCT_PASSWORD in the environment is not UTF-8"},
		"environment, UTF-8":    {map[string]string{envPassword: "grön-7"}, ""},
		"account, Latin-1":      {map[string]string{envAccount: "gr\xf6n@example.com"}, "MIACCT_ACCOUNT in the environment is not UTF-8"},
		"file, Latin-1":         {file(t, "MIACCT_PASSWORD='gr\xf6n-7'\n"), "is not UTF-8"},
		"file, UTF-8":           {file(t, "MIACCT_PASSWORD='grön-7'\n"), ""},
		"file, byte-order mark": {file(t, "\ufeffMIACCT_PASSWORD='grön-7'\n"), ""},
		"file, UTF-16":          {file(t, "\xff\xfeM\x00I\x00"), "UTF-16"},
		"file, UTF-16BE":        {file(t, "\xfe\xff\x00M\x00I"), "UTF-16"},
	} {
		t.Run(name, func(t *testing.T) {
			conf := newConfig()
			err := conf.fill(flags(t, conf), c.env, os.Geteuid())
			switch {
			case c.want == "" && (err != nil || c.env[envAccount] == "" && conf.password != "grön-7"):
				t.Errorf("%v, password %q", err, conf.password)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("%v, want %q", err, c.want)
			case err != nil && strings.Contains(err.Error(), "gr"):
				t.Errorf("%v tells the secret", err)
			}
		})
	}
}

func TestTypedPasswordMustBeUTF8(t *testing.T) {
	conf := newConfig()
	conf.account = "alice@example.com"
	err := credentials(t.Context(), conf, answers{"gr\xf6n-7"})
	var usage *usageError
	if !errors.As(err, &usage) || !strings.Contains(err.Error(), "not UTF-8") {
		t.Errorf("%v", err)
	}
}

// A letter and its mark apart look like one letter and are another password.
func TestPasswordInParts(t *testing.T) {
	for word, want := range map[string]bool{"grön-7": false, "gro\u0308n-7": true, "plain": false, "\u212b": true} {
		if got := oddText(word) != ""; got != want {
			t.Errorf("%q: %v, want %v", word, got, want)
		}
	}
}

// The word is the person's for one run: what was left in a file or an old environment is none.
func TestWordFromTheCommandLineOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	for name, c := range map[string]struct {
		env  map[string]string
		file string
		args []string
	}{
		"confirm in the environment":         {env: map[string]string{"MIACCT_CONFIRM": "6203401187"}},
		"confirm in the file":                {file: "MIACCT_CONFIRM=6203401187\n"},
		"again in the environment":           {env: map[string]string{"MIACCT_RETRY_UNKNOWN": "6203401187"}},
		"again in the file":                  {file: "MIACCT_RETRY_UNKNOWN=6203401187\n"},
		"in the file, and another as a flag": {file: "MIACCT_CONFIRM=6203401187\n", args: []string{"--confirm", "6203401188"}},
		"a mail address as a flag":           {args: []string{"--confirm", "alice@example.com"}},
		"a phone number as a flag":           {args: []string{"--confirm", "+12025550147"}},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
			conf := newConfig()
			fs := flags(t, conf)
			err := fs.Parse(append([]string{"--env-file", path}, c.args...))
			if err == nil {
				err = conf.fill(fs, c.env, os.Geteuid())
			}
			if err == nil {
				t.Errorf("it is taken: --confirm %q, --retry-unknown %q", conf.confirm, conf.again)
			}
		})
	}
}

// answers are a person who always says the same.
type answers struct{ line string }

func (a answers) Call(context.Context, flow.Handoff) error              { return flow.ErrNobody }
func (a answers) Answer(context.Context, flow.Question) (string, error) { return a.line, nil }
func (a answers) Confirm(context.Context, flow.Plan) error              { return flow.ErrDeclined }
