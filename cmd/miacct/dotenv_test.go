package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEnvFileIsThePersonsOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(path, []byte("MIACCT_LANG=en\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if v, err := readEnvFile(path, os.Geteuid()); err != nil || v["MIACCT_LANG"] != "en" {
		t.Errorf("got %v, %v", v, err)
	}
	if _, err := readEnvFile(path, os.Geteuid()+1); err == nil || !strings.Contains(err.Error(), "belongs to another user") {
		t.Errorf("another user's file: %v", err)
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o660, 0o610} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := readEnvFile(path, os.Geteuid()); err == nil || !strings.Contains(err.Error(), "chmod 600 "+path) {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
}

func TestEnvFileThatIsTooLong(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(path, bytes.Repeat([]byte("#"), maxEnvFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readEnvFile(path, os.Geteuid()); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("got %v", err)
	}
}

func TestPasswordIsReadAsItIsWritten(t *testing.T) {
	for line, want := range map[string]string{ // "": refused
		`MIACCT_PASSWORD=abc`:                "abc",
		`MIACCT_PASSWORD='a b$C\n#"'`:        `a b$C\n#"`,
		`MIACCT_PASSWORD="abc"`:              "abc",
		`export MIACCT_PASSWORD='abc' # old`: "abc",
		`MIACCT_PASSWORD: abc`:               "abc",
		`MIACCT_PASSWORD=it's`:               "it's",
		`MIACCT_PASSWORD=a#b`:                "a#b",
		`MIACCT_PASSWORD=a #b`:               "",
		`MIACCT_PASSWORD=a$HOME`:             "",
		`MIACCT_PASSWORD="a$HOME"`:           "",
		`MIACCT_PASSWORD="a\nb"`:             "",
		`MIACCT_PASSWORD='abc'def`:           "",
		"MIACCT_PASSWORD='abc\ndef'":         "",
	} {
		v, err := parseEnvFile(".env", []byte("# mine\n"+line+"\n"))
		switch {
		case want == "" && err == nil:
			t.Errorf("%s: taken as %q", line, v[envPassword])
		case want != "" && (err != nil || v[envPassword] != want):
			t.Errorf("%s: got %q, %v", line, v[envPassword], err)
		case err != nil && !strings.HasPrefix(err.Error(), ".env:2: "):
			t.Errorf("%s: %v does not name line 2", line, err)
		}
	}
}

// FuzzPassword looks for passwords that are read differently than they are written, or quoted in an error.
func FuzzPassword(f *testing.F) {
	for _, s := range []string{"abc", "a$B", `a\$B`, "a #b", `"a"`, "''", "é", "$(x)", `\`, "a'b", " a ", "export", "="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, rest string) {
		if strings.ContainsAny(rest, "\n\r\x00") {
			return
		}
		password := "Zq7" + rest
		v, err := parseEnvFile(".env", []byte(envPassword+"='"+password+"'\n"))
		switch {
		case err != nil && strings.Contains(err.Error(), "Zq7"):
			t.Errorf("the error quotes the password: %v", err)
		case err == nil && v[envPassword] != password && !strings.Contains(rest, "'"):
			t.Errorf("%q is read as %q", password, v[envPassword])
		}
		v, err = parseEnvFile(".env", []byte(envPassword+"="+password+"\n"))
		switch {
		case err != nil && strings.Contains(err.Error(), "Zq7"):
			t.Errorf("the error quotes the password: %v", err)
		case err == nil && v[envPassword] != strings.TrimSpace(password):
			t.Errorf("without quotes %q is read as %q", password, v[envPassword])
		}
	})
}
