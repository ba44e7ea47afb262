package trail

import (
	"bytes"
	"slices"
)

// A link is one line of a trail as found, in whatever state.
type link struct {
	line   Line
	broken error // it cannot be read as a line
	sum    string
}

// chain checks that each line follows from the one before, and reports whether all do.
// What it cannot read it names and goes on, so that every break is found.
func (v *Verdict) chain(b []byte) (lines []Line, whole bool) {
	var links []link
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n') + 1
		if end == 0 {
			v.Torn = len(b)
			break
		}
		l, err := parseLine(b[:end])
		links = append(links, link{l, err, hash(b[:end])})
		b = b[end:]
	}
	before := len(v.Problems)
	seqs := map[int]int{} // where each number stands, from 1
	for i, l := range links {
		if l.broken == nil {
			if _, twice := seqs[l.line.Seq]; !twice {
				seqs[l.line.Seq] = i + 1
			}
		}
	}
	prev, next := "", 0
	inPlace := true // the line before is where it was, so its hash can be compared
	for i, l := range links {
		at, follows := i+1, inPlace
		inPlace = false
		switch seq := l.line.Seq; {
		case l.broken != nil:
			v.add(Changed, trailFile, at, "%v", l.broken)
			next++
		case seq == next:
			inPlace = true
			if follows && l.line.Prev != prev {
				v.add(Changed, trailFile, max(at-1, 1), "it or the hash of it in the line after was changed")
			}
			next++
		case seqs[seq] < at:
			v.add(Added, trailFile, at, "it is line %d once more", seqs[seq])
			inPlace = seq == next-1
		case seq > next && seqs[next] > at:
			v.add(Reordered, trailFile, at, "it has the number %d, and the line with %d comes later", seq, next)
			next = seq + 1
		case seq > next:
			v.add(Missing, trailFile, at, "%d lines before it are missing", seq-next)
			next, inPlace = seq+1, true
		default:
			v.add(Reordered, trailFile, at, "it has the number %d and comes after %d", seq, next-1)
		}
		prev = l.sum
	}
	for i, l := range links {
		if l.broken == nil {
			lines = append(lines, l.line)
			if l.line.Event == EventResult && i < len(links)-1 {
				v.add(Added, trailFile, i+2, "nothing is recorded after the result")
			}
		}
	}
	v.Lines, v.Head = len(links), prev
	v.Run, v.Outcome, v.Under = about(lines)
	if len(lines) == 0 || lines[0].Event != EventRun {
		v.add(Missing, trailFile, 1, "the line that says what was asked")
	}
	return lines, len(v.Problems) == before
}

// about tells, fit to be shown, what was asked, how the run ended, and the innermost step that has no end.
func about(lines []Line) (r Run, o Outcome, under string) {
	o = Interrupted // unless there is a result
	var open []Line
	for _, l := range lines {
		switch l.Event {
		case EventRun:
			if l.Run != nil {
				r = *l.Run
			}
		case EventResult:
			o = l.Outcome
		case EventBegin:
			open = append(open, l)
		case EventEnd:
			open = slices.DeleteFunc(open, func(begun Line) bool { return begun.Step == l.Step })
		}
	}
	if n := len(open); n > 0 {
		under = open[n-1].Name
	}
	return *cleanLine(Line{Run: &r}).Run, Outcome(Clean(string(o))), Clean(under)
}
