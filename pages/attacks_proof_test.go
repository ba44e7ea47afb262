package pages_test

import (
	"net/http"
	"testing"
	"time"

	"miacct/mockcloud"
	"miacct/trail"
)

// lostOrder answers the order with an error and does not carry it out.
func lostOrder(s *mockcloud.State, w http.ResponseWriter, _ *http.Request) bool {
	s.Counts["order"]++
	w.WriteHeader(http.StatusBadGateway)
	return true
}

// What stands on the deletion page and is no answer to an order.
func TestWordsThatWereThereAreNoProof(t *testing.T) {
	t.Parallel()
	var attacks []attack
	for name, html := range map[string]string{
		"a sentence that says the contrary": "<p>No deletion request has been submitted for this account yet.</p>",
		"a help line":                       "<p>Account deleted by mistake? Contact support within 7 days.</p>",
		"a heading of the site's news":      "<h2>Your request has been submitted</h2>",
		"a message that stands there":       "<div role=alert>Your account has been deleted</div>",
		"a link":                            "<a href=#>Account deleted</a>",
	} {
		attacks = append(attacks, attack{
			name:     name,
			hooks:    []mockcloud.Hook{mockcloud.Insert("/pass/del", html)},
			before:   onePhone,
			outcomes: []trail.Outcome{trail.Done},
			counts:   map[string]int{"delete": 1, "right-password-after-order": 0},
		})
		attacks = append(attacks, attack{
			name:     name + ", and the order is lost",
			hooks:    []mockcloud.Hook{mockcloud.Insert("/pass/del", html), {On: "POST /pass/del/submit", Before: lostOrder}},
			before:   onePhone,
			outcomes: []trail.Outcome{trail.Unknown, trail.Refused},
			counts:   map[string]int{"delete": 0, "order": 1, "right-password-after-order": 0},
		})
	}
	attacked(t, attacks)
}

func onePhone(s *mockcloud.State) { s.Devices = s.Devices[:1] }

// What the sign-in page says that is no answer to a sign-in with the account's name.
func TestOnlyTheAnswerAtTheFormIsProof(t *testing.T) {
	t.Parallel()
	lost := mockcloud.Hook{On: "POST /pass/del/submit", Before: lostOrder}
	var attacks []attack
	for name, html := range map[string]string{
		"a link in the footer":      "<footer><a href=/helpcenter/>Account does not exist</a></footer>",
		"a heading of the help":     "<aside><h3>This account does not exist</h3></aside>",
		"a line that stands there":  "<p>This account does not exist</p>",
		"a link that comes with it": `<p id=late></p><script>setTimeout(() => { late.innerHTML = "<a href=/helpcenter/>Account does not exist</a>" }, 4000)</script>`,
	} {
		attacks = append(attacks, attack{
			name:     name,
			hooks:    []mockcloud.Hook{mockcloud.Insert("/fe/service/login/password", html), lost},
			before:   func(s *mockcloud.State) { onePhone(s); s.Knobs.Delay = 1200 * time.Millisecond },
			outcomes: []trail.Outcome{trail.Unknown, trail.Refused},
			counts:   map[string]int{"delete": 0, "order": 1},
		})
	}
	attacks = append(attacks, attack{
		name: "another region",
		hooks: []mockcloud.Hook{mockcloud.Replace("GET /fe/service/login/password", "This account does not exist.",
			"This account does not exist in this region. Switch region?")},
		before:   onePhone,
		outcomes: []trail.Outcome{trail.Unknown},
		counts:   map[string]int{"delete": 1, "right-password-after-order": 0},
	})
	attacked(t, attacks)
}

// A site that takes the deletion back when the right password comes.
func TestTheProofNeverTakesTheDeletionBack(t *testing.T) {
	t.Parallel()
	restoring := func(text string) attack {
		return attack{
			name:  text,
			hooks: []mockcloud.Hook{mockcloud.Replace("GET /pass/del", "All data of this account has been removed. Thank you for having been with us.", text)},
			before: func(s *mockcloud.State) {
				onePhone(s)
				s.Knobs.Restores = true
			},
			outcomes: []trail.Outcome{trail.Done},
			counts:   map[string]int{"delete": 1, "restore": 0, "right-password-after-order": 0},
		}
	}
	attacked(t, []attack{
		restoring("All data of this account has been removed."),
		restoring("Sign in within 15 days to restore it."),
		restoring("Changed your mind? You can undo this at any time."),
		restoring("Your data is kept for 30 days."),
		{
			name: "the page asks to sign in after the order",
			hooks: []mockcloud.Hook{{On: "POST /pass/del/submit", After: func(_ *mockcloud.State, _ *http.Request, body []byte) []byte {
				return []byte(`&&&START&&&{"code":70016,"result":"signed-out"}`)
			}}},
			before:   func(s *mockcloud.State) { onePhone(s); s.Knobs.Restores = true },
			outcomes: []trail.Outcome{trail.Done, trail.Unknown},
			counts:   map[string]int{"delete": 1, "restore": 0, "right-password-after-order": 0},
		},
		{
			name: "a captcha at the new sign-in",
			hooks: []mockcloud.Hook{{On: "POST /pass/serviceLoginAuth2", Before: func(s *mockcloud.State, w http.ResponseWriter, _ *http.Request) bool {
				if s.Deleted {
					_, _ = w.Write([]byte(`&&&START&&&{"code":87001,"type":"icode","captchaUrl":"/pass/getCode?icodeType=login"}`))
				}
				return s.Deleted
			}}},
			before:   func(s *mockcloud.State) { onePhone(s); s.Knobs.Restores = true },
			outcomes: []trail.Outcome{trail.Unknown},
			counts:   map[string]int{"delete": 1, "restore": 0, "right-password-after-order": 0},
		},
	})
}
