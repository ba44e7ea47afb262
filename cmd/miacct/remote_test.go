package main

import (
	"bufio"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"miacct/browser"
	"miacct/internal/platform"
	"miacct/mockcloud"
	"miacct/trail"
)

// secondChrome starts a Chrome with a debugging port, for the mock cloud.
func secondChrome(t *testing.T, cloud *mockcloud.Cloud) (address string) {
	t.Helper()
	exe, _, err := browser.Locate(t.Context(), "", false)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := tls.Dial("tcp", cloud.Addr(), &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(conn.ConnectionState().PeerCertificates[0].RawSubjectPublicKeyInfo)
	conn.Close()
	cmd := exec.Command(exe, "--remote-debugging-port=0", "--user-data-dir="+t.TempDir(), "--headless=new", "--no-sandbox", "--enable-automation",
		"--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * "+cloud.Addr(),
		"--ignore-certificate-errors-spki-list="+base64.StdEncoding.EncodeToString(sum[:]), "about:blank")
	platform.Group(cmd)
	says, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = platform.KillGroup(cmd.Process)
		_ = cmd.Wait() // says that it was killed
	})
	for lines := bufio.NewScanner(says); address == ""; {
		if !lines.Scan() {
			t.Fatal("the second Chrome does not say where it listens")
		}
		_, address, _ = strings.Cut(lines.Text(), "DevTools listening on ")
	}
	go func() { _, _ = io.Copy(io.Discard, says) }()
	return address
}

// TestRunInABrowserElsewhere does a whole run in a second Chrome, named by nothing but its port.
func TestRunInABrowserElsewhere(t *testing.T) {
	cloud := startCloud(t, "one-device")
	address := secondChrome(t, cloud)
	port, _, _ := strings.Cut(address, "/devtools/")
	cmd := miacct(t, cloud, "--confirm", cloud.State().Account.ID, "--browser-url", port)
	code, lines, stderr := outcome(t, cmd)
	if s := cloud.State(); code != exitOK || !s.Deleted || s.Counts["delete"] != 1 {
		t.Errorf("exit code %d, deleted %v, counts %v\n%s", code, s.Deleted, s.Counts, stderr)
	}
	if !strings.Contains(stderr, "Warning: the browser at "+port+" is not this program's own") {
		t.Errorf("no warning:\n%s", stderr)
	}
	warned := slices.ContainsFunc(lines, func(l trail.Line) bool { return strings.Contains(l.Text, "is not this program's own") })
	if !warned || !strings.HasSuffix(lines[0].Run.Browser, ", at "+port) {
		t.Errorf("the record does not say where the browser was: %+v", lines[0].Run)
	}
	leaks(t, cloud.State().Account.Password, cmd.Dir, stderr)
}

// TestJailedRunListsForeignHosts asserts that no request reached the foreign host, and that the report names it.
func TestJailedRunListsForeignHosts(t *testing.T) {
	for _, jail := range []bool{false, true} {
		cloud := startCloud(t, "foreign-pictures")
		args := []string{"--dry-run"}
		if jail {
			args = append(args, "--restrict-hosts")
		}
		code, lines, stderr := outcome(t, miacct(t, cloud, args...))
		s := cloud.State()
		if code != exitOK || s.Deleted {
			t.Errorf("jail %v: exit code %d, deleted %v\n%s", jail, code, s.Deleted, stderr)
		}
		asked := slices.ContainsFunc(s.Requests, func(r string) bool { return strings.Contains(r, "pictures.example.net") })
		var held []string
		for _, l := range lines {
			if l.Event == trail.EventHeld {
				held = append(held, l.Text)
			}
		}
		_, path, _ := strings.Cut(stderr, "Report with pictures: ")
		path, _, _ = strings.Cut(path, "\n")
		page := read(t, path)
		listed := strings.Contains(page, "Blocked hosts")
		if asked == jail || listed != jail || (len(held) == 1 && strings.HasPrefix(held[0], "pictures.example.net: ")) != jail {
			t.Errorf("jail %v: the host was asked %v, listed %v, held %q", jail, asked, listed, held)
		}
		if jail && !strings.Contains(page, held[0]) {
			t.Errorf("the report does not hold %q", held[0])
		}
	}
}
