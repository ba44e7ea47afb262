package pages_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"miacct/browser"
	"miacct/mockcloud"
)

// A walker goes through the pages of a shape to the end, as one who knows the shape does:
// by the marks that its elements carry for that. What it presses can be pressed.
type walker struct {
	*testing.T
	ctx   context.Context
	tab   *browser.Session
	cloud *mockcloud.Cloud
	shape mockcloud.Shape
	words map[string]string

	// told of what the walk is about from now on, and of each step before it is done; may be nil
	about func(w *walker, errand, device string)
	step  func(w *walker, mark string)
}

// TestEverySeedCanBeWalked shows that seeds are fair: there is a way to the end of each.
func TestEverySeedCanBeWalked(t *testing.T) {
	seeds := chosenSeeds(t, "3")
	for _, seed := range seeds {
		t.Run(seed.String(), func(t *testing.T) {
			t.Parallel()
			walk(t, uint64(seed), nil)
		})
	}
}

func walk(t *testing.T, seed uint64, tell *walker) {
	before := mockcloud.Seeded(seed).State
	before.Knobs.Shape.Marks = true
	cloud, err := mockcloud.Start(mockcloud.Options{State: before})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cloud.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	tab, err := browser.Open(ctx, browser.Options{Mock: cloud.Addr(), Hosts: []string{"account.xiaomi.com", "i.mi.com"}})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	w := &walker{T: t, ctx: ctx, tab: tab, cloud: cloud, shape: *before.Knobs.Shape, words: before.Knobs.Shape.Words()}
	if tell != nil {
		w.about, w.step = tell.about, tell.step
	}
	w.Logf("%s", w.shape.About())
	w.signIn()
	w.turnAllOff()
	w.removeAll()
	w.delete()
	after := cloud.State()
	if stopped := w.shape.Check == "stop"; after.Deleted != (!stopped && !w.shape.Later) || after.Accepted != (!stopped && w.shape.Later) {
		t.Errorf("deleted %v, accepted %v; counts %v", after.Deleted, after.Accepted, after.Counts)
	}
	for _, request := range after.Requests {
		if strings.Contains(request, "/act/error") {
			t.Errorf("a page's script failed: %s", request)
		}
	}
	wantNoHarm(t, before, after)
}

// fail ends the walk; the page can be looked at if MIACCT_TEST_KEEP names a folder.
func (w *walker) fail(format string, args ...any) {
	w.Helper()
	if keep := os.Getenv("MIACCT_TEST_KEEP"); keep != "" {
		w.picture(filepath.Join(keep, fmt.Sprintf("seed-%d-failed.png", w.shape.Seed)))
	}
	requests := w.cloud.State().Requests
	w.Fatalf(format+"\n%+v\n%q", append(args, w.shape, requests[max(0, len(requests)-5):])...)
}

func (w *walker) picture(file string) {
	w.Helper()
	shot, err := w.tab.Picture(context.WithoutCancel(w.ctx), browser.Shot{})()
	if err == nil {
		err = os.WriteFile(file, shot.PNG, 0o600)
	}
	if err != nil {
		w.Error(err)
	}
}

// see keeps a picture of the page, if MIACCT_TEST_KEEP names a folder.
func (w *walker) see(page string) {
	if keep := os.Getenv("MIACCT_TEST_KEEP"); keep != "" {
		w.picture(filepath.Join(keep, fmt.Sprintf("seed-%d-%s.png", w.shape.Seed, page)))
	}
}

func (w *walker) on(errand, device string) {
	if w.about != nil {
		w.about(w, errand, device)
	}
}

func (w *walker) judge(mark string) {
	w.Helper()
	if w.step != nil {
		w.step(w, mark)
	}
}

func marked(mark string) browser.Locator {
	return browser.Find(mark, browser.Way{CSS: `[data-m="` + mark + `"]`})
}

func (w *walker) do(a browser.Action) {
	w.Helper()
	if err := w.tab.Do(w.ctx, a); err != nil {
		w.fail("%v", err)
	}
}

// first waits until one of the marks is on the page, and returns the first that is.
func (w *walker) first(marks ...string) string {
	w.Helper()
	var sights []browser.Locator
	for _, mark := range marks {
		sights = append(sights, marked(mark))
	}
	ctx, cancel := context.WithTimeout(w.ctx, 45*time.Second)
	defer cancel()
	seen, err := w.tab.WaitFor(ctx, browser.Visible(sights...))
	if err != nil {
		w.fail("none of %q: %v", marks, err)
	}
	return marks[seen.Index]
}

func (w *walker) look(l browser.Locator) (browser.State, error) {
	at, err := w.tab.Look(w.ctx, l)
	if err != nil {
		return browser.State{}, err
	}
	return at[0], nil
}

func (w *walker) shown(mark string) bool {
	s, err := w.look(marked(mark))
	return err == nil && s.Shown
}

func (w *walker) press(mark string) {
	w.Helper()
	w.clear()
	w.judge(mark)
	w.do(marked(mark).Click())
}

// clear takes away what lies over the page by itself.
func (w *walker) clear() {
	for _, noise := range []string{"cookies", "survey"} {
		if s, err := w.look(marked(noise)); err == nil && s.Ready {
			w.do(marked(noise).ClickIfSeen())
		}
	}
}

func (w *walker) signIn() {
	w.do(browser.Goto("https://i.mi.com/"))
	w.press(w.first("enter"))
	account := w.cloud.State().Account
	if w.first("tab-password", "user") == "tab-password" {
		w.press("tab-password")
	}
	w.clear()
	w.see("1-sign-in")
	w.on("sign-in", "")
	w.judge("user")
	w.do(marked("user").Fill(account.Email))
	if w.shape.SignIn == "two-pages" {
		w.press("next")
	}
	w.first("password")
	w.judge("password")
	w.do(marked("password").FillPassword(account.Password))
	if w.shape.Agreement == "box" {
		w.press("agree")
	}
	w.press("signin")
	if w.shape.Agreement == "popup" {
		w.press(w.first("agree-yes"))
	}
	w.first("find-page", "main-menu", "account-menu")
	w.on("home", "")
}

// visit opens an address; a page that loads anew just then breaks that off once.
func (w *walker) visit(url string) {
	w.Helper()
	if err := w.tab.Do(w.ctx, browser.Goto(url)); err != nil {
		w.do(browser.Goto(url))
	}
}

// open goes from home to the page behind the link with mark.
func (w *walker) open(mark string) {
	w.visit("https://i.mi.com/")
	if got := w.first(mark, "main-menu", "account-menu"); got != mark {
		w.press(got)
	}
	w.press(w.first(mark))
}

// answer presses what asks, and answers all that p asks. The press is of trigger.
func (w *walker) answer(p mockcloud.Prompt, trigger string) {
	w.Helper()
	native := []string{w.words["off_title"], w.words["remove_title"], w.words["final_title"], w.words["sure_title"]}
	if p.Kind == "native" {
		w.clear()
		w.judge(trigger)
		w.do(marked(trigger).ClickAccepting(native...))
	} else {
		w.press(trigger)
	}
	yes := func(password bool, native_ bool) {
		w.first("no")
		w.see("5-prompt")
		if w.shown("p-box") {
			w.press("p-box")
		}
		if password {
			w.judge("p-password")
			w.do(marked("p-password").FillPassword(w.cloud.State().Account.Password))
		}
		w.first("yes")
		if native_ {
			w.do(marked("yes").ClickAccepting(native...))
			return
		}
		w.press("yes")
	}
	if p.Kind != "native" && p.Kind != "none" {
		yes(p.Password == "inside", p.Second == "native")
	}
	if p.Second != "" && p.Second != "native" {
		w.first("yes")
		yes(false, false)
	}
	if p.Password == "after" {
		w.first("p-password")
		yes(true, false)
	}
}

// until waits for the cloud to hold what is asked for.
func (w *walker) until(what string, holds func(mockcloud.State) bool) {
	w.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	late := time.After(45 * time.Second)
	for !holds(w.cloud.State()) {
		select {
		case <-tick.C:
		case <-late:
			w.fail("%s did not happen; counts %v", what, w.cloud.State().Counts)
		}
	}
}

func (w *walker) turnAllOff() {
	for i, d := range w.cloud.State().Devices {
		if !d.Own || !d.FindOn {
			continue
		}
		w.open("find-page")
		marks := []string{"off:" + d.FID, "more:" + d.FID, "open:" + d.FID, "choose"}
		at := w.first(marks...)
		for at != marks[0] { // each press brings what stands before it
			marks = marks[:slices.Index(marks, at)]
			w.press(at)
			at = w.first(marks...)
		}
		w.see("2-find")
		w.on("find", d.Name)
		w.answer(w.shape.FindPrompt, at)
		w.until("turning "+d.Name+" off", func(s mockcloud.State) bool { return !s.Devices[i].FindOn })
	}
}

func (w *walker) removeAll() {
	devices := w.cloud.State().Devices
	for i, d := range slices.Backward(devices) {
		if !d.Own {
			continue
		}
		w.open("settings")
		if w.shape.Mine != "settings" {
			w.press(w.first("mine"))
		}
		if w.first("row", "edit") == "edit" || strings.HasPrefix(w.shape.MineDelete, "edit") {
			w.press(w.first("edit"))
		}
		at := w.reach(d.FID)
		for range 3 {
			if strings.HasPrefix(at, "remove") {
				break
			}
			w.press(at)
			at = w.first("remove:"+d.FID, "remove-picked")
		}
		w.see("3-mine")
		w.on("mine", d.Name)
		w.answer(w.shape.MinePrompt, at)
		w.until("removing "+d.Name, func(s mockcloud.State) bool { return s.Devices[i].Removed })
	}
}

// reach turns pages and scrolls until the entry of the device is there, and returns its control.
func (w *walker) reach(fid string) string {
	marks := []string{"remove:" + fid, "more:" + fid, "pick:" + fid, "open:" + fid}
	late := time.After(time.Minute)
	for {
		for _, mark := range marks {
			if w.shown(mark) {
				return mark
			}
		}
		for _, more := range []string{"show-more", "next-page"} {
			if w.shown(more) {
				w.clear()
				w.do(marked(more).ClickIfSeen()) // it goes when all has come
			}
		}
		if err := w.tab.Do(w.ctx, marked("row").ScrollOn()); err != nil {
			w.Log(err) // the list was drawn anew
		}
		select {
		case <-late:
			w.fail("%s is nowhere in My Devices", fid)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// delete does what the page shows, in an order in which it can be done, until the order is given.
func (w *walker) delete() {
	w.visit("https://account.xiaomi.com/pass/del")
	w.on("delete", "")
	todo := []string{"section:0", "section:1", "section:2", "section:3", "section:4", "section:5", "end", "code", "code-verify", "code-send",
		"reason", "reason-select", "box:0", "box:1", "box:2", "d-password", "phrase", "next:0", "next:1", "next:2", "next:3", "next:4", "delete"}
	w.doAll(todo, "delete")
	if w.shape.Code == "last" {
		w.doAll([]string{"code", "code-verify", "code-send"}, "code-verify")
	}
	if w.shape.Check == "stop" {
		return
	}
	if w.shape.Check == "continue" {
		w.press(w.first("devs-go"))
	}
	w.until("deleting", func(s mockcloud.State) bool { return s.Deleted || s.Accepted })
}

func (w *walker) doAll(todo []string, last string) {
	w.Helper()
	todo = slices.Clone(todo)
	for {
		mark := w.first(todo...)
		if mark != "end" && mark != "delete" {
			w.judge(mark)
		}
		todo = slices.DeleteFunc(todo, func(x string) bool { return x == mark })
		switch mark {
		case "delete":
			w.see("4-delete")
			w.on("delete", "")
			w.answer(w.shape.FinalPrompt, mark)
		case "end":
			w.do(marked(mark).ScrollOn())
		case "code":
			w.do(marked(mark).Fill(w.cloud.State().LastCode))
		case "d-password":
			w.do(marked(mark).FillPassword(w.cloud.State().Account.Password))
		case "phrase":
			w.do(marked(mark).Fill(w.words["del_phrase"]))
		case "reason-select":
			w.press(mark)
			for _, key := range []string{"ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"} {
				if err := w.tab.Touch(w.ctx, browser.Touch{Is: browser.Key, Key: key}); err != nil {
					w.Fatal(err)
				}
			}
		default:
			w.clear()
			w.do(marked(mark).Click())
		}
		if mark == last {
			return
		}
	}
}
