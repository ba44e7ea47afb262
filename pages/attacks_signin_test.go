package pages_test

import (
	"net/http"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/pages"
	"miacct/trail"
)

// given answers on with page until its form was sent to "/trap", and counts what was sent there:
// "trap" always, "trap-password" if the account's password was in it.
func given(on, page string) []mockcloud.Hook {
	return []mockcloud.Hook{
		{On: on, Before: func(s *mockcloud.State, w http.ResponseWriter, _ *http.Request) bool {
			if s.Counts["trap"] > 0 || s.Counts["sign-in"] == 0 {
				return false
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte("<!doctype html><html><head><title>Xiaomi Account</title></head><body>" + page + "</body></html>"))
			return true
		}},
		{On: "POST /trap", Before: func(s *mockcloud.State, w http.ResponseWriter, r *http.Request) bool {
			s.Counts["trap"]++
			_ = r.ParseForm()
			for _, values := range r.Form {
				if strings.Contains(strings.Join(values, ""), s.Account.Password) {
					s.Counts["trap-password"]++
				}
			}
			http.Redirect(w, r, r.Referer(), http.StatusFound)
			return true
		}},
	}
}

// The account's password is given to a form that signs in, and to no other.
func TestPasswordOnlyForSigningIn(t *testing.T) {
	t.Parallel()
	const account = "GET /fe/service/account"
	untouched := map[string]int{"trap": 0, "trap-password": 0, "find-off*": 0, "remove*": 0, "delete": 0}
	left := []trail.Outcome{trail.NobodyThere, trail.NotRecognised}
	dry := func(j *pages.WebDelete, _ *owner) { j.DryRun = true }
	form := func(rest string) string { return `<form method=post action=/trap>` + rest + `</form>` }
	attacked(t, []attack{
		{name: "set a new password", outcomes: left, counts: untouched, change: dry,
			hooks: given(account, `<h1>Set a new password</h1>`+form(`<input type=password name=p autocomplete=new-password><label><input type=checkbox name=out> Sign out on all devices</label><button>Save and sign out everywhere</button>`))},
		{name: "set a new password, Chinese, without a heading", outcomes: left, counts: untouched, change: dry,
			hooks: given(account, `<div>设置新密码</div>`+form(`<input type=password name=password placeholder=密码><button>确定</button>`))},
		{name: "change the password", outcomes: left, counts: untouched,
			hooks: given(account, `<h1>Password</h1>`+form(`<input type=password name=old><input type=password name=password><button>Sign in</button>`))},
		{name: "a PIN for payments", outcomes: left, counts: untouched,
			hooks: given(account, `<h2>Mi Pay</h2>`+form(`<p>Choose the PIN you pay with</p><input name=account><input type=password name=password><button>OK</button>`))},
		{name: "sign in again with the session alive", outcomes: left, counts: untouched,
			hooks: given(account, `<h1>Sign in</h1>`+form(`<input name=account><input type=password name=password><button>Sign in</button>`))},
		{name: "sign up", outcomes: left, counts: untouched,
			hooks: given(account, `<h1>Create a Xiaomi Account</h1>`+form(`<input type=email name=user><input type=password name=password><button>Next</button>`))},
	})
}

// A sign-in page is the same to a person whatever is left out of it or told in other words.
func TestSignInFormsThatSayLess(t *testing.T) {
	t.Parallel()
	const page = "GET /fe/service/login/password"
	agreement := func(kind string) func(*mockcloud.State) {
		return func(s *mockcloud.State) { s.Knobs.Agreement, s.Devices = kind, nil }
	}
	done, signedIn := []trail.Outcome{trail.Done}, map[string]int{"sign-in": 1}
	var shapes []attack
	for _, shape := range []string{"", "mobile", "old"} {
		shapes = append(shapes, attack{name: "no agreement box " + shape, outcomes: done, dry: true, counts: signedIn, before: func(s *mockcloud.State) {
			agreement("none")(s)
			s.Knobs.SignIn = shape
		}})
	}
	attacked(t, append(shapes, []attack{
		{name: "a box for the newsletter too", outcomes: done, dry: true, counts: map[string]int{"sign-in": 1, "newsletter": 0}, before: agreement("none"), hooks: []mockcloud.Hook{
			mockcloud.Replace(page, `<button type="submit"`, `<label><input type=checkbox name=news onchange="fetch('/newsletter',{method:'POST'})"> Send me offers and news</label><button type="submit"`),
			mockcloud.Answer("POST /newsletter", "newsletter", "{}")}},
		{name: "the agreement beside the newsletter", outcomes: done, dry: true, counts: map[string]int{"sign-in": 1, "newsletter": 0}, before: agreement(""), hooks: []mockcloud.Hook{
			mockcloud.Replace(page, `<button type="submit"`, `<label><input type=checkbox name=news onchange="fetch('/newsletter',{method:'POST'})"> Send me offers and news</label><button type="submit"`),
			mockcloud.Answer("POST /newsletter", "newsletter", "{}")}},
		{name: "a button in Hungarian and a form without names", outcomes: done, dry: true, counts: signedIn, before: agreement("none"), hooks: []mockcloud.Hook{
			mockcloud.Replace(page, `mi-button--fullwidth">Sign in<`, `mi-button--fullwidth">Bejelentkezés<`),
			mockcloud.Replace(page, `<label class="mi-floating-label">`, `<label>`)}},
		{name: "nothing that need not be there", outcomes: done, dry: true, counts: signedIn, before: agreement("none"), hooks: []mockcloud.Hook{
			mockcloud.Replace(page, `role="tablist"`, `hidden`), mockcloud.Replace(page, `class="mi-links"`, `hidden`),
			mockcloud.Replace(page, `class="mi-sns"`, `hidden`), mockcloud.Replace(page, `class="mi-layout__footer"`, `hidden`)}},
	}...))
}

// Consent is the person's: nothing is agreed to that the sign-in itself does not need.
func TestConsentIsThePersons(t *testing.T) {
	t.Parallel()
	left := []trail.Outcome{trail.NobodyThere, trail.NotRecognised}
	dry := func(j *pages.WebDelete, _ *owner) { j.DryRun = true }
	consent := func(heading, yes string) string {
		return `<h1>` + heading + `</h1><p>Your cloud was erased when you withdrew your consent. It can be activated once a day.</p>` +
			`<form method=post action=/trap><a href=/>No thanks</a> <button>` + yes + `</button></form>`
	}
	home := func(page string) []mockcloud.Hook { return given("GET /", page) }
	untouched := map[string]int{"trap": 0, "find-off*": 0, "delete": 0}
	attacked(t, []attack{
		{name: "cloud, dry run", outcomes: left, counts: untouched, change: dry, hooks: home(consent("Xiaomi Cloud", "Agree and continue"))},
		{name: "cloud", outcomes: left, counts: untouched, hooks: home(consent("Xiaomi Cloud", "Agree and continue"))},
		{name: "agree", outcomes: left, counts: untouched, hooks: home(consent("Xiaomi Cloud", "Agree"))},
		{name: "Chinese", outcomes: left, counts: untouched, hooks: home(consent("小米云服务", "同意并继续"))},
		{name: "account", outcomes: left, counts: untouched, hooks: given("GET /fe/service/account", consent("Privacy Policy update", "Agree and continue"))},
		{name: "skip, on a page that is not understood", outcomes: left, counts: untouched, hooks: given("GET /fe/service/account", `<h1>Almost there</h1><form method=post action=/trap><button>Skip</button> <button>OK</button></form>`)},
		{name: "skip, where something is lost", outcomes: left, counts: untouched, change: dry, hooks: given("GET /fe/service/account", `<h1>Back up before you are signed out on all devices</h1><form method=post action=/trap><button>Back up</button> <button>Skip</button></form>`)},
		{name: "terms that have changed, over the page", outcomes: left, counts: untouched, change: dry,
			hooks: given("GET /fe/service/account", `<div style="position:fixed;inset:0;background:#fff"><p>We have updated our privacy policy</p><form method=post action=/trap><button>Got it</button></form></div>`)},
		{name: "next", outcomes: left, counts: untouched, hooks: given("GET /fe/service/account", consent("Reactivate", "Next"))},
	})
}
