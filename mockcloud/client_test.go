package mockcloud

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
)

// A visit is a browser without a screen: it keeps cookies and trusts the cloud's certificate only.
type visit struct {
	*testing.T
	cloud  *Cloud
	client *http.Client
}

// begin starts a cloud in the scenario's state, changed by tune, and a visit to it.
func begin(t *testing.T, scenario string, tune ...func(*State)) *visit {
	t.Helper()
	s, found := Named(scenario)
	if !found {
		t.Fatalf("no scenario %q", scenario)
	}
	for _, f := range tune {
		f(&s.State)
	}
	c, err := Start(Options{State: s.State})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return &visit{T: t, cloud: c, client: browserOf(t, c)}
}

func browserOf(t *testing.T, c *Cloud) *http.Client {
	t.Helper()
	pool := x509.NewCertPool()
	pool.AddCert(c.Certificate())
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: pool},
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, c.Addr())
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Transport: transport, Jar: jar}
}

// open gets a page and returns its text and where it came from in the end.
func (v *visit) open(address string) (text string, at *url.URL) {
	v.Helper()
	r, err := v.client.Get(address)
	if err != nil {
		v.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		v.Fatal(err)
	}
	if r.StatusCode != http.StatusOK && r.StatusCode != http.StatusUnauthorized {
		v.Fatalf("GET %s: %s: %s", address, r.Status, b)
	}
	return string(b), r.Request.URL
}

// answer is what a script got: of the account site or of Mi Cloud.
func (v *visit) answer(text string) map[string]any {
	v.Helper()
	m := map[string]any{}
	if err := json.Unmarshal([]byte(strings.TrimPrefix(text, "&&&START&&&")), &m); err != nil {
		v.Fatalf("not an answer to a script: %v: %.80s", err, text)
	}
	return m
}

func (v *visit) get(address string) map[string]any {
	v.Helper()
	text, _ := v.open(address)
	return v.answer(text)
}

func (v *visit) post(address string, pairs ...string) map[string]any {
	v.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	u, _ := url.Parse(address)
	for _, k := range v.client.Jar.Cookies(u) {
		if k.Name == "serviceToken" {
			form.Set("serviceToken", k.Value)
		}
	}
	r, err := v.client.PostForm(address, form)
	if err != nil {
		v.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		v.Fatal(err)
	}
	return v.answer(string(b))
}

// tryPassword goes Mi Cloud's way to the sign-in page and sends account and password.
func (v *visit) tryPassword(user, password string, more ...string) map[string]any {
	v.Helper()
	data := v.get("https://i.mi.com/api/user/login?followUp=https://i.mi.com/&_locale=en_US")["data"].(map[string]any)
	_, at := v.open(data["loginUrl"].(string))
	if at.Path != "/fe/service/login/password" {
		v.Fatalf("signed out, the way in leads to %s", at.Path)
	}
	pairs := append([]string{"user", user, "pwd", password, "sid", at.Query().Get("sid"), "callback", at.Query().Get("callback")}, more...)
	return v.post("https://account.xiaomi.com/pass/serviceLoginAuth2", pairs...)
}

// signIn signs in to both sites and ends on Mi Cloud's home.
func (v *visit) signIn() {
	v.Helper()
	a := v.cloud.State().Account
	got := v.tryPassword(a.Email, a.Password)
	if got["code"] != 0.0 || got["securityStatus"] != 0.0 {
		v.Fatalf("signing in: %v", got)
	}
	if _, at := v.open(got["location"].(string)); at.Host != "i.mi.com" || at.Path != "/" {
		v.Fatalf("signing in leads to %s", at)
	}
}

// leave turns Find Device off on all own devices and removes them.
func (v *visit) leave() {
	v.Helper()
	for _, d := range v.cloud.State().Devices {
		if !d.Own {
			continue
		}
		if got := v.post("https://i.mi.com/find/v2/device/service/close", "targetFid", d.FID); got["code"] != 0.0 {
			v.Fatalf("turning Find Device off on %s: %v", d.FID, got)
		}
		if got := v.post("https://i.mi.com/status/"+v.cloud.secret("list")+"/delete", "key", d.FID); got["code"] != 0.0 {
			v.Fatalf("removing %s: %v", d.FID, got)
		}
	}
}
