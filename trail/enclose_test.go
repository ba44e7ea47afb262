package trail

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestWhatIsEnclosedBelongsToTheRecord(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	for _, text := range []string{"one", "two", "one"} {
		_, err := trail.Enclose("page", "what the page shows is kept", text)
		ok(t, err)
	}
	for i := range 2 * mostTexts {
		_, err := trail.Enclose("page", "what the page shows is kept", fmt.Sprint("text ", i))
		ok(t, err)
	}
	if got := trail.Enclosed(); len(got) != mostTexts || got[0] != "page-1.txt" || got[1] != "page-2.txt" {
		t.Fatalf("enclosed are %q", got)
	}
	ok(t, trail.Result(NotRecognised, "", 6))
	v, err := Verify(trail.Dir(), inWords{})
	ok(t, err)
	if !v.Whole() || !v.Vouched() {
		t.Errorf("%+v", v.Problems)
	}
	zip := filepath.Join(t.TempDir(), "record.zip")
	left, err := Pack(trail.Dir(), zip, inWords{})
	ok(t, err)
	if len(left) > 0 {
		t.Errorf("left out of the zip: %q", left)
	}
	if v, err := Verify(zip, inWords{}); err != nil || !v.Whole() {
		t.Errorf("the zip: %+v, %v", v.Problems, err)
	}
	file := filepath.Join(trail.Dir(), "page-2.txt")
	for name, harm := range map[string]func() error{
		"changed": func() error { return os.WriteFile(file, []byte("three"), 0o600) },
		"missing": func() error { return os.Remove(file) },
	} {
		ok(t, harm())
		v, err := Verify(trail.Dir(), inWords{})
		ok(t, err)
		if v.Whole() {
			t.Errorf("%s: nothing was found", name)
		}
		ok(t, os.WriteFile(file, []byte("two"), 0o600))
	}
	if v, err := Verify(trail.Dir(), inWords{}); err != nil || !v.Whole() {
		t.Errorf("put back: %+v, %v", v.Problems, err)
	}
}
