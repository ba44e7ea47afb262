package pages

import "testing"

// Of several accounts the one with the numeric ID that was asked for is chosen, and none by what may fit another too.
func TestChooseAnAccountByItsID(t *testing.T) {
	const head = `page "https://account.xiaomi.com/pass/choose" title="Mi Account" lang="en"
frame "https://account.xiaomi.com/pass/choose" allowed
layer "document"
- heading "Choose an account"
`
	const first, second = "- button \"Marta m***a@example.com ID 6512309833\"\n", "- button \"Marta m***a@example.com ID 6512300417\"\n"
	for name, c := range map[string]struct {
		page, id, account string
		want              int
	}{
		"by the ID given":            {first + second, "6512300417", "marta@example.com", 2},
		"by the ID signed in with":   {first + second, "", "6512309833", 1},
		"by a mail address":          {first + second, "", "marta@example.com", -1},
		"one account alone":          {first, "6512309833", "", -1},
		"no such account":            {first + second, "6512300000", "", -1},
		"what removes one":           {first + second + "- button \"Remove ID 6512300417\"\n", "6512300417", "", -1},
		"a page that wants a name":   {first + second + "- field \"Email/Phone/Mi Account\"\n- button \"Sign in\"\n", "6512300417", "", -1},
		"two that are called by it":  {first + second + second, "6512300417", "", -1},
		"an ID that begins like it":  {first + "- button \"Marta ID 65123004171\"\n", "6512300417", "", -1},
		"several IDs in one control": {"- button \"ID 6512309833 and 6512300417\"\n" + second, "6512300417", "", -1},
	} {
		if got := accountChoice(drawn(t, head+c.page), c.id, c.account); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
