package browser

import (
	"fmt"
	"slices"
	"strings"

	"miacct/internal/platform"
)

// surroundings is what the command line depends on beyond Options.
type surroundings struct {
	getenv func(string) string // our own environment
	root   bool                // we are root, for whom Chrome's sandbox does not work
	small  bool                // /dev/shm is too small for Chrome
	cloud  *pin                // the mock cloud
}

// The size of the window, and of pictures with it.
const windowWidth, windowHeight = 1280, 800

// command returns the arguments and the environment that Chrome gets; it gets no
// others. dir is its profile.
func command(o Options, s surroundings, dir string) (args, env []string) {
	lang := o.Lang
	if lang == "" {
		lang = "en-US"
	}
	return arguments(o, s, dir, lang), environment(o, s, dir, lang)
}

func arguments(o Options, s surroundings, dir, lang string) []string {
	args := []string{
		"--user-data-dir=" + dir,
		"--remote-debugging-pipe",
		"--no-startup-window", // the one tab is opened by us

		// Chrome says that a program drives it, and asks the person nothing of its own.
		"--enable-automation",
		"--no-first-run",
		"--no-default-browser-check",
		"--disable-default-apps",
		"--disable-extensions",
		"--disable-search-engine-choice-screen",
		"--disable-hang-monitor",
		"--disable-features=Translate,MediaRouter,OptimizationHints",

		// A frame of another site has a process of its own, in chrome-headless-shell too.
		"--site-per-process",

		// It talks to the site and to nobody else, and keeps nothing in the person's key ring.
		"--disable-background-networking",
		"--disable-component-update",
		"--disable-domain-reliability",
		"--disable-sync",
		"--disable-breakpad",
		"--metrics-recording-only",
		"--password-store=basic",
		"--use-mock-keychain",

		// A window behind others goes on working.
		"--disable-background-timer-throttling",
		"--disable-backgrounding-occluded-windows",
		"--disable-renderer-backgrounding",

		// Pictures of one run look like those of another.
		"--force-color-profile=srgb",
		fmt.Sprintf("--window-size=%d,%d", windowWidth, windowHeight),
		"--lang=" + lang,
		"--accept-lang=" + strings.Join(accepted(lang), ","),
	}
	if !o.Headful {
		args = append(args, "--headless=new", "--mute-audio")
	} else if s.getenv("DISPLAY") == "" && s.getenv("WAYLAND_DISPLAY") != "" {
		args = append(args, "--ozone-platform=wayland")
	}
	if s.small {
		args = append(args, "--disable-dev-shm-usage")
	}
	if o.NoSandbox || s.root && (o.Mock != "" || o.offline) {
		args = append(args, "--no-sandbox")
	}
	switch {
	case len(o.Jail) > 0:
		proxy, past := o.prison()
		args = append(args, "--proxy-server="+proxy, "--proxy-bypass-list="+past)
	case s.cloud != nil:
		args = append(args, "--no-proxy-server") // a proxy would resolve names itself
	}
	if s.cloud != nil {
		args = append(args,
			"--host-resolver-rules=MAP * "+s.cloud.addr,
			"--ignore-certificate-errors-spki-list="+s.cloud.spki)
	}
	if o.offline {
		args = append(args, "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND")
	}
	return args
}

// passed are the variables that Chrome gets as we have them; shown only with a window.
var (
	passed = []string{"PATH", "TZ", "FONTCONFIG_FILE", "FONTCONFIG_PATH"}
	shown  = []string{"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR"}
)

func environment(o Options, s surroundings, dir, lang string) []string {
	env := []string{
		"HOME=" + dir,
		"XDG_CONFIG_HOME=" + dir, // Chrome's crash handler looks here, not into the profile
		"XDG_CACHE_HOME=" + dir,
		"TMPDIR=" + dir + "/" + profileTemp,
		"BREAKPAD_DUMP_LOCATION=" + dir + "/" + profileCrash,
		"LANG=" + locale(lang),
		"LANGUAGE=" + strings.TrimSuffix(locale(lang), ".UTF-8"),
		"DBUS_SESSION_BUS_ADDRESS=disabled:", // else a bus is started that outlives us
	}
	names := slices.Concat(passed, platform.StartVariables())
	if o.Headful {
		names = append(names, shown...)
	}
	for _, n := range names {
		v := s.getenv(n)
		if n == "XAUTHORITY" && v == "" && s.getenv("DISPLAY") != "" && s.getenv("HOME") != "" {
			v = s.getenv("HOME") + "/.Xauthority" // where it is looked for if nothing is set; HOME is another now
		}
		if v != "" {
			env = append(env, n+"="+v)
		}
	}
	slices.Sort(env)
	return env
}

// accepted returns the languages to ask sites for: "zh-CN" and "zh".
func accepted(lang string) []string {
	if base, _, ok := strings.Cut(lang, "-"); ok {
		return []string{lang, base}
	}
	return []string{lang}
}

// locale returns the name of lang's locale: "zh_CN.UTF-8" for "zh-CN".
func locale(lang string) string {
	base, rest, _ := strings.Cut(lang, "-")
	if len(rest) != 2 { // a script or a variant, which locales name in other ways
		return base + ".UTF-8"
	}
	return base + "_" + rest + ".UTF-8"
}

// refusal says why Chrome is not even started.
func refusal(o Options, s surroundings) error {
	switch {
	case s.root && !o.NoSandbox && o.Mock == "" && !o.offline:
		return fmt.Errorf("as root Chrome has no sandbox: run as another user, or add --no-sandbox if this machine has nothing to lose")
	case o.Headful && platform.UsesX && s.getenv("DISPLAY") == "" && s.getenv("WAYLAND_DISPLAY") == "":
		return fmt.Errorf("there is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set): leave --headful out, or run under xvfb-run")
	}
	return nil
}
