package main

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var errNotUTF8 = errors.New("is not UTF-8 (Latin-1, GBK or the like?), and the site would get something else than you typed; use a UTF-8 locale, or write it to a file saved as UTF-8. Nothing was sent")

// checkText refuses what would reach the site as other characters than the person meant.
// The error never quotes it: it may be a password.
func checkText(what, s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("%s %w", what, errNotUTF8)
	}
	return nil
}

// oddText says what is odd about a password that is sent all the same as it is, "" if nothing is.
func oddText(password string) string {
	if norm.NFC.IsNormalString(password) {
		return ""
	}
	return "The password holds a letter whose accent is a character of its own (it is not in Unicode's composed form, NFC), as some keyboards and files write it. It is sent as it is; if the site refuses it, type it afresh."
}

// withoutMark is a settings file's text without a byte-order mark.
func withoutMark(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, errors.New("it is UTF-16; save it as UTF-8")
	}
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
}
