package main

import (
	"slices"
	"strings"
	"testing"
)

func TestRemoteViewTakesAPortAfterASpace(t *testing.T) {
	for given, want := range map[string]string{
		"web-delete --remote-view 8765":           "web-delete --remote-view=8765",
		"web-delete --remote-view 8765 --json":    "web-delete --remote-view=8765 --json",
		"web-delete --remote-view --json":         "web-delete --remote-view --json",
		"web-delete --remote-view":                "web-delete --remote-view",
		"web-delete --remote-view=8765 8766":      "web-delete --remote-view=8765 8766",
		"web-delete --remote-view secret":         "web-delete --remote-view secret",
		"web-delete -- --remote-view 8765":        "web-delete -- --remote-view 8765",
		"web-delete --confirm 1 --remote-view 80": "web-delete --confirm 1 --remote-view=80",
	} {
		if got := joinPort(strings.Fields(given)); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: got %q", given, got)
		}
	}
}
