package pages_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// harmed runs a deletion whose record is harmed when the person is asked for the word, which they give.
func harmed(t *testing.T, harm func(dir string) error) *outing {
	t.Helper()
	var o *outing
	o = run(t, scenario(t, "plain"), nil, func(now *outing) {
		o = now
		o.owner.harm = func() error { return harm(o.dir) }
	})
	return o
}

// A record that is taken away while the run waits for the person's word: nothing is changed any more.
func TestNothingIsDoneWithoutARecord(t *testing.T) {
	t.Parallel()
	o := harmed(t, func(dir string) error { return os.RemoveAll(dir) })
	wantUntouched(t, o)
	if o.err == nil || !strings.Contains(o.err.Error(), "record the run in") {
		t.Errorf("the run ends with %v", o.err)
	}
}

// A record that somebody else has written to is as good as none.
func TestNothingIsDoneWithAForeignRecord(t *testing.T) {
	t.Parallel()
	o := harmed(t, func(dir string) error {
		f, err := os.OpenFile(filepath.Join(dir, "trail.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.WriteString("{}\n")
		return err
	})
	wantUntouched(t, o)
	if o.err == nil || !strings.Contains(o.err.Error(), "somebody else wrote to it") {
		t.Errorf("the run ends with %v", o.err)
	}
}
