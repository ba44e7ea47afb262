package pages

import "testing"

// What an account's page shows masked is read without what parts it from its label, in any script: else it is
// taken for another account's.
func TestAMaskedMailBehindItsLabel(t *testing.T) {
	for _, nodes := range []string{
		"- text \"小米ID：6128840397\"\n- text \"邮箱：li***i@e***.cn\"\n",
		"- text \"Xiaomi ID: 6128840397\"\n- text \"Email: li***i@e***.cn\"\n",
		"- text \"小米ID\" box=0,0,80,20\n- text \"6128840397\" box=100,0,80,20\n- text \"邮箱\" box=0,40,80,20\n- text \"li***i@e***.cn\" box=100,40,80,20\n",
	} {
		run := (&run{WebDelete: &WebDelete{Site: load(t), Account: "lixiaoweii@example.cn", ID: "6128840397"}}).connect()
		p := parse(t, "page \"https://account.xiaomi.com/fe/service/account\" title=\"Mi\" lang=\"zh-CN\"\nframe \"https://account.xiaomi.com/fe/service/account\" allowed\nlayer \"document\"\n"+nodes)
		who, err := run.account.accountOn(p, nil)
		if err != nil || who.ID != "6128840397" {
			t.Errorf("read %+v, %v of\n%s", who, err, nodes)
		}
		if who.denies("lixiaoweii@example.cn", false) {
			t.Errorf("%q is taken for another account's", who.Mail)
		}
		if other := (account{ID: who.ID, Mail: "bo***b@e***.cn"}); !other.denies("lixiaoweii@example.cn", false) {
			t.Error("another's mail is not told from this one")
		}
	}
}

// A caption that stands below its value is not that of the next one: the ID is no phone number.
func TestAnIDBelowAPhoneIsNoPhone(t *testing.T) {
	run := (&run{WebDelete: &WebDelete{Site: load(t), Account: "13805716720", ID: "1268043975"}}).connect()
	p := parse(t, "page \"https://account.xiaomi.com/\" title=\"帐号\" lang=\"zh-CN\"\nframe \"https://account.xiaomi.com/\" allowed\nlayer \"document\"\n- text \"138****6720\"\n  - text \"手机号\"\n- text \"1268043975\"\n  - text \"用户 ID\"\n")
	if who, err := run.account.accountOn(p, nil); err != nil || who.ID != "1268043975" || who.Phone != "" || who.denies("13805716720", true) {
		t.Errorf("read %+v, %v", who, err)
	}
}

// A link or button that names the terms shows them: only what says that one agrees is pressed as consent.
func TestALinkToTheTermsIsNoConsent(t *testing.T) {
	for label, agrees := range map[string]bool{"User agreement": false, "Confidentialité": false, "Privacy policy": false, "I agree to the User Agreement": true} {
		p := parse(t, `page "https://account.xiaomi.com/login" title="Sign in" lang="en"
frame "https://account.xiaomi.com/login" allowed
layer "document"
- field "Email" for="native"
- password "Password" for="native"
- button "Sign in" type="submit" for="native"
- button "`+label+`" weak for="cursor"
`)
		if f := readLogin(p); (f.agreement >= 0) != agrees {
			t.Errorf("%q: taken for consent %v", label, f.agreement >= 0)
		}
	}
}
