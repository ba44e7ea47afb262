package trail

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tables "miacct/testdata/sample"
)

func TestAWholeTrailHasNoFindings(t *testing.T) {
	data := t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	trail := create(t, t.TempDir(), Options{Keys: filepath.Join(data, "miacct")})
	tellAll(t, trail, "words")
	ok(t, trail.Result(Accepted, "Takes some days.", 0))
	v, err := Verify(trail.Dir(), inWords{})
	ok(t, err)
	if !v.Whole() || !v.Sealed || v.Signed == "" || !v.Mine || v.Outcome != Accepted || v.Head != trail.Head() || v.Run.Account != "12••••78" {
		t.Errorf("verdict of a whole trail: %+v", v)
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	if v, err = Verify(trail.Dir(), inWords{}); err != nil || !v.Whole() || v.Mine || v.Signed == "" {
		t.Errorf("on another machine: %+v, %v", v, err)
	}
}

func TestEveryByteChangedIsFound(t *testing.T) {
	m := load(t, sample(t))
	if f := findings(m); f != nil {
		t.Fatal(f)
	}
	changes, unfound := 0, 0
	for _, name := range slices.Sorted(maps.Keys(m)) {
		whole, step := m[name], 1
		if !tables.Every() {
			step = 7
		}
		for i := 0; i < len(whole); i += step {
			changed := bytes.Clone(whole)
			changed[i] ^= 1 << (i * 5 % 8)
			m[name] = changed
			changes++
			found := findings(m)
			named := func(s string) bool { return name == trailFile || name == manifestFile || strings.Contains(s, name) }
			if !slices.ContainsFunc(found, named) {
				unfound++
				t.Errorf("%s, byte %d: not found, or not named: %v", name, i, found)
			}
		}
		m[name] = whole
	}
	t.Logf("%d changes, %d not found", changes, unfound)
}

func TestWhatHappenedToTheLinesIsNamed(t *testing.T) {
	whole := load(t, sample(t))
	lines := bytes.SplitAfter(whole[trailFile], []byte("\n"))
	lines = lines[:len(lines)-1]
	n := len(lines)
	join := func(ls ...[]byte) []byte { return bytes.Join(ls, nil) }
	for i := range n {
		rest := slices.Delete(slices.Clone(lines), i, i+1)
		kind := "missing: trail.jsonl, line "
		if i == n-1 {
			kind = "truncated: trail.jsonl"
		}
		expect(t, whole, fmt.Sprintf("line %d deleted", i+1), join(rest...), kind)
		expect(t, whole, fmt.Sprintf("line %d repeated", i+1), join(slices.Insert(slices.Clone(lines), i, lines[i])...), fmt.Sprintf("added: trail.jsonl, line %d", i+2))
		expect(t, whole, fmt.Sprintf("line %d repeated at the end", i+1), join(append(slices.Clone(lines), lines[i])...), fmt.Sprintf("added: trail.jsonl, line %d", n+1))
		for j := range i {
			swapped := slices.Clone(lines)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			expect(t, whole, fmt.Sprintf("lines %d and %d swapped", j+1, i+1), join(swapped...), fmt.Sprintf("reordered: trail.jsonl, line %d", j+1))
		}
	}
	for i := range n {
		expect(t, whole, fmt.Sprintf("%d lines left", i+1), join(lines[:n-1-i]...), truncated(i == n-1))
		for _, cut := range []int{1, 2, len(lines[i]) / 2, len(lines[i]) - 1} {
			torn := join(join(lines[:i]...), lines[i][:len(lines[i])-cut])
			expect(t, whole, fmt.Sprintf("line %d cut by %d bytes", i+1, cut), torn, "truncated: trail.jsonl")
		}
	}
}

// truncated is what is found of a trail that lost its end, or all of it.
func truncated(all bool) string {
	if all {
		return "missing: trail.jsonl, line 1"
	}
	return "truncated: trail.jsonl"
}

func expect(t *testing.T, whole memory, what string, trail []byte, finding string) {
	t.Helper()
	m := maps.Clone(whole)
	m[trailFile] = trail
	found := findings(m)
	if !slices.ContainsFunc(found, func(s string) bool { return strings.HasPrefix(s, finding) }) {
		t.Errorf("%s: found %q, not %q", what, found, finding)
	}
}

func TestWhatHappenedToTheFilesIsNamed(t *testing.T) {
	whole := load(t, sample(t))
	const first, second = "001-sign-in-before.png", "002-sign-in-after.png"
	for name := range whole {
		m := maps.Clone(whole)
		delete(m, name)
		if f := strings.Join(findings(m), "\n"); !strings.Contains(f, name) {
			t.Errorf("without %s: %q", name, f)
		}
	}
	m := maps.Clone(whole)
	m["extra\x1b[31m.png"] = []byte("x")
	if f := findings(m); len(f) != 1 || f[0] != "added: extra\uFFFD[31m.png: the record does not know it" {
		t.Errorf("a file added: %q", f)
	}
	m = maps.Clone(whole)
	m["003.png"] = m[second]
	delete(m, second)
	if f := strings.Join(findings(m), "\n"); !strings.Contains(f, "missing: "+second) || !strings.Contains(f, "added: 003.png") {
		t.Errorf("a picture renamed: %q", f)
	}
	m = maps.Clone(whole)
	m[first], m[second] = m[second], m[first]
	if f := findings(m); len(f) < 2 || !strings.HasPrefix(f[0], "changed: "+first) {
		t.Errorf("two pictures exchanged: %q", f)
	}
}

func TestARecordSealedAnewShowsAnotherKey(t *testing.T) {
	whole := load(t, sample(t))
	v, err := verify(whole, inWords{})
	ok(t, err)
	forger, err := signingKey(t.TempDir())
	ok(t, err)
	manifest, err := decode[manifest](whole[manifestFile])
	ok(t, err)
	manifest.Title = "Another title"
	whole[manifestFile] = encode(manifest)
	envelope := digest{Path: manifestFile, Hash: "sha256:" + hash(whole[manifestFile])}
	envelope.SignedData = &signed{
		Hash: envelope.Hash, Created: manifest.Created, Software: manifest.Software,
		Signature: strict64.EncodeToString(ed25519.Sign(forger, []byte(envelope.Hash))),
		PublicKey: strict64.EncodeToString(forger.Public().(ed25519.PublicKey)),
	}
	whole[digestFile] = encode(envelope)
	forged, err := verify(whole, inWords{})
	ok(t, err)
	if forged.Signed == v.Signed || forged.Signed != fingerprint(forger.Public().(ed25519.PublicKey)) {
		t.Errorf("signed by %s, then by %s", v.Signed, forged.Signed)
	}
}

func TestAnInterruptedTrailIsToldWithItsStep(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	tellAll(t, trail, "words")
	_, err := trail.Begin("delete the account")
	ok(t, err)
	ok(t, trail.close()) // as a kill does
	v, err := Verify(trail.Dir(), inWords{})
	ok(t, err)
	if !v.Whole() || v.Sealed || v.Outcome != Interrupted || v.Under != "delete the account" {
		t.Errorf("verdict: %+v", v)
	}
	var page bytes.Buffer
	ok(t, inWords{}.Render(&page, load(t, trail.Dir()), "en"))
	ok(t, os.WriteFile(filepath.Join(trail.Dir(), ReportFile), page.Bytes(), 0o600))
	if v, err = Verify(trail.Dir(), inWords{}); err != nil || !v.Whole() {
		t.Errorf("with a report made afterwards: %+v, %v", v, err)
	}
	left, err := Pack(trail.Dir(), filepath.Join(t.TempDir(), "a.zip"), inWords{})
	if err != nil || left != nil {
		t.Errorf("pack: %v, %v", left, err)
	}
}

// A kill between a picture and its line leaves a picture that nobody has added.
func TestAPictureWithoutItsLineIsToldOfAnInterruptedTrail(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	e, err := trail.Begin("step")
	ok(t, err)
	_, err = e.Picture("before", picture(t, 1))
	ok(t, err)
	put := func(name string) { ok(t, os.WriteFile(filepath.Join(trail.Dir(), name), picture(t, 2), 0o600)) }
	put("002-step-after.png")
	v, err := Verify(trail.Dir(), inWords{})
	ok(t, err)
	if !v.Whole() || v.Loose != "002-step-after.png" || v.Outcome != Interrupted {
		t.Errorf("after a kill: %+v", v)
	}
	put("002-step-before.png") // there is one at the most
	put("004-step-after.png")
	if v, err = Verify(trail.Dir(), inWords{}); err != nil || len(v.Problems) != 2 {
		t.Errorf("with two more: %q, %v", v.Problems, err)
	}
	ok(t, os.Remove(filepath.Join(trail.Dir(), "002-step-before.png")))
	ok(t, os.Remove(filepath.Join(trail.Dir(), "004-step-after.png")))
	ok(t, trail.Result(Failed, "", 1))
	if v, err = Verify(trail.Dir(), inWords{}); err != nil || v.Whole() {
		t.Errorf("of a run with its end: %+v, %v", v, err)
	}
}

// A clock that jumps while a run is on leaves a record that can be read and checked.
func TestAClockThatJumpsLeavesTheRecordWhole(t *testing.T) {
	clock := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	jumps := []time.Duration{0, time.Second, -time.Hour, 24 * time.Hour, time.Until(time.Unix(0, 0)), 0}
	calls := 0
	now := func() time.Time { calls++; return clock.Add(jumps[calls%len(jumps)]) }
	trail := create(t, t.TempDir(), Options{Now: now, Keys: t.TempDir()})
	tellAll(t, trail, "words")
	ok(t, trail.Result(Done, "", 0))
	if v, err := Verify(trail.Dir(), inWords{}); err != nil || !v.Whole() || !v.Sealed || calls < 2*len(jumps) {
		t.Errorf("after %d readings: %+v, %v", calls, v, err)
	}
}

func TestAThousandChangedBytesOfAZipAreFound(t *testing.T) {
	zip := filepath.Join(t.TempDir(), "record.zip")
	left, err := Pack(sample(t), zip, inWords{})
	if err != nil || left != nil {
		t.Fatal(left, err)
	}
	if v, err := Verify(zip, inWords{}); err != nil || !v.Whole() || !v.Sealed {
		t.Fatalf("a packed trail: %+v, %v", v, err)
	}
	whole, err := os.ReadFile(zip)
	ok(t, err)
	random := rand.New(rand.NewPCG(20261123, 1))
	found := 0
	for range 1000 {
		b := bytes.Clone(whole)
		at := random.IntN(len(b))
		b[at] ^= byte(1 + random.IntN(255))
		v, err := verifyZip(bytes.NewReader(b), int64(len(b)), inWords{})
		ok(t, err)
		if v.Whole() {
			t.Errorf("byte %d of %d changed from %#x to %#x: not found", at, len(b), whole[at], b[at])
			continue
		}
		found++
	}
	t.Logf("%d of 1000 found", found)
	for _, cut := range []int{1, 22, 100, len(whole) / 2, len(whole) - 1} {
		if v, err := verifyZip(bytes.NewReader(whole[:len(whole)-cut]), int64(len(whole)-cut), inWords{}); err != nil || v.Whole() {
			t.Errorf("%d bytes cut off: %+v, %v", cut, v, err)
		}
	}
	if v, err := verifyZip(bytes.NewReader(append(bytes.Clone(whole), 0)), int64(len(whole)+1), inWords{}); err != nil || v.Whole() {
		t.Errorf("a byte added: %+v, %v", v, err)
	}
}

func TestPackGivesTheSameBytesAndNeverOverwrites(t *testing.T) {
	dir, out := sample(t), t.TempDir()
	one, two := filepath.Join(out, "one.zip"), filepath.Join(out, "two.zip")
	_, err := Pack(dir, one, inWords{})
	ok(t, err)
	ok(t, os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o600))
	left, err := Pack(dir, two, inWords{})
	ok(t, err)
	if !slices.Equal(left, []string{"notes.txt"}) {
		t.Errorf("left out: %q", left)
	}
	a, err := os.ReadFile(one)
	ok(t, err)
	b, err := os.ReadFile(two)
	ok(t, err)
	if !bytes.Equal(a, b) {
		t.Error("the same record gave two zips")
	}
	if info, err := os.Stat(one); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the zip: %v, %v", info.Mode(), err)
	}
	if _, err := Pack(dir, one, inWords{}); !errors.Is(err, os.ErrExist) {
		t.Errorf("packing over a zip: %v", err)
	}
	if _, err := Pack(dir, filepath.Join(dir, "in.zip"), inWords{}); err == nil {
		t.Error("packed into the record's own folder")
	}
	ok(t, os.WriteFile(filepath.Join(dir, "001-sign-in-before.png"), []byte("other"), 0o600))
	if _, err := Pack(dir, filepath.Join(out, "three.zip"), inWords{}); err == nil || !strings.Contains(err.Error(), "001-sign-in-before.png") {
		t.Errorf("packing a changed record: %v", err)
	}
	if _, err := os.Stat(filepath.Join(out, "three.zip")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a zip is left of it: %v", err)
	}
}
