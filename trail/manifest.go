package trail

import (
	"bytes"
	"crypto/ed25519"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"miacct/internal/safefile"
)

// ReportFile is the name of the report in a trail's folder.
const ReportFile = "report.html"

// A Report makes the page that shows a record to people, of the trail and its pictures alone: the same
// record gives the same bytes.
type Report interface {
	Languages() []string                                // that it can be in
	Render(w io.Writer, from Source, lang string) error // in the language of the run if lang is ""
}

//go:embed readme.txt
var readme string

const (
	manifestFile = "datapackage.json"
	digestFile   = "datapackage-digest.json"
	readmeFile   = "README.txt"
)

// A manifest is a Frictionless data package that lists the files of a trail, as WACZ does,
// with the hash of the trail's last line: what the chain cannot vouch for by itself.
type manifest struct {
	Profile   string     `json:"profile"`
	Name      string     `json:"name"`
	Title     string     `json:"title"`
	Created   time.Time  `json:"created"` // when the result was recorded
	Software  string     `json:"software"`
	Head      string     `json:"head"`
	Lines     int        `json:"lines"`
	Resources []resource `json:"resources"`
}

type resource struct {
	Name      string `json:"name"`
	Path      string `json:"path"`
	Mediatype string `json:"mediatype"`
	Bytes     int    `json:"bytes"`
	Hash      string `json:"hash"` // "sha256:…"
}

// A digest is the envelope of the WACZ signing specification, with an ed25519 key.
type digest struct {
	Path       string  `json:"path"`
	Hash       string  `json:"hash"` // of the manifest, "sha256:…"
	SignedData *signed `json:"signedData,omitempty"`
	Unsigned   string  `json:"unsigned,omitempty"` // why there is no signature
}

type signed struct {
	Hash      string    `json:"hash"`      // as in the digest: these are the bytes that are signed
	Signature string    `json:"signature"` // base64
	PublicKey string    `json:"publicKey"` // base64 of the key's 32 bytes
	Created   time.Time `json:"created"`   // as in the manifest
	Software  string    `json:"software"`  // as in the manifest
}

// noKey is why a record is not signed. There is no other reason, so any other words are somebody else's.
const noKey = "the signing key could not be used"

// strict64 refuses what would decode to the same bytes as something else.
var strict64 = base64.StdEncoding.Strict()

func mediatype(name string) string {
	switch path.Ext(name) {
	case ".png":
		return "image/png"
	case ".html":
		return "text/html"
	case ".txt":
		return "text/plain"
	}
	return "application/jsonl"
}

func resourceOf(name string, size int, sum string) resource {
	return resource{strings.ToLower(name), name, mediatype(name), size, "sha256:" + sum}
}

// seal writes the report, the README, the manifest and its digest beside a trail that has
// its result. t.mu is held.
func (t *Trail) seal(result Line) error {
	resources := append([]resource{resourceOf(trailFile, int(t.size), hashed(t.all))}, t.pngs...)
	type file struct {
		name string
		fill func(io.Writer) error
	}
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	var files []file
	if t.page != nil {
		files = append(files, file{ReportFile, func(w io.Writer) error { return t.page.Render(w, Folder{t.root}, "") }})
	}
	files = append(files, file{readmeFile, text(readme)})
	for _, e := range t.texts {
		files = append(files, file{e.name, text(e.text)})
	}
	for _, file := range files {
		r, err := put(t.root, file.name, file.fill)
		if err != nil {
			return fmt.Errorf("%s: %w", file.name, safefile.Cause(err))
		}
		resources = append(resources, r)
	}
	m := manifest{
		Profile: "data-package", Name: strings.ToLower(t.run.ID), Title: "Record of miacct " + t.run.Command,
		Created: result.Time, Software: "miacct " + t.run.Tool, Head: t.prev, Lines: t.seq, Resources: resources,
	}
	b := encode(m)
	if _, err := put(t.root, manifestFile, func(w io.Writer) error { _, err := w.Write(b); return err }); err != nil {
		return fmt.Errorf("%s: %w", manifestFile, safefile.Cause(err))
	}
	d := digest{Path: manifestFile, Hash: "sha256:" + hash(b)}
	if key, err := signingKey(t.keys); err != nil {
		d.Unsigned, t.unsigned = noKey, err
	} else {
		d.SignedData = &signed{
			Hash: d.Hash, Created: m.Created, Software: m.Software,
			Signature: strict64.EncodeToString(ed25519.Sign(key, []byte(d.Hash))),
			PublicKey: strict64.EncodeToString(key.Public().(ed25519.PublicKey)),
		}
	}
	if _, err := put(t.root, digestFile, func(w io.Writer) error { _, err := w.Write(encode(d)); return err }); err != nil {
		return fmt.Errorf("%s: %w", digestFile, safefile.Cause(err))
	}
	return nil
}

// put replaces a file and describes what it wrote.
func put(root *os.Root, name string, fill func(io.Writer) error) (resource, error) {
	h := newSum()
	err := safefile.Replace(root, name, func(w io.Writer) error { return fill(io.MultiWriter(w, h)) })
	return resourceOf(name, h.n, hashed(h)), err
}

// encode is the one way a manifest or a digest is written: reading and writing it again
// gives the same bytes, or it was changed.
func encode(v any) []byte {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err) // plain structs of strings and numbers
	}
	return append(b, '\n')
}

// decode reads what encode wrote.
func decode[T any](b []byte) (v T, err error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return v, err
	}
	if !bytes.Equal(encode(v), b) {
		return v, errors.New("it is not written as it was")
	}
	return v, nil
}

// check returns the key that signed the manifest with bytes b, nil if none did.
func (d digest) check(m manifest, b []byte) (ed25519.PublicKey, error) {
	if d.Path != manifestFile || d.Hash != "sha256:"+hash(b) {
		return nil, errors.New("it is not of this manifest")
	}
	s := d.SignedData
	if s == nil {
		return nil, nil
	}
	key, err := strict64.DecodeString(s.PublicKey)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errors.New("its public key is not readable")
	}
	signature, err := strict64.DecodeString(s.Signature)
	if err != nil {
		return nil, errors.New("its signature is not readable")
	}
	switch {
	case s.Hash != d.Hash, !s.Created.Equal(m.Created), s.Software != m.Software:
		return nil, errors.New("what is signed is not this manifest")
	case !ed25519.Verify(key, []byte(s.Hash), signature):
		return nil, errors.New("its signature is wrong")
	}
	return key, nil
}
