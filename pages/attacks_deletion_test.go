package pages_test

import (
	"bytes"
	"net/http"
	"testing"

	"miacct/mockcloud"
	"miacct/trail"
)

// nothing is what the cloud counts of a run that has touched nothing.
var nothing = map[string]int{"find-off:*": 0, "remove:*": 0, "delete": 0, "right-password-after-order": 0}

// A deletion page that is not understood ends the run while all is as it was.
func TestDeletionPageIsUnderstoodBeforeAnyPhoneIsTouched(t *testing.T) {
	t.Parallel()
	page := func(html string) []mockcloud.Hook {
		return []mockcloud.Hook{mockcloud.Answer("GET /pass/del", "", "<!doctype html><html><title>Mi Account</title><body><main>"+html+"</main></body></html>"),
			mockcloud.Answer("GET /fe/service/account/privacy/delete-account", "", "<!doctype html><html><title>Mi Account</title><body><main>"+html+"</main></body></html>")}
	}
	var attacks []attack
	reasons := map[string]string{
		"the account of a child": "Also delete the accounts of my two children",
		"only a newsletter":      "Yes, send me the newsletter",
		"a survey":               "How did you like it?",
		"another matter":         "Delete device backups",
	}
	for name, html := range map[string]string{
		"buttons without an object": "<h1>One more thing</h1><button>Continue</button><button>OK</button><button>Turn off</button>",
		"another matter":            "<h1>Delete device backups</h1><button>Delete backups</button>",
		"a survey":                  "<h1>How did you like it?</h1><button>Submit</button><button>Skip</button>",
		"the account of a child":    `<h1>Delete account</h1><label><input type=checkbox> Also delete the accounts of my two children</label><button>Delete account</button>`,
		"only a newsletter":         `<h1>Delete account</h1><label><input type=checkbox> Yes, send me the newsletter</label><button>Delete account</button>`,
		"two that may be the order": `<h1>Delete account</h1><button>Delete account</button><button>Delete my account</button>`,
	} {
		attacks = append(attacks, attack{name: name, hooks: page(html), before: onePhone, outcomes: []trail.Outcome{trail.NotRecognised}, counts: nothing, told: reasons[name]})
	}
	attacks = append(attacks, attack{name: "the account of somebody else", before: onePhone,
		hooks:    page("<h1>Delete account</h1><p>You are about to delete the Mi Account 6200000001.</p><button>Delete account</button>"),
		outcomes: []trail.Outcome{trail.WrongAccount}, counts: nothing})
	attacked(t, attacks)
}

// The ID that the page names is read again right before the last press.
func TestAnotherAccountAtTheLastPressIsNotDeleted(t *testing.T) {
	t.Parallel()
	seen := 0
	attacked(t, []attack{{
		name:   "the page names another account the second time",
		before: onePhone,
		hooks: []mockcloud.Hook{{On: "GET /pass/del", After: func(s *mockcloud.State, _ *http.Request, body []byte) []byte {
			if seen++; seen < 2 {
				return body
			}
			return []byte("<!doctype html><html><title>Mi Account</title><body><main><h1>Delete account</h1><p>Mi Account ID: 6200000001</p><button onclick=\"fetch('/pass/del/submit', {method: 'POST'})\">Delete account</button></main></body></html>")
		}}},
		outcomes: []trail.Outcome{trail.WrongAccount},
		counts:   map[string]int{"delete": 0},
	}})
}

// A press that sent nothing is not the order, and nothing is unknown after it.
func TestAPressThatSendsNothingIsNotTheOrder(t *testing.T) {
	t.Parallel()
	attacked(t, []attack{{
		name:   "a button that does nothing",
		before: onePhone,
		hooks: []mockcloud.Hook{mockcloud.Answer("GET /pass/del", "",
			"<!doctype html><html><title>Mi Account</title><body><main><h1>Delete account</h1><button>Delete account</button></main></body></html>")},
		outcomes: []trail.Outcome{trail.NotRecognised},
		counts:   map[string]int{"delete": 0},
	}, {
		name:     "the same with something sent",
		before:   onePhone,
		hooks:    []mockcloud.Hook{{On: "POST /pass/del/submit", Before: lostOrder}},
		outcomes: []trail.Outcome{trail.Unknown, trail.Refused},
		counts:   map[string]int{"delete": 0, "order": 1},
	}})
}

// The order that the site has taken, though it asks who we are and leads back, is given once.
func TestSameOrderIsGivenOnce(t *testing.T) {
	t.Parallel()
	answers := func(more string) mockcloud.Hook {
		return mockcloud.Hook{On: "POST /pass/del/submit", Before: func(s *mockcloud.State, _ http.ResponseWriter, _ *http.Request) bool {
			s.Counts["order"]++
			return false
		}, After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
			return bytes.Replace(body, []byte(`"result":"code"`), []byte(`"result":"code"`+more), 1)
		}}
	}
	once := map[string]int{"order": 1, "delete": 0, "right-password-after-order": 0}
	unknown := []trail.Outcome{trail.Unknown}
	attacked(t, []attack{
		{name: "its answer asks and says that it was submitted", scenario: "code-away", before: onePhone, hooks: []mockcloud.Hook{answers(`,"state":"submitted"`)}, outcomes: unknown, counts: once, told: "submitted"},
		{name: "the page that asks says it", scenario: "code-away", before: onePhone, outcomes: append(unknown, trail.Done), counts: once, // accepted, in its words
			hooks: []mockcloud.Hook{answers(""), mockcloud.Insert("/fe/service/identity/verifyEmail", "<h2>Your deletion request has been submitted</h2>")}},
		{name: "its answer only asks", scenario: "code-away", before: onePhone, hooks: []mockcloud.Hook{answers("")},
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"order": 2, "delete": 1, "right-password-after-order": 0}},
	})
}

// A dialog of the deletion that says more than that is not answered, Chrome's own neither.
func TestDialogThatSaysMoreAtTheDeletion(t *testing.T) {
	t.Parallel()
	page := func(text string) []mockcloud.Hook {
		html := `<h1>Delete account</h1><p>All data is lost.</p><button onclick="if (confirm('` + text + `')) fetch('/pass/del/submit', {method: 'POST'}).then(() => { document.querySelector('main').innerHTML = '<h1>Your account has been deleted</h1>' })">Delete account</button>`
		return []mockcloud.Hook{mockcloud.Answer("GET /pass/del", "", "<!doctype html><html lang=en><title>Mi Account</title><body><main>"+html+"</main></body></html>")}
	}
	drawn := func(text, script string) []mockcloud.Hook {
		html := `<h1>Delete account</h1><p>All data is lost.</p><button onclick="ask.hidden = false; later()">Delete account</button></main>` +
			`<div id=ask hidden role=dialog aria-modal=true style="position:fixed;inset:20%;background:#fff;border:1px solid"><h2 id=says>` + text + `</h2><p id=left></p><button id=cancel onclick="ask.hidden = true">Cancel</button> ` +
			`<button onclick="fetch('/pass/del/submit', {method: 'POST'}).then(() => { document.body.innerHTML = '<main><h1>Your account has been deleted</h1></main>' })">Delete</button></div><script>const later = () => { ` + script + ` }</script><main>`
		return []mockcloud.Hook{mockcloud.Answer("GET /pass/del", "", "<!doctype html><html lang=en><title>Mi Account</title><body><main>"+html+"</main></body></html>")}
	}
	none := map[string]int{"delete": 0, "right-password-after-order": 0}
	attacked(t, []attack{
		{name: "of the family", before: onePhone, hooks: page("Delete the accounts of ALL members of your family group?"), outcomes: stops, counts: none, told: "ALL members of your family group"},
		{name: "of another account", before: onePhone, hooks: page("Delete account 6200000001?"), outcomes: stops, counts: none, told: "6200000001"},
		{name: "of the phones", before: onePhone, hooks: page("Delete your account? All phones are reset to factory settings."), outcomes: stops, counts: none, told: "factory settings"},
		{name: "a digit later", before: onePhone, hooks: drawn("Delete account 6203401187?", `addEventListener('pointermove', () => { says.textContent = 'Delete account 6203401188?' })`),
			outcomes: append(stops, trail.WrongAccount), counts: none, told: "6203401188"},
		{name: "only that, and counts down", before: onePhone, hooks: drawn("Delete your account permanently?", `let n = 40; setInterval(() => { left.textContent = 'This window closes in ' + --n + ' seconds.'; cancel.textContent = 'Cancel (' + n + ')' }, 900)`),
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"delete": 1}},
		{name: "only that", before: onePhone, hooks: page("Delete your account permanently?"), outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"delete": 1}},
	})
}
