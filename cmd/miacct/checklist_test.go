package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"miacct/flow"
	"miacct/internal/operator"
	"miacct/internal/platform/platformtest"
	"miacct/internal/progress"
	"miacct/pages"
)

func TestWhoIsAskedTheChecklist(t *testing.T) {
	for _, tt := range []struct {
		c    config
		tty  bool
		want string
	}{
		{config{}, true, "ask"},
		{config{}, false, "show"},
		{config{dryRun: true}, true, "show"},
		{config{confirm: "1"}, true, "show"},
		{config{mock: "127.0.0.1:1"}, true, "show"},
		{config{mock: "127.0.0.1:1", checklist: "ask"}, true, "ask"},
		{config{checklist: "ask"}, false, "show"},
		{config{checklist: "skip"}, true, "skip"},
		{config{checklist: "show"}, true, "show"},
	} {
		if got := checklistFor(&tt.c, tt.tty); got != tt.want {
			t.Errorf("%+v, at a terminal %v: %s, want %s", tt.c, tt.tty, got, tt.want)
		}
	}
}

func TestChecklistIsTickedOff(t *testing.T) {
	all := []pages.Advice{{Do: "Save the photos.", Why: "They go."}, {Do: "Sign out on each phone.", Why: "It asks for a password."}}
	for _, tt := range []struct {
		types string
		ticks []bool
		err   error
	}{
		{"\nx\n", []bool{true, false}, nil},
		{"what?\n\n\n", []bool{true, true}, nil},
		{"\nn\n", nil, flow.ErrDeclined},
		{"\n\x04", nil, flow.ErrGaveUp},
	} {
		keys := platformtest.NewKeyboard(t)
		tty := operator.OpenTerminal(keys.TTY.Name())
		var err error
		done := make(chan struct{})
		var ticks []tick
		w := &operator.Operator{TTY: tty, Screen: progress.New(io.Discard)}
		go func() {
			defer close(done)
			ticks, err = askChecklist(context.Background(), w, all)
		}()
		for n, line := range strings.SplitAfter(tt.types, "\n") {
			if line != "" {
				keys.Sees("stop here:", n+1)
				keys.Types(line)
			}
		}
		<-done
		if !errors.Is(err, tt.err) || len(ticks) != len(tt.ticks) {
			t.Errorf("%q: %v, %v\n%s", tt.types, ticks, err, keys.Screen())
		}
		for i := range ticks {
			if ticks[i].done != tt.ticks[i] || ticks[i].advice != all[i] {
				t.Errorf("%q: %v", tt.types, ticks)
			}
		}
		if !strings.Contains(keys.Screen(), "Why: They go.") {
			t.Errorf("the reason was not shown:\n%s", keys.Screen())
		}
	}
}

func TestEveryBlockerHasItsRemedy(t *testing.T) {
	site, err := pages.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"You cannot turn this off: you changed your password 2 days ago": "do not change the password again",
		"检测到您3天内修改过密码":                                                   "do not change the password again",
		"Turn off Advanced data protection?":                             "on that phone",
		"There are Mi Coins left":                                        "Spend the Mi coins",
		"devices in the Mi Home app":                                     "Mi Home app",
		"Xiaomi Finance":                                                 "Repay loans",
		"A Mi Mobile card":                                               "SIM card",
		"小米实名":                                                           "Unbind",
		"Find Device is on":                                              "i.mi.com/find",
	} {
		if got := strings.Join(site.Remedies(words), "\n"); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
	if got := site.Remedies("Xiaomi Finance · Repay loans and withdraw what is left in the Xiaomi Finance app, then try again."); len(got) > 0 {
		t.Errorf("said twice: %q", got)
	}
}

// What only the person can do is told with its reason, the dry run before the phones are signed out.
func TestChecklistTellsTheReasons(t *testing.T) {
	all := (&pages.WebDelete{Cloud: "https://us.i.mi.com"}).Before()
	text := checklistText(all)
	dry, out := strings.Index(text, "dry run first"), strings.Index(text, "sign out of the account")
	if dry < 0 || out < dry || !strings.Contains(text, "https://us.i.mi.com") || !strings.Contains(text, "Privacy Centre") {
		t.Errorf("%s", text)
	}
	for _, a := range all {
		if a.Do == "" || a.Why == "" {
			t.Errorf("%+v", a)
		}
	}
}
