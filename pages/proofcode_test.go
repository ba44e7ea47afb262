package pages

import "testing"

// The number in the answer to a sign-in speaks against the page's words, unless the answer has words of its own that say so.
func TestCodesThatSpeakAgainstTheWords(t *testing.T) {
	site := load(t)
	for body, want := range map[string]bool{
		`&&&START&&&{"code":70016,"desc":"登录验证失败"}`:                        true,
		`&&&START&&&{"code":70016,"desc":"Incorrect account or password"}`: true,
		`{"code":70016,"desc":"该小米账号不存在"}`:                                 false,
		`{"code":70016,"desc":"This Mi Account does not exist"}`:           false,
		`{"code":0,"desc":"This Mi Account does not exist"}`:               true,
		`{"code":20003,"desc":"-"}`:                                        false,
		`{"code":12345678,"desc":"-"}`:                                     false,
		`{"code":"70016","desc":"登录验证失败"}`:                                 false,
		`<html>`: false,
	} {
		if code, got := site.contradicts([]byte(body), "en"); got != want {
			t.Errorf("%s: %v (%d)", body, got, code)
		}
	}
}
