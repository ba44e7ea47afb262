//go:build unix && !linux

package main

// clearSecrets is for Linux only.
func clearSecrets([]string) error { return nil }

// undumpable is for Linux only.
func undumpable() {}
