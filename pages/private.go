package pages

import (
	"net/url"
	"strings"

	"miacct/flow"
	"miacct/internal/hostmatch"
)

// hide keeps words that name the person out of the pictures and of the record.
func (run *run) hide(r *flow.Runner, words ...string) {
	for _, w := range words {
		if w = strings.TrimSpace(w); w == "" {
			continue
		}
		for _, v := range variants(w) {
			run.Browser.Hide(v)
			r.Trail.Hide(v, Mask(v))
		}
	}
}

// dialling is the length of the longest country code, and shortest that of a number that is one without it.
const dialling, shortest = 3, 8

// variants are the ways a word may stand on a page: a phone number also without its country code.
func variants(w string) []string {
	all := []string{w}
	if digits := onlyDigits(w); strings.HasPrefix(w, "+") && !strings.ContainsFunc(w, isMask) {
		for drop := 0; drop <= dialling && len(digits)-drop >= shortest; drop++ {
			all = append(all, digits[drop:])
		}
	}
	return all
}

// Shield reports whether pictures of the page at address hide what has no text: those of the account,
// but for the pages of the sign-in and of the identity check, where the person must see a captcha.
func (s *Site) Shield(address string) bool {
	u, err := url.Parse(address)
	if err != nil || !s.SignsIn(address) {
		return false
	}
	for _, part := range strings.Split(strings.ToLower(u.Path), "/") {
		if strings.HasPrefix(part, "servicelogin") || part == "login" || part == "identity" {
			return false
		}
	}
	return true
}

// SignsIn reports whether address is on a host where one signs in.
func (s *Site) SignsIn(address string) bool {
	u, err := url.Parse(address)
	return err == nil && hostmatch.In(u.Hostname(), s.Hosts.Account)
}
