package trail

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"

	"miacct/internal/safefile"
)

// PublicKey returns the public half of this user's signing key as a PEM file, for whoever
// checks records on another machine, and its fingerprint. The key is made if there is none.
func PublicKey() (file []byte, print string, err error) {
	key, err := signingKey("")
	if err != nil {
		return nil, "", err
	}
	public := key.Public().(ed25519.PublicKey)
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil, "", fmt.Errorf("write the public key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), fingerprint(public), nil
}

// Fingerprint returns the fingerprint of the public key in a PEM file, to be compared with a verdict's Signed.
func Fingerprint(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read the public key %s: %w", path, safefile.Cause(err))
	}
	key, err := publicKey(b)
	if err != nil {
		return "", fmt.Errorf("read the public key %s: %w", path, err)
	}
	return fingerprint(key), nil
}

func publicKey(b []byte) (ed25519.PublicKey, error) {
	block, _ := pem.Decode(b)
	switch {
	case block == nil:
		return nil, errors.New("it holds no key in PEM")
	case block.Type != "PUBLIC KEY":
		return nil, errors.New("it holds no public key")
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(ed25519.PublicKey)
	if !ok {
		return nil, errors.New("it is not an ed25519 key")
	}
	return key, nil
}
