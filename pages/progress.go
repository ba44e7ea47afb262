package pages

// A Part is what is done with each of the account's own devices.
type Part int

const (
	FindOff Part = iota // Find Device is turned off
	Removal             // the device is removed from the account
)

// A State is how far a part is.
type State int

const (
	Pending State = iota
	Underway
	Done    // and seen to be so
	Absent  // the device is not in the list that this part is about
	Refused // by the site
)

// A Progress is how far one part is with one of the account's own devices.
type Progress struct {
	Device string
	N, Of  int // which of the account's own devices it is, from 1
	Part   Part
	State  State
}

// tell tells whoever shows the run how far part is with the n-th of the own devices.
func (run *run) tell(n int, d Device, part Part, s State) {
	if run.Progress != nil {
		run.Progress(Progress{Device: d.Name, N: n, Of: len(run.known.own()), Part: part, State: s})
	}
}

// tellPending tells of all own devices before the first is dealt with; there reports whether one is in the part's list.
func (run *run) tellPending(part Part, there func(Device) bool) {
	for i, d := range run.known.own() {
		state := Pending
		if !there(d) {
			state = Absent
		}
		run.tell(i+1, d, part, state)
	}
}
