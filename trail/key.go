package trail

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"miacct/internal/platform"
	"miacct/internal/safefile"
)

const keyFile = "signing-key.pem"

// keyDir is where a user's signing key is: miacct in the XDG data directory.
func keyDir() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "miacct"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(home) {
		return "", errors.New("neither XDG_DATA_HOME nor HOME is set to a folder")
	}
	return filepath.Join(home, ".local", "share", "miacct"), nil
}

// signingKey returns the user's key, made at first use. It is for its owner's eyes alone.
func signingKey(dir string) (ed25519.PrivateKey, error) {
	var err error
	if dir == "" {
		if dir, err = keyDir(); err != nil {
			return nil, fmt.Errorf("find the signing key: %w", err)
		}
	}
	key, err := readKey(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeKey(dir); err == nil || errors.Is(err, fs.ErrExist) { // another run may have been first
			key, err = readKey(dir)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("use the signing key %s: %w", filepath.Join(dir, keyFile), safefile.Cause(err))
	}
	return key, nil
}

func readKey(dir string) (ed25519.PrivateKey, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Lstat(keyFile)
	if err != nil {
		return nil, err
	}
	if platform.OpenToOthers(info) {
		return nil, fmt.Errorf("others can read it: chmod 600 %s", filepath.Join(dir, keyFile))
	}
	b, err := Folder{root}.Read(keyFile)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, errors.New("it holds no key")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, errors.New("it is not an ed25519 key")
	}
	return key, nil
}

// makeKey makes a key that was not there: whole, or not at all.
func makeKey(dir string) error {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	part := safefile.Part(keyFile)
	err = safefile.Create(root, part, func(w io.Writer) error { return pem.Encode(w, &pem.Block{Type: "PRIVATE KEY", Bytes: der}) })
	if err != nil {
		return err
	}
	defer root.Remove(part)
	if err := root.Link(part, keyFile); err != nil { // unlike a rename, a link replaces nothing
		return err
	}
	return platform.SyncDir(root)
}

// fingerprint is a key's short name.
func fingerprint(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}
