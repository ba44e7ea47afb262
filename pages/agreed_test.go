package pages

import (
	"testing"
)

func TestAgreed(t *testing.T) {
	ids := func(all ...string) []string { return all }
	for _, tt := range []struct {
		page, labelled string
		session        []string
		want           string
		fails          bool
	}{
		{"ID 6203401187", "6203401187", ids("6203401187"), "6203401187", false},
		{"รหัส 6203401187 โทร 12025550147", "", ids("6203401187"), "6203401187", false},
		{"ID 6203401187", "6203401187", nil, "6203401187", false},
		{"loading", "", ids("6203401187"), "", false},
		{"16203401187", "", ids("6203401187"), "", false}, // part of another number
		{"ID 6203409902", "6203409902", ids("6203401187"), "", true},
		{"ID 6203401187", "6203401187", ids("6203401187", "6203409902"), "", true},
		{"", "", nil, "", false},
	} {
		got, err := agreed(tt.page, tt.labelled, tt.session)
		if got != tt.want || (err != nil) != tt.fails {
			t.Errorf("%q, %q, %q: %q, %v", tt.page, tt.labelled, tt.session, got, err)
		}
	}
}
