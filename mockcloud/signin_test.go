package mockcloud

import (
	"bytes"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Every way the site answers a password, by its codes.
func TestCodesOfSigningIn(t *testing.T) {
	for _, x := range []struct {
		scenario, user, password string
		code                     float64
	}{
		{"plain", alice.Email, alice.Password, 0},
		{"plain", strings.ToUpper(alice.Email), alice.Password, 0},
		{"plain", alice.ID, alice.Password, 0},
		{"plain", "+1 202-555-0147", alice.Password, 0},
		{"plain", alice.Email, "wrong", 70016},
		{"plain", "nobody@example.com", alice.Password, 70016},
		{"plain", "", "", 70016},
		{"wrong-password", alice.Email, alice.Password, 70016},
		{"suspended", alice.Email, alice.Password, 350008},
		{"too-many", alice.Email, alice.Password, 100001},
		{"picture-captcha", alice.Email, alice.Password, 87001},
		{"slider-captcha", alice.Email, alice.Password, 87001},
	} {
		t.Run(x.scenario+" "+x.user, func(t *testing.T) {
			v := begin(t, x.scenario)
			if got := v.tryPassword(x.user, x.password); got["code"] != x.code {
				t.Errorf("answered with %v, want code %v", got, x.code)
			}
			want := 0
			if x.code == 0 {
				want = 1
			}
			if n := v.cloud.State().Counts["sign-in"]; n != want {
				t.Errorf("%d sign-ins, want %d", n, want)
			}
		})
	}
}

func TestPictureCaptcha(t *testing.T) {
	v := begin(t, "picture-captcha")
	where := v.tryPassword(alice.Email, alice.Password)["captchaUrl"].(string)
	text, _ := v.open("https://account.xiaomi.com" + where)
	m, err := png.Decode(bytes.NewReader([]byte(text)))
	if err != nil || m.Bounds().Dx() < 100 {
		t.Fatalf("the captcha is no picture: %v", err)
	}
	first := v.cloud.State().CaptchaKey
	if len(first) != 5 {
		t.Fatalf("the picture shows %q, want five letters", first)
	}
	if got := v.tryPassword(alice.Email, alice.Password, "captCode", "XXXXX"); got["code"] != 87001.0 {
		t.Errorf("a wrong answer got %v", got)
	}
	if got := v.tryPassword(alice.Email, alice.Password, "captCode", first); got["code"] != 87001.0 {
		t.Errorf("a picture that was used up got %v", got)
	}
	v.open("https://account.xiaomi.com" + where)
	if got := v.tryPassword(alice.Email, alice.Password, "captCode", strings.ToLower(v.cloud.State().CaptchaKey)); got["code"] != 0.0 {
		t.Errorf("the right answer in small letters got %v", got)
	}
}

func TestSliderCountsOnce(t *testing.T) {
	v := begin(t, "slider-captcha")
	token := v.post("https://www.recaptcha.net/captcha/solve")["token"].(string)
	if got := v.tryPassword(alice.Email, alice.Password, "vToken", token); got["code"] != 0.0 {
		t.Errorf("a solved slider got %v", got)
	}
	v = begin(t, "slider-captcha")
	if got := v.tryPassword(alice.Email, alice.Password, "vToken", token); got["code"] != 87001.0 {
		t.Errorf("another cloud's slider got %v", got)
	}
}

// passCode goes through an identity check that starts at address and returns where it leads.
func (v *visit) passCode(address string) (at *url.URL) {
	v.Helper()
	_, at = v.open(address)
	kind := "Phone"
	if strings.HasSuffix(at.Path, "verifyEmail") {
		kind = "Email"
	}
	site := "https://account.xiaomi.com/identity/auth/"
	if got := v.post(site+"verify"+kind, "ticket", "000000"); got["code"] != 21327.0 {
		v.Errorf("a code before one was sent got %v", got)
	}
	if got := v.post(site + "send" + kind + "Ticket"); got["code"] != 0.0 {
		v.Fatalf("sending a code: %v", got)
	}
	if got := v.post(site+"verify"+kind, "ticket", "12"); got["code"] != 70014.0 || got["left"] != 4.0 {
		v.Errorf("a wrong code got %v", got)
	}
	got := v.post(site+"verify"+kind, "ticket", v.cloud.State().LastCode)
	if got["code"] != 0.0 {
		v.Fatalf("the right code got %v", got)
	}
	_, at = v.open(got["location"].(string))
	return at
}

func TestCodesByPhoneAndMail(t *testing.T) {
	for scenario, page := range map[string]string{"code-by-phone": "verifyPhone", "code-by-mail": "verifyEmail"} {
		t.Run(scenario, func(t *testing.T) {
			v := begin(t, scenario)
			got := v.tryPassword(alice.Email, alice.Password)
			if got["code"] != 0.0 || got["securityStatus"] != 16.0 {
				t.Fatalf("the right password got %v", got)
			}
			if text, _ := v.open("https://i.mi.com/"); !strings.Contains(text, "Sign in with Mi Account") {
				t.Error("signed in to Mi Cloud before the code was given")
			}
			start := got["notificationUrl"].(string)
			if _, at := v.open(start); !strings.HasSuffix(at.Path, page) {
				t.Errorf("the check is at %s, want %s", at.Path, page)
			}
			if at := v.passCode(start); at.Host != "i.mi.com" || at.Path != "/" {
				t.Errorf("the check leads to %s", at)
			}
			if n := v.cloud.State().Counts; n["sign-in"] != 1 || n["send-code"] != 1 {
				t.Errorf("counts are %v", n)
			}
		})
	}
}

func TestSecondCodeOnEnteringMiCloud(t *testing.T) {
	v := begin(t, "second-code")
	at := v.passCode(v.tryPassword(alice.Email, alice.Password)["notificationUrl"].(string))
	if !strings.HasSuffix(at.Path, "verifyPhone") {
		t.Fatalf("the first check leads to %s, want the second", at)
	}
	if at := v.passCode(at.String()); at.Host != "i.mi.com" {
		t.Errorf("the second check leads to %s", at)
	}
	if text, _ := v.open("https://i.mi.com/"); !strings.Contains(text, "/status/lite/profile") {
		t.Error("not signed in to Mi Cloud in the end")
	}
}

func TestRightCodeTakenForWrong(t *testing.T) {
	v := begin(t, "wrong-code")
	v.open(v.tryPassword(alice.Email, alice.Password)["notificationUrl"].(string))
	v.post("https://account.xiaomi.com/identity/auth/sendPhoneTicket")
	for i, want := range []float64{70014, 0} { // after the first it sends another
		code := v.cloud.State().LastCode
		if got := v.post("https://account.xiaomi.com/identity/auth/verifyPhone", "ticket", code); got["code"] != want {
			t.Errorf("try %d got %v, want code %v", i+1, got, want)
		}
	}
}

func TestCodeLimits(t *testing.T) {
	v := begin(t, "code-limit")
	v.open(v.tryPassword(alice.Email, alice.Password)["notificationUrl"].(string))
	if got := v.post("https://account.xiaomi.com/identity/auth/sendPhoneTicket"); got["code"] != 70022.0 {
		t.Errorf("sending beyond the limit got %v", got)
	}
	v = begin(t, "code-by-phone")
	v.open(v.tryPassword(alice.Email, alice.Password)["notificationUrl"].(string))
	v.post("https://account.xiaomi.com/identity/auth/sendPhoneTicket")
	for range 5 {
		v.post("https://account.xiaomi.com/identity/auth/verifyPhone", "ticket", "12")
	}
	if got := v.post("https://account.xiaomi.com/identity/auth/verifyPhone", "ticket", v.cloud.State().LastCode); got["code"] != 21327.0 {
		t.Errorf("the right code after five wrong ones got %v", got)
	}
}

func TestPictureBeforeCode(t *testing.T) {
	v := begin(t, "picture-then-code")
	v.open(v.tryPassword(alice.Email, alice.Password)["notificationUrl"].(string))
	got := v.post("https://account.xiaomi.com/identity/auth/sendPhoneTicket")
	if got["code"] != 87001.0 {
		t.Fatalf("sending without a picture got %v", got)
	}
	v.open("https://account.xiaomi.com" + got["captchaUrl"].(string))
	if got := v.post("https://account.xiaomi.com/identity/auth/sendPhoneTicket", "icode", v.cloud.State().CaptchaKey); got["code"] != 0.0 {
		t.Errorf("sending with the picture's text got %v", got)
	}
}

// The link of an identity check is good in the browser that tried the password only.
func TestIdentityCheckStaysInItsBrowser(t *testing.T) {
	v := begin(t, "code-by-phone")
	start := v.tryPassword(alice.Email, alice.Password)["notificationUrl"].(string)
	_, at := v.open(start)
	stranger := &visit{T: t, cloud: v.cloud, client: browserOf(t, v.cloud)}
	if text, _ := stranger.open(at.String()); !strings.Contains(text, "Something went wrong") {
		t.Error("another browser gets into the identity check")
	}
	if _, at := stranger.open("https://account.xiaomi.com/pass/serviceLoginAuth2/end"); at.Path != "/fe/service/login/password" {
		t.Errorf("the end of a check that never was leads to %s", at)
	}
}

func TestSomebodyElseIsSignedIn(t *testing.T) {
	v := begin(t, "other-account")
	for address, want := range map[string]string{
		"https://account.xiaomi.com/fe/service/account/info": bob.ID,
		"https://i.mi.com/status/lite/profile":               bob.ID,
	} {
		if got := v.get(address)["data"].(map[string]any)["userId"]; got != want {
			t.Errorf("%s shows %v, want %s", address, got, want)
		}
	}
	v.open("https://account.xiaomi.com/pass/logout")
	if _, at := v.open("https://account.xiaomi.com/"); at.Path != "/fe/service/login/password" {
		t.Errorf("after signing out the account site leads to %s", at)
	}
}

func TestPhishingPageIsOnNoListedHost(t *testing.T) {
	v := begin(t, "phishing")
	where := v.get("https://i.mi.com/api/user/login")["data"].(map[string]any)["loginUrl"].(string)
	u, err := url.Parse(where)
	if err != nil || u.Host != phishHost {
		t.Fatalf("the sign-in button leads to %s", where)
	}
	if text, _ := v.open(where); !strings.Contains(text, `name="password"`) {
		t.Error("the foreign page asks for no password")
	}
	v.post("https://"+phishHost+"/pass/serviceLoginAuth2", "pwd", "given")
	if got := v.cloud.State().Phished; len(got) != 1 || got[0] != "given" {
		t.Errorf("the foreign page was given %q", got)
	}
}

func TestUnknownHostIsRefused(t *testing.T) {
	v := begin(t, "plain")
	r, err := v.client.Do(mustRequest(t, "https://elsewhere.example.com/"))
	if err == nil {
		_ = r.Body.Close()
		t.Error("the cloud answers for a host it does not have")
	}
}

func mustRequest(t *testing.T, address string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
