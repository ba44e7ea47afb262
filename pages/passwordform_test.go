package pages

import "testing"

// formOf makes a form: a field is its type, then label, placeholder, name, autocomplete; the first
// password field is the one asked about.
func formOf(address, heading string, buttons []string, fields ...[5]string) passwordForm {
	f := passwordForm{Address: address, Buttons: buttons, Text: heading}
	if heading != "" {
		f.Headings = []string{heading}
	}
	asked := false
	for _, v := range fields {
		field := formField{Type: v[0], Label: v[1], Placeholder: v[2], Name: v[3] + " " + v[4]}
		field.Target = v[0] == "password" && !asked
		asked = asked || field.Target
		f.Fields = append(f.Fields, field)
	}
	return f
}

func TestKindOf(t *testing.T) {
	const in, home = "account.xiaomi.com/fe/service/login/password", "account.xiaomi.com/fe/service/account"
	account := [5]string{"text", "email/phone/xiaomi id", "", "account", ""}
	password := [5]string{"password", "password", "", "password", ""}
	for _, tt := range []struct {
		name string
		form passwordForm
		want FormKind
	}{
		{"sign in", formOf(in, "Xiaomi Account", []string{"sign in"}, account, password), FormSignIn},
		{"sign in, Chinese", formOf(in, "小米帐号登录", []string{"登录"}, [5]string{"text", "", "邮箱/手机号码/小米id", "user", ""}, [5]string{"password", "", "请输入登录密码", "", ""}), FormSignIn},
		{"sign in, agree first", formOf(in, "", []string{"同意并登录"}, account, password), FormSignIn},
		{"sign in, Russian, names made up", formOf(home, "Вход в аккаунт", []string{"Войти"}, [5]string{"email", "Почта", "", "f1", ""}, [5]string{"password", "Пароль", "", "f2", ""}), FormSignIn},
		{"sign in, Turkish capitals", formOf(home, "", []string{"GİRİŞ YAP"}, [5]string{"text", "E-posta", "", "", ""}, [5]string{"password", "Şifre", "", "", ""}), FormSignIn},
		{"sign in, Arabic", formOf(home, "تسجيل الدخول", []string{"التالي"}, [5]string{"text", "البريد", "", "", ""}, [5]string{"password", "كلمة المرور", "", "", ""}), FormSignIn},
		{"sign in, a language unknown, at its address", formOf(in, "ສະບາຍດີ", []string{"ເຂົ້າ"}, [5]string{"text", "", "", "account", "username"}, [5]string{"password", "", "", "password", "current-password"}), FormSignIn},
		{"sign in, account shown", func() passwordForm {
			f := formOf(in, "Welcome back", []string{"sign in"}, password)
			f.Text = "welcome back a***e@example.com"
			return f
		}(), FormSignIn},
		{"sign in, somebody else shown", func() passwordForm {
			f := formOf(in, "Enter your password", []string{"sign in"}, password)
			f.Text = "b***b@example.org"
			return f
		}(), FormReauth},
		{"set a new password", formOf(home, "Set a new password", []string{"save and sign out everywhere"}, [5]string{"password", "password", "", "", "new-password"}), FormNewPassword},
		{"set, nothing but the heading", formOf(home, "Set a password", []string{"ok"}, password), FormNewPassword},
		{"set, by autocomplete only", formOf(home, "", []string{"ok"}, [5]string{"password", "", "", "", "new-password"}), FormNewPassword},
		{"set, by name only", formOf(home, "", []string{"ok"}, [5]string{"password", "password", "", "newPwd", ""}), FormNewPassword},
		{"set, Chinese", formOf(home, "设置新密码", []string{"确定"}, [5]string{"password", "密码", "", "", ""}), FormNewPassword},
		{"set, Russian", formOf(home, "Придумайте пароль", []string{"Далее"}, [5]string{"password", "Пароль", "", "", ""}), FormNewPassword},
		{"set, Vietnamese", formOf(home, "Đặt mật khẩu", []string{"Tiếp"}, [5]string{"password", "Mật khẩu", "", "", ""}), FormNewPassword},
		{"change, two fields", formOf(home, "Password", []string{"sign in"}, account, password, [5]string{"password", "", "", "", ""}), FormNewPassword},
		{"save", formOf(home, "Password", []string{"save"}, password), FormNewPassword},
		{"sign up", formOf("account.xiaomi.com/fe/service/register", "Create account", []string{"next"}, account, password), FormNewPassword},
		{"sign up, German", formOf(home, "Konto erstellen", []string{"Weiter"}, account, password), FormNewPassword},
		{"PIN", formOf("i.mi.com/find", "Lost mode: set a PIN that locks the phone", []string{"ok"}, password), FormPIN},
		{"PIN, Chinese", formOf("i.mi.com/find", "锁定设备", []string{"确定"}, [5]string{"password", "密码", "", "", ""}), FormPIN},
		{"PIN, Spanish", formOf("i.mi.com/find", "Bloquear el teléfono", []string{"aceptar"}, [5]string{"password", "contraseña", "", "", ""}), FormPIN},
		{"code", formOf(home, "Verify", []string{"submit"}, [5]string{"password", "verification code", "", "", ""}), FormCode},
		{"again", formOf("i.mi.com/find", "Enter your Mi Account password", []string{"ok"}, password), FormReauth},
		{"again, Japanese", formOf("i.mi.com/find", "パスワードを入力", []string{"OK"}, [5]string{"password", "パスワード", "", "", ""}), FormReauth},
		{"again, Greek", formOf("i.mi.com/find", "Εισαγάγετε τον κωδικό πρόσβασης", []string{"OK"}, [5]string{"password", "", "", "", ""}), FormReauth},
		{"nothing said", formOf(home, "", []string{"ok"}, [5]string{"password", "", "", "", ""}), FormUnknown},
	} {
		if got := kindOf(tt.form, "alice@example.com"); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestIsAgreement(t *testing.T) {
	for words, want := range map[string]bool{
		"I've read and agreed to Xiaomi's User Agreement and Privacy Policy": true,
		"已阅读并同意小米帐号 用户协议 和 隐私政策":                                             true,
		"Я принимаю условия и политику конфиденциальности":                   true,
		"ฉันยอมรับข้อกำหนดและนโยบายความเป็นส่วนตัว":                          true,
		"Send me the newsletter":                             false,
		"I agree to receive offers under the privacy policy": false,
		"Remember me":                                 false,
		"Sign out on all devices":                     false,
		"Also delete the accounts of my two children": false,
		"": false,
	} {
		if got := IsAgreement(words); got != want {
			t.Errorf("%q: %v, want %v", words, got, want)
		}
	}
}
