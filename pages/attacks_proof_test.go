package pages_test

import (
	"testing"

	"miacct/audit"
	"miacct/mockcloud"
)

// What stands on the deletion page and is no answer to an order.
func TestWordsThatWereThereAreNoProof(t *testing.T) {
	attacked(t, []attack{
		{
			name:     "a sentence that says the contrary",
			hooks:    []mockcloud.Hook{mockcloud.Insert("/pass/del", "<p>No deletion request has been submitted for this account yet.</p>")},
			outcomes: []audit.Outcome{audit.Done},
			counts:   map[string]int{"delete": 1},
		},
	})
}
