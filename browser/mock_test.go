package browser

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

func TestAMockCloudIsOnThisMachine(t *testing.T) {
	for at, want := range map[string]string{
		"":                       "want a HOST:PORT of this machine",
		"127.0.0.1":              "want a HOST:PORT of this machine",
		"::1:443":                "want a HOST:PORT of this machine",
		"127.0.0.1:":             `"" is not a port`,
		"127.0.0.1:0":            `"0" is not a port`,
		"127.0.0.1:https":        `"https" is not a port`,
		"127.0.0.1:70000":        `"70000" is not a port`,
		":8443":                  "only an address of this machine will do",
		"0.0.0.0:8443":           "only an address of this machine will do",
		"10.0.0.1:8443":          "only an address of this machine will do",
		"[::]:8443":              "only an address of this machine will do",
		"[::ffff:10.0.0.1]:8443": "only an address of this machine will do",
		"account.xiaomi.com:443": "only an address of this machine will do",
		"127.0.0.1.example:443":  "only an address of this machine will do",
		"localhost.example:443":  "only an address of this machine will do",
	} {
		if _, err := pinOf(soon(t), at); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("pinOf(%q): error is %v, want %q in it", at, err, want)
		}
	}
}

func TestAMockCloudThatIsNotThereIsReported(t *testing.T) {
	s := httptest.NewTLSServer(nil)
	at := s.Listener.Addr().String()
	s.Close()
	_, err := start(soon(t), Options{Mock: at})
	if !errors.Is(err, ErrStart) || !strings.Contains(err.Error(), "use the mock cloud at "+at+": ") || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("error is %v, want that nothing listens at %s", err, at)
	}
}

func TestEveryNameIsTheMockCloud(t *testing.T) {
	shortTemp(t)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "this is the cloud for %s", r.Host)
	}))
	other := certificateOf(t, "i.mi.com")
	s.TLS = &tls.Config{GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
		if h.ServerName == "i.mi.com" {
			return other, nil
		}
		return nil, nil // the server's own
	}}
	s.StartTLS()
	defer s.Close()
	_, port, _ := strings.Cut(s.Listener.Addr().String(), ":")

	c, err := start(soon(t), Options{Mock: "localhost:" + port})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	for address, host := range map[string]string{
		"https://account.xiaomi.com/pass": "account.xiaomi.com",
		"https://example.org:9999/":       "example.org:9999",
		"https://203.0.113.7/":            "203.0.113.7",
	} {
		text, err := chromedp.Run(c.tab, show(address))
		if want := "this is the cloud for " + host; err != nil || text != want {
			t.Errorf("%s shows %q, %v; want %q", address, text, err, want)
		}
	}
	if text, err := chromedp.Run(c.tab, show("https://i.mi.com/")); err == nil || !strings.Contains(err.Error(), "ERR_CERT_AUTHORITY_INVALID") {
		t.Errorf("under another key: shows %q, %v; want a certificate error", text, err)
	}
}

func TestNoOtherCertificateIsAccepted(t *testing.T) {
	shortTemp(t)
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	c, err := start(soon(t), Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	if _, err := chromedp.Run(c.tab, show(s.URL)); err == nil || !strings.Contains(err.Error(), "ERR_CERT_AUTHORITY_INVALID") {
		t.Errorf("error is %v, want a certificate error", err)
	}
}

// show opens address and returns its text.
func show(address string) chromedp.Action[string] {
	return func(ctx context.Context, tab *chromedp.Target) (string, error) {
		if _, err := chromedp.Navigate(address)(ctx, tab); err != nil {
			return "", err
		}
		return chromedp.Evaluate[string](`document.body.innerText`)(ctx, tab)
	}
}

func certificateOf(t *testing.T, host string) *tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}
