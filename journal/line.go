package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// A line is the JSON of one line.
type line struct {
	Seq   int       `json:"seq"`
	Time  time.Time `json:"time"`
	Act   string    `json:"act"`
	State State     `json:"state"`
	Took  int64     `json:"took_ms,omitempty"` // from the intent to this, in the same run
}

// parse returns the lines of a journal, the hash of the last, and how many bytes they take.
func parse(b []byte) (lines []line, head string, whole int, err error) {
	for rest := b; len(rest) > 0; {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			// Cut off while it was written, unless it has all that a line has and more.
			if _, sum, err := parseLine(rest[:len(rest)-1], head, len(lines)); err == nil && sum != "" {
				return lines, head, whole, fmt.Errorf("line %d: its end was changed", len(lines)+1)
			}
			return lines, head, whole, nil
		}
		l, sum, err := parseLine(rest[:end], head, len(lines))
		if err != nil {
			return lines, head, whole, fmt.Errorf("line %d: %w", len(lines)+1, err)
		}
		lines, head, whole, rest = append(lines, l), sum, whole+end+1, rest[end+1:]
	}
	return lines, head, whole, nil
}

// parseLine reads the line with number seq that follows the one whose hash is head.
func parseLine(raw []byte, head string, seq int) (l line, sum string, err error) {
	given, data, found := bytes.Cut(raw, []byte(" "))
	sum = hash(head, data)
	if !found || string(given) != sum {
		return l, "", errors.New("it does not follow from the lines before")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return l, "", fmt.Errorf("it is not a journal line: %w", err)
	}
	if _, err := d.Token(); err != io.EOF || l.Seq != seq || l.Act == "" || !slices.Contains(states, l.State) {
		return l, "", errors.New("it is not a journal line")
	}
	return l, sum, nil
}

// hash is the SHA-256, in hex, of what stands before a line and its JSON.
func hash(head string, data []byte) string {
	sum := sha256.Sum256(append([]byte(head), data...))
	return hex.EncodeToString(sum[:])
}
