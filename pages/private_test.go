package pages

import "testing"

func TestShieldIsForThePagesOfTheAccount(t *testing.T) {
	site, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]bool{
		"https://account.xiaomi.com/fe/service/account?_locale=en": true,
		"https://global.account.xiaomi.com/pass/del":               true,
		"https://account.xiaomi.com/pass/auth/security/home":       true,
		"https://account.xiaomi.com/pass/serviceLogin?sid=i":       false,
		"https://account.xiaomi.com/fe/service/login/password":     false,
		"https://account.xiaomi.com/identity/authStart":            false,
		"https://i.mi.com/find":                                    false,
		"https://account.xiaomi.com.example.net/pass/del":          false,
		"about:blank": false,
		"%zz":         false,
	} {
		if got := site.Shield(address); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}
