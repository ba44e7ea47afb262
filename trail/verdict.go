package trail

import "fmt"

// A Verdict is what Verify found. It tells of changes since capture, never whether what
// the site showed was true.
type Verdict struct {
	Run      Run
	Outcome  Outcome // of the run, Interrupted if the trail has no result
	Under    string  // of an interrupted run: the step that began and has no end
	Lines    int
	Head     string // hash of the last line
	Torn     int    // bytes of an unfinished last line of an interrupted run
	Loose    string // of an interrupted run: a last picture whose line was not written
	Sealed   bool   // there is a manifest that vouches for the end of the trail
	Signed   string // fingerprint of the key that signed it, "" if none did
	Mine     bool   // it is this user's key
	Unsigned string // why the manifest has no signature, in words of this package
	Problems []Problem

	page  Report          // as it must be, nil if there is none
	known map[string]bool // names of the files that belong to it
}

// Whole tells whether nothing was found. A trail that is not Sealed may have lost its
// last lines all the same.
func (v Verdict) Whole() bool { return len(v.Problems) == 0 }

// Vouched reports whether a signature covers the record's end. Whose it is, Mine tells, or who knows the key.
func (v Verdict) Vouched() bool { return v.Sealed && v.Signed != "" }

// Reference is how another record refers to this one.
func (v Verdict) Reference() *Reference {
	return &Reference{Run: v.Run.ID, Outcome: v.Outcome, Head: v.Head}
}

// A Problem is one thing that is not as it was written.
type Problem struct {
	Kind Damage
	File string // "" for the zip as a whole
	Line int    // of trail.jsonl, from 1; 0 if it is about the whole file
	What string // the cause, in words
}

// Damage is a kind of problem.
type Damage string

const (
	Changed   Damage = "changed"
	Missing   Damage = "missing"
	Added     Damage = "added"
	Reordered Damage = "reordered"
	Truncated Damage = "truncated"
)

func (p Problem) String() string {
	s := string(p.Kind) + ": "
	switch {
	case p.Line > 0:
		s += fmt.Sprintf("%s, line %d: ", p.File, p.Line)
	case p.File != "":
		s += p.File + ": "
	}
	return s + p.What
}

func (v *Verdict) add(kind Damage, file string, line int, what string, args ...any) {
	v.Problems = append(v.Problems, Problem{kind, Clean(file), line, Clean(fmt.Sprintf(what, args...))})
}
