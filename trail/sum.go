package trail

import (
	"crypto/sha256"
	"encoding/hex"
	stdhash "hash"
)

// hash is the SHA-256 of b in hex.
func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// A sum counts and hashes what is written to it.
type sum struct {
	stdhash.Hash
	n int
}

func newSum() *sum { return &sum{Hash: sha256.New()} }

func (s *sum) Write(b []byte) (int, error) {
	s.n += len(b)
	return s.Hash.Write(b)
}

func hashed(s *sum) string { return hex.EncodeToString(s.Sum(nil)) }
