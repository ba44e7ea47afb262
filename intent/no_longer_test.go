package intent

import "testing"

// "No longer" stands before, around or as a part of what has ended, and a name of Find Device may be
// what it does as well: "find this phone".
func TestNoLongerLocatingIsOff(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "This phone is no longer followed"},
		{"en", "We no longer track this phone"},
		{"zh", "已不再查找这部手机"},
		{"zh-TW", "不再尋找這支手機"},
		{"cs", "Zařízení se už nehledá"},
		{"cs", "Již se nesleduje"},
		{"cs", "Telefon už nelokalizujeme"},
		{"sk", "Zariadenie sa už nevyhľadáva"},
		{"sk", "Už sa nesleduje"},
		{"tr", "Artık izlenmiyor"},
		{"tr", "Cihaz artık takip edilmiyor"},
		{"th", "ไม่ได้ติดตามอีกต่อไป"},
		{"ja", "もう追跡されていません"},
		{"ar", "لم نعد نبحث عن هذا الهاتف"},
	} {
		if s := Sentence(c.text, c.lang); s.Of != FindDevice || s.Says != SaysOff {
			t.Errorf("%s: %q says %q of %q, want that Find Device is off", c.lang, c.text, s.Says, s.Of)
		}
	}
	turn := Target{Do: TurnOff, Of: FindDevice}
	for _, c := range []struct{ lang, text string }{
		{"cs", "Už nesledovat toto zařízení"},
		{"zh", "不再查找这部手机"},
		{"en", "No longer find this phone"},
	} {
		if !Says(c.text, c.lang, turn) {
			t.Errorf("%s: %q does not say to turn it off", c.lang, c.text)
		}
	}
}

// A negation counts as well where its words are the first part of a phrase that does not go on.
func TestNegationOutlastsAPhraseThatDoesNotGoOn(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "The device is not removed"},
		{"en", "Find Device is not turned off"},
		{"en", "Location is not being tracked"},
		{"cs", "Zařízení se nesleduje"},
		{"cs", "Zařízení se neodstraňuje"},
		{"sk", "Zariadenie sa neodstraňuje"},
		{"tr", "Takip edilmiyor"},
	} {
		if s := Sentence(c.text, c.lang); s.Says != SaysNot && s.Says != SaysRefused {
			t.Errorf("%s: %q says %q of %q, want that it is negated", c.lang, c.text, s.Says, s.Of)
		}
	}
}
