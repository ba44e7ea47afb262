package pages_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/testdata/traces"
)

// tellsNoSecret searches every file of the run for what nobody else may know, in every form it may have taken.
func (o *outing) tellsNoSecret(t *testing.T, before mockcloud.State) {
	t.Helper()
	a := before.Account
	secrets := append(o.cloud.Handed(), a.Password)
	if before.Other.ID == "" {
		secrets = append(secrets, a.ID, a.Email, a.Phone)
	}
	o.owner.mu.Lock()
	secrets = append(secrets, o.owner.typed...)
	o.owner.mu.Unlock()
	secrets = slices.DeleteFunc(secrets, func(s string) bool { return s == "" })
	if len(o.cloud.Handed()) == 0 {
		t.Error("the cloud handed out no cookie, so that the search means nothing")
	}
	files, err := filepath.Glob(filepath.Join(o.dir, "*"))
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, ".png") {
			if got := chunks(b); got != "IHDR IDAT IEND" {
				t.Errorf("%s has the parts %s, which may hold words", filepath.Base(f), got)
			}
		}
		b = embedded.ReplaceAll(b, nil) // the pictures are searched as files
		for _, s := range secrets {
			if how := traces.Holds(b, s, strings.HasSuffix(f, ".png")); how != "" {
				t.Errorf("%s holds %q, %s", filepath.Base(f), s, how)
			}
		}
	}
}

var embedded = regexp.MustCompile(`data:image/png;base64,[A-Za-z0-9+/=]*`)

// chunks are the kinds of the chunks of a PNG, each named once in a row.
func chunks(b []byte) string {
	var kinds []string
	for b = b[min(8, len(b)):]; len(b) >= 12; {
		kinds = append(kinds, string(b[4:8]))
		b = b[min(len(b), int(binary.BigEndian.Uint32(b))+12):]
	}
	return strings.Join(slices.Compact(kinds), " ")
}
