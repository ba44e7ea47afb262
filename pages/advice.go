package pages

import (
	"slices"
	"strings"
)

// privacyCentre is where the account site offers a copy of the personal data; its rows are known
// from clones of the site.
const privacyCentre = "https://account.xiaomi.com/fe/service/account/privacy"

// Advice is something that only the person can do before a run, and why.
type Advice struct{ Do, Why string }

// Before is what only the person can do before a run, in its order.
func (j *WebDelete) Before() []Advice {
	return []Advice{
		{"If Xiaomi sends codes to your phones, or asks there to confirm a sign-in: do a dry run first, while they are still signed in (miacct web-delete --dry-run).",
			"A phone that is signed out gets no more codes or prompts. Keep the SIM card or mailbox that receives them at hand."},
		{"Save what you want to keep: " + j.keep() + ".",
			"Everything in Mi Cloud is deleted with the account, for good."},
		{"Clear what keeps an account: remove the devices in the Mi Home app, spend Mi Coins, repay and empty Xiaomi Finance, end a Xiaomi SIM card, unbind your real name in Xiaomi Pay.",
			"The site refuses to delete an account that still has any of these. The plan shows what it names."},
		{"Do not change the password now; if you changed it in the last days, wait.",
			"After a new password the site keeps Find Device on for some days."},
		{"If a phone has Advanced data protection (HyperOS, Xiaomi Cloud settings): turn it off there.",
			"The last device that is signed in holds the key. The site may ask about it on a page that miacct does not answer for you."},
		{"On each phone, sign out of the account: Settings, Mi Account, Sign out.",
			"A phone that is still signed in may ask for the password of an account that no longer exists. Only you can do that there."},
		{"Write down the account's ID and password.",
			"You need both until the end, and nobody can look them up for you afterwards."},
	}
}

// keep is where what is lost can still be saved.
func (j *WebDelete) keep() string {
	return "photos, contacts and notes at " + j.Cloud + ", and a copy of your personal data in the Privacy Centre (" + privacyCentre + ", “Download” row)"
}

// centres are the data centres of Mi Cloud that are known; an account's phones are in one of them.
var centres = []string{"https://i.mi.com", "https://us.i.mi.com", "https://eu.i.mi.com", "https://in.i.mi.com"}

// elsewhere is a doubt where the account has no device of its own in the data centre that was
// looked in: its phones may be in another one, and would stay locked.
func (run *run) elsewhere() []string {
	if len(run.known.own()) > 0 {
		return nil
	}
	here := strings.TrimSuffix(run.Cloud, "/")
	others := slices.DeleteFunc(slices.Clone(centres), func(c string) bool { return c == here })
	return []string{"no device of yours is at " + here + "; a phone that is signed in may be in another data centre, and would stay locked. " +
		"If you have one, stop and look there first, with MIACCT_CLOUD set to " + strings.Join(others, ", ")}
}

// Remedies are what the person can do about words with which the site refused something, as far
// as the description knows; what stands in the words already is left out.
func (s *Site) Remedies(words string) (all []string) {
	for _, r := range s.Reasons {
		if says := r.Says + " " + r.Remedy; containsAny(words, r.Words) && !strings.Contains(words, r.Remedy) {
			all = append(all, says)
		}
	}
	return all
}

// containsAny reports whether text has one of words, without regard to case.
func containsAny(text string, words []string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, strings.ToLower(w)) })
}
