package mockcloud

import (
	"maps"
	"net/http"
	"slices"
)

// shortestSecret is how long a cookie's value is that may be a secret; shorter ones are choices, such as a language.
const shortestSecret = 12

// Handed returns the values of all cookies the cloud has handed out that may be secret: sessions, tokens, numbers of browsers.
func (c *Cloud) Handed() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(maps.Keys(c.memo.handed))
}

// remember notes the cookies of an answer. c.mu is held.
func (c *Cloud) remember(h http.Header) {
	for _, line := range h.Values("Set-Cookie") {
		if k, err := http.ParseSetCookie(line); err == nil && len(k.Value) >= shortestSecret {
			c.memo.handed[k.Value] = true
		}
	}
}
