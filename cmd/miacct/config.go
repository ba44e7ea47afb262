package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"miacct/pages"
)

const (
	envAccount  = "MIACCT_ACCOUNT"
	envPassword = "MIACCT_PASSWORD"
	envCloud    = "MIACCT_CLOUD"

	envBrowserURL     = "MIACCT_BROWSER_URL"
	envBrowserHeaders = "MIACCT_BROWSER_HEADERS"
)

// A config is what a run was asked to do, and how.
type config struct {
	account, password string
	cloud             string

	headful    bool
	live       bool
	livePort   int // any if zero
	dryRun     bool
	stopBefore string
	confirm    string
	again      string
	askpass    string
	auditDir   string
	traceTime  string
	mask       string
	json       bool
	verbose    bool
	timeout    time.Duration
	patience   time.Duration // with a person, without end if zero
	onCall     string
	verifyBy   string
	signIn     string // pages.ByPassword or pages.ByCode
	checklist  string // ask, show or skip; "" for what fits
	envFile    string
	site       string
	browser    string
	browserURL string
	profile    string
	headers    string // for the browser's address
	lang       string
	mock       string
	noSandbox  bool
	jail       bool
	allowHosts []string
}

func newConfig() *config {
	return &config{cloud: "https://i.mi.com", auditDir: "miacct-audit", mask: "personal", signIn: pages.ByPassword, timeout: 30 * time.Second, envFile: ".env"}
}

// A setting is one thing that can be set by a flag, by its twin in the environment, and in .env.
type setting struct {
	flag  string // "" if it has no flag
	env   string // "" if only the flag sets it
	value pflag.Value
	usage string
}

// settings is the table of all settings. The first of flag, environment, .env and default counts.
func (c *config) settings() []setting {
	return []setting{
		{"", envAccount, text(&c.account, nil), ""},
		{"", envPassword, text(&c.password, nil), ""},
		{"", envCloud, text(&c.cloud, checkCloud), ""},
		{"", envBrowserHeaders, text(&c.headers, checkHeaders), ""},
		{"headful", "MIACCT_HEADFUL", yes(&c.headful), "show the browser's window, so that you can act in it"},
		{"remote-view", "MIACCT_REMOTE_VIEW", &liveValue{&c.live, &c.livePort}, "when you are needed, serve an interactive view of the browser on 127.0.0.1 (on `PORT`, if given)"},
		{"dry-run", "MIACCT_DRY_RUN", yes(&c.dryRun), "show the plan and change nothing"},
		{"stop-before", "MIACCT_STOP_BEFORE", text(&c.stopBefore, oneOf("find-device", "devices", "account")), "stop before `PART`: find-device, devices or account"},
		{"confirm", "", text(&c.confirm, checkID), "confirm the changes to the account `ID` in advance, instead of typing it when asked"},
		{"retry-unknown", "", text(&c.again, checkID), "with --confirm: retry, for the account `ID`, steps that an earlier run started but could not verify"},
		{"askpass", "MIACCT_ASKPASS", text(&c.askpass, checkProgram), "ask through `PROG`: it gets the question as its argument and prints the answer"},
		{"audit-dir", "MIACCT_AUDIT_DIR", text(&c.auditDir, nil), "create the record's folder in `DIR`"},
		{"trace-time", "MIACCT_TRACE_TIME", text(&c.traceTime, nil), "write a timing trace to the new `FILE`, to open in ui.perfetto.dev"},
		{"mask", "MIACCT_MASK", text(&c.mask, oneOf("none", "secrets", "personal")), "mask `WHAT` in pictures: none, secrets or personal; passwords and codes are always masked"},
		{"json", "MIACCT_JSON", yes(&c.json), "write every event to stdout as one line of JSON"},
		{"verbose", "MIACCT_VERBOSE", yes(&c.verbose), "show every step and action; the record always has them"},
		{"timeout", "MIACCT_TIMEOUT", duration(&c.timeout), "limit (`DUR`) for a single browser action; waiting for you is not limited"},
		{"person-timeout", "MIACCT_PERSON_TIMEOUT", longer(&c.patience), "give up on a prompt after `DUR` (default: wait forever)"},
		{"notify", "MIACCT_NOTIFY", text(&c.onCall, nil), "run the shell command `CMD` when you are needed, with MIACCT_ASK, MIACCT_STEP, MIACCT_KIND and MIACCT_PICTURE in its environment; see docs/recipes.md"},
		{"verify-by", "MIACCT_VERIFY_BY", text(&c.verifyBy, oneOf("phone", "mail")), "receive one-time codes by `WAY`, phone or mail, if the site offers both"},
		{"sign-in", "MIACCT_SIGN_IN", text(&c.signIn, oneOf(pages.ByPassword, pages.ByCode)), "sign in by `WAY`: password, or qr (scan the site's QR code with a phone that is signed in; no password is needed until the site asks for it)"},
		{"checklist", "MIACCT_CHECKLIST", text(&c.checklist, oneOf("ask", "show", "skip")), "what to do (`HOW`) with the list of things to do yourself beforehand: ask (confirm each one), show or skip; the default is ask on a terminal, unless with --dry-run or --confirm"},
		{"env-file", "MIACCT_ENV_FILE", text(&c.envFile, nil), "read settings from `FILE`"},
		{"site", "MIACCT_SITE", text(&c.site, nil), "use the site description in `FILE`; see miacct site"},
		{"browser", "MIACCT_BROWSER", text(&c.browser, nil), "`PATH` of Chrome or Chromium (default: search for one)"},
		{"browser-url", envBrowserURL, text(&c.browserURL, checkBrowserURL), "drive the Chrome at `WS` (wss://…, or ws:// on this machine) instead; whoever runs it can see everything: see docs/remote.md"},
		{"profile", "MIACCT_PROFILE", text(&c.profile, nil), "keep the browser profile in `DIR`, so that the site remembers this browser; it contains your sign-in"},
		{"lang", "MIACCT_LANG", text(&c.lang, checkLang), "request pages in language `L`, such as en or zh-CN"},
		{"mock", "MIACCT_MOCK", text(&c.mock, checkMock), "use the mock cloud at `HOST:PORT` on this machine and connect to nothing else"},
		{"restrict-hosts", "MIACCT_RESTRICT_HOSTS", yes(&c.jail), "block every host except Xiaomi's and the captcha providers' (does not work behind a company proxy)"},
		{"allow-host", "MIACCT_ALLOW_HOST", &hostsValue{&c.allowHosts}, "with --restrict-hosts: also allow `HOST`, such as cdn.example or *.cdn.example; separate several with commas"},
		{"no-sandbox", "MIACCT_NO_SANDBOX", yes(&c.noSandbox), "run Chrome without its sandbox (needed as root); pages are then less isolated"},
	}
}

// addFlags gives fs a flag for each setting that has one.
func (c *config) addFlags(fs *pflag.FlagSet, only ...string) {
	fs.SortFlags = false
	for _, s := range c.settings() {
		if s.flag == "" || only != nil && !slices.Contains(only, s.flag) {
			continue
		}
		f := fs.VarPF(s.value, s.flag, "", s.usage)
		switch s.value.(type) {
		case *yesValue:
			f.NoOptDefVal = "true"
		case *liveValue:
			f.NoOptDefVal = "any"
		}
	}
}

// fill sets what no flag has set, from the environment and from .env.
func (c *config) fill(fs *pflag.FlagSet, env map[string]string, uid int) error {
	given := func(s setting) bool { return s.flag != "" && fs.Lookup(s.flag) != nil && fs.Changed(s.flag) }
	set := func(s setting, v, place string) error {
		if err := checkText(s.env+cmp.Or(place, " in the environment"), v); err != nil {
			return err
		}
		if err := s.value.Set(v); err != nil {
			return fmt.Errorf("%s%s: %w", s.env, place, err)
		}
		return nil
	}
	if err := wordsElsewhere(env, "the environment"); err != nil {
		return err
	}
	// Where .env is must be known first, and what the person said about a mock cloud before any file is read.
	named := fs.Lookup("env-file") != nil && fs.Changed("env-file")
	var rest []setting
	for _, s := range c.settings() {
		v := env[s.env]
		switch {
		case given(s), s.env == "":
		case v == "":
			rest = append(rest, s)
		default:
			named = named || s.flag == "env-file"
			if err := set(s, v, ""); err != nil {
				return err
			}
		}
	}
	file, err := readEnvFile(c.envFile, uid)
	if errors.Is(err, os.ErrNotExist) && !named {
		return nil
	}
	if err != nil {
		return err
	}
	if err := wordsElsewhere(file, c.envFile); err != nil {
		return err
	}
	if err := c.known(file); err != nil {
		return fmt.Errorf("%s: %w", c.envFile, err)
	}
	for _, s := range rest {
		if v := file[s.env]; v != "" && s.flag != "env-file" {
			if err := set(s, v, " in "+c.envFile); err != nil {
				return err
			}
		}
	}
	return nil
}

// wordsElsewhere refuses a word of the person's that is given elsewhere than on the command
// line: left in a file or an old environment it would allow a deletion nobody has in mind.
func wordsElsewhere(values map[string]string, place string) error {
	for _, word := range []string{"confirm", "retry-unknown"} {
		if name := "MIACCT_" + strings.ToUpper(strings.ReplaceAll(word, "-", "_")); values[name] != "" {
			return fmt.Errorf("%s is set in %s: the deletion can only be confirmed on the command line; remove it, and pass --%s ID to the run it is meant for", name, place, word)
		}
	}
	return nil
}

// known refuses names of our own kind that are no setting: most likely they are misspelt.
func (c *config) known(file map[string]string) error {
	names := map[string]bool{}
	for _, s := range c.settings() {
		names[s.env] = true
	}
	for _, k := range slices.Sorted(maps.Keys(file)) {
		if strings.HasPrefix(k, "MIACCT_") && !names[k] {
			return fmt.Errorf("there is no setting %s", k)
		}
	}
	return nil
}
