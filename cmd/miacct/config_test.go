package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func flags(t *testing.T, c *config, args ...string) *pflag.FlagSet {
	t.Helper()
	fs := pflag.NewFlagSet("web-delete", pflag.ContinueOnError)
	c.addFlags(fs)
	if err := fs.Parse(args); err != nil {
		t.Fatal(err)
	}
	return fs
}

// TestFirstOfFlagEnvironmentFileDefault holds for every setting.
func TestFirstOfFlagEnvironmentFileDefault(t *testing.T) {
	values := map[string][3]string{ // flag, environment, file
		envCloud:                {"", "https://us.i.mi.com", "https://in.i.mi.com"},
		"MIACCT_HEADFUL":        {"true", "true", "true"},
		"MIACCT_REMOTE_VIEW":    {"any", "8443", "9443"},
		"MIACCT_MASK":           {"none", "secrets", "personal"},
		"MIACCT_VERIFY_BY":      {"phone", "mail", "phone"},
		"MIACCT_CHECKLIST":      {"ask", "show", "skip"},
		"MIACCT_PERSON_TIMEOUT": {"1m0s", "2m0s", "3m0s"},
		"MIACCT_BROWSER_URL":    {"wss://one.example", "wss://two.example", "wss://three.example"},
		envBrowserHeaders:       {"", "A: b", "C: d"},
		"MIACCT_ALLOW_HOST":     {"one.example", "two.example,*.two.example", "three.example"},
		"MIACCT_RESTRICT_HOSTS": {"true", "true", "true"},
		"MIACCT_DRY_RUN":        {"true", "true", "true"},
		"MIACCT_JSON":           {"true", "true", "true"},
		"MIACCT_VERBOSE":        {"true", "true", "true"},
		"MIACCT_SIGN_IN":        {"password", "qr", "password"},
		"MIACCT_NO_SANDBOX":     {"true", "true", "true"},
		"MIACCT_STOP_BEFORE":    {"find-device", "devices", "account"},
		"MIACCT_ASKPASS":        {"/bin/sh", "/bin/ls", "/bin/cat"},
		"MIACCT_TIMEOUT":        {"1m0s", "2m0s", "3m0s"},
		"MIACCT_LANG":           {"en", "zh-CN", "ru"},
		"MIACCT_MOCK":           {"127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"},
	}
	path := filepath.Join(t.TempDir(), ".env")
	for i, s := range newConfig().settings() {
		if s.flag == "env-file" || s.env == "" {
			continue
		}
		v, ok := values[s.env]
		if !ok {
			v = [3]string{"flag", "environment", "file"}
		}
		if err := os.WriteFile(path, []byte(s.env+"='"+v[2]+"'\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for from, want := range v {
			if from == 0 && s.flag == "" {
				continue
			}
			c := newConfig()
			var args []string
			env := map[string]string{"MIACCT_ENV_FILE": path}
			if from <= 0 {
				args = []string{"--" + s.flag + "=" + v[0]}
			}
			if from <= 1 {
				env[s.env] = v[1]
			}
			if err := c.fill(flags(t, c, args...), env, os.Geteuid()); err != nil {
				t.Errorf("%s: %v", s.env, err)
			}
			if got := c.settings()[i].value.String(); got != want {
				t.Errorf("%s: got %q, want %q", s.env, got, want)
			}
		}
	}
}

func TestEveryFlagHasItsTwin(t *testing.T) {
	example := read(t, filepath.Join("..", "..", ".env.example"))
	for _, s := range newConfig().settings() {
		if want := "MIACCT_" + strings.ToUpper(strings.ReplaceAll(s.flag, "-", "_")); s.flag != "" && s.env != "" && s.env != want {
			t.Errorf("--%s has the twin %s, want %s", s.flag, s.env, want)
		}
		if s.flag == "" && !strings.Contains(example, s.env+"=") {
			t.Errorf(".env.example does not name %s, which has no flag", s.env)
		}
	}
}

func TestSecretsAreNoFlags(t *testing.T) {
	c := newConfig()
	fs := flags(t, c)
	for _, name := range []string{"account", "password"} {
		if fs.Lookup(name) != nil {
			t.Errorf("there is a flag --%s", name)
		}
	}
}

// FuzzMock looks for an address of another machine that is taken for one of this one.
func FuzzMock(f *testing.F) {
	for _, s := range []string{"127.0.0.1:80", "[::1]:80", "localhost:80", "10.0.0.1:80", "127.0.0.1.evil.example:80", "[::ffff:127.0.0.1]:80", "[::01]:1", "[::1%lo]:1", "0.0.0.0:1", ":80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := checkMock(s)
		if err == nil && !strings.HasPrefix(got, "127.") && !strings.HasPrefix(got, "[::1]:") {
			t.Errorf("%q is taken as %q", s, got)
		}
	})
}

func TestLiveIsYesNoOrAPort(t *testing.T) {
	for said, want := range map[string]string{"any": "any", "true": "any", "Yes": "any", "no": "", "false": "", "1024": "1024", "65535": "65535"} {
		c := newConfig()
		flags(t, c, "--remote-view="+said)
		if got := (&liveValue{&c.live, &c.livePort}).String(); got != want {
			t.Errorf("%s is taken as %q, want %q", said, got, want)
		}
	}
	c := newConfig()
	if flags(t, c, "--remote-view"); !c.live || c.livePort != 0 {
		t.Errorf("--remote-view alone: %v, port %d", c.live, c.livePort)
	}
	for _, said := range []string{"", "0", "1", "80", "65536", "-1", "0.0.0.0:8080", "8080 ", "on"} {
		if err := (&liveValue{new(bool), new(int)}).Set(said); err == nil {
			t.Errorf("%q is taken", said)
		}
	}
}
