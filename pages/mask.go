package pages

import (
	"strings"
)

// Values that the site masks, as "z••@example.com", and how we mask ours.

// fits compares a value masked by the site ("z••@example.com") with a whole one. sure is
// false if the mask shows nothing to compare.
func fits(masked, whole string) (same, sure bool) {
	head, tail := masked, masked
	i := strings.IndexFunc(masked, isMask)
	if i < 0 {
		return masked == whole, masked != ""
	}
	head = masked[:i]
	j := strings.LastIndexFunc(masked, isMask)
	tail = strings.TrimLeftFunc(masked[j:], isMask)
	if head == "" && tail == "" {
		return false, false
	}
	same = strings.HasPrefix(whole, head) && strings.HasSuffix(whole, tail)
	if !same && strings.Trim(head+tail, "0123456789") == "" {
		// A phone number may be shown with its country code or without.
		same = head == "" || strings.Contains(whole, head)
		same = same && strings.HasSuffix(whole, tail) && tail != ""
	}
	return same, true
}

func isMask(r rune) bool { return r == '*' || r == '•' || r == '●' || r == '＊' || r == '…' }

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func onlyDigitsAndMask(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || isMask(r) {
			return r
		}
		return -1
	}, s)
}

// Mask hides the middle of a name of an account, for the trail and the screen.
func Mask(name string) string {
	local, domain, mail := strings.Cut(name, "@")
	r := []rune(local)
	keep := min(2, len(r)/3)
	end := keep
	if mail {
		end = 0
	}
	masked := string(r[:keep]) + "••••" + string(r[len(r)-end:])
	if mail {
		masked += "@" + domain
	}
	return masked
}
