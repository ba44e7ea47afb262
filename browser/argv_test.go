package browser

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// environ is a person's environment, with what Chrome must not see.
func environ(more ...string) func(string) string {
	vars := map[string]string{
		"PATH": "/usr/bin:/bin", "HOME": "/home/ann", "TZ": "Asia/Shanghai", "LANG": "de_DE.UTF-8",
		"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/1000",
		"MIACCT_PASSWORD": "canary", "MIACCT_ACCOUNT": "canary", "SSLKEYLOGFILE": "/tmp/canary",
		"HTTPS_PROXY": "http://canary", "CHROMIUM_FLAGS": "--canary", "LD_PRELOAD": "canary.so",
	}
	for _, kv := range more {
		k, v, _ := strings.Cut(kv, "=")
		vars[k] = v
	}
	return func(name string) string { return vars[name] }
}

func TestCommand(t *testing.T) {
	cloud := &pin{addr: "127.0.0.1:8443", spki: "c3BraQ=="}
	for name, c := range map[string]struct {
		o Options
		s surroundings
	}{
		"headless":   {Options{}, surroundings{getenv: environ()}},
		"headful":    {Options{Headful: true, Lang: "zh-CN"}, surroundings{getenv: environ()}},
		"wayland":    {Options{Headful: true}, surroundings{getenv: environ("DISPLAY=")}},
		"mock":       {Options{Mock: "localhost:8443"}, surroundings{getenv: environ(), cloud: cloud}},
		"root-mock":  {Options{Mock: "localhost:8443"}, surroundings{getenv: environ(), cloud: cloud, root: true}},
		"jail":       {Options{Hosts: []string{"i.mi.com"}, Jail: []string{"*.mi-img.com"}}, surroundings{getenv: environ()}},
		"no-sandbox": {Options{NoSandbox: true}, surroundings{getenv: environ(), small: true}},
	} {
		t.Run(name, func(t *testing.T) {
			args, env := command(c.o, c.s, "/tmp/profile")
			got := strings.Join(args, "\n") + "\n\n" + strings.Join(env, "\n") + "\n"
			if strings.Contains(got, "canary") {
				t.Errorf("Chrome gets what it must not see:\n%s", got)
			}
			golden(t, filepath.Join("testdata", "start", name+".golden"), got)
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s", file, got)
	}
}

func TestOnlyAMockCloudsCertificateIsAccepted(t *testing.T) {
	for _, o := range []Options{{}, {Headful: true}, {NoSandbox: true}, {Lang: "zh-CN"}} {
		for _, root := range []bool{false, true} {
			args, _ := command(o, surroundings{getenv: environ(), root: root}, "/tmp/profile")
			for _, a := range args {
				if strings.Contains(a, "cert") || strings.Contains(a, "resolver") || strings.Contains(a, "debugging-port") {
					t.Errorf("command(%+v) has %s", o, a)
				}
			}
		}
	}
}

func TestRefusal(t *testing.T) {
	none := environ("DISPLAY=", "WAYLAND_DISPLAY=")
	for _, c := range []struct {
		o    Options
		s    surroundings
		want string
	}{
		{Options{}, surroundings{getenv: none, root: true}, "as root Chrome has no sandbox: run as another user, or add --no-sandbox"},
		{Options{NoSandbox: true}, surroundings{getenv: none, root: true}, ""},
		{Options{Mock: "127.0.0.1:1"}, surroundings{getenv: none, root: true}, ""},
		{Options{}, surroundings{getenv: none}, ""},
		{Options{Headful: true}, surroundings{getenv: none}, "leave --headful out, or run under xvfb-run"},
		{Options{Headful: true}, surroundings{getenv: environ("DISPLAY=")}, ""},
		{Options{Headful: true}, surroundings{getenv: environ("WAYLAND_DISPLAY=")}, ""},
	} {
		err := refusal(c.o, c.s)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("refusal(%+v, root %v) = %v, want %q", c.o, c.s.root, err, c.want)
		}
	}
}

func TestTheXAuthorityOfTheHomeIsKept(t *testing.T) {
	for given, want := range map[string]string{"": "XAUTHORITY=/home/ann/.Xauthority", "/run/x": "XAUTHORITY=/run/x"} {
		_, env := command(Options{Headful: true}, surroundings{getenv: environ("XAUTHORITY=" + given)}, "/tmp/profile")
		if !strings.Contains(strings.Join(env, "\n"), want) {
			t.Errorf("with XAUTHORITY=%q the environment is %q, want %s", given, env, want)
		}
	}
}
