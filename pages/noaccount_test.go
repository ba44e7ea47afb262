package pages

import "testing"

// What a sign-in form says of an account that is gone, by writers who never saw this program, and what only looks so.
func TestNoSuchAccountInOtherWords(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		denies     bool
	}{
		{"en", "Error: There is no account with this email address or phone number.", true},
		{"en", "No account is registered with this e-mail ID or mobile number. Kindly check once again.", true},
		{"en", "We can't find an account matching those details.", true},
		{"en", "We do not recognise this account. There is no Xiaomi account registered with these details.", true},
		{"en", "We do not recognise this account or password. There is no such account.", false},
		{"ru", "Аккаунта с такими данными нет. Проверьте почту или номер.", true},
		{"id", "Akun tidak ditemukan. Cek lagi email atau nomor HP kamu.", true},
		{"tr", "Böyle bir hesap yok. Bilgilerinizi kontrol edin.", true},
		{"zh", "没有找到这个账号，要不要检查一下？", true},
		{"zh", "该帐号不存在，请核对后重新输入。", true},
		{"pt", "Não achamos nenhuma conta com esses dados.", true},
		{"es", "No existe ninguna cuenta con esos datos. Revisa el correo, el teléfono o el ID.", true},
		{"es", "No existe ninguna cuenta con esos datos. Revisa la contraseña.", false},
		{"it", "Non risulta nessun account con questi dati.", true},
		{"de", "Zu dieser Anmeldung gibt es kein Konto.", true},
		{"en", "We can't find an account with those details. It doesn't exist.", true},
		{"en", "We can't find an account with those details. It doesn't exist in your region.", false},
		{"en", "It doesn't exist.", false},
		{"en", "That account doesn’t exist. Enter a different account or get a new one.", true},
		{"en", "That account doesn’t exist here. It is linked to another account.", false},
		{"en", "There is no account with this email, or the password is wrong.", false},
		{"en", "The account does not exist or the password is wrong.", false},
		{"en", "No account in this region. Switch to Europe?", false},
		{"en", "If there is no account with this email, create one.", false},
		{"en", "No account selected.", false},
		{"en", "Error: the account could not be found because of a network problem.", false},
		{"de", "Es gibt kein Konto in Ihrer Region. Bitte wechseln Sie das Land.", false},
		{"zh", "帐号不存在或密码错误，请重新输入。", false},
		{"ru", "Аккаунта нет или пароль неверный. Проверьте данные.", false},
	} {
		if got := deniesAccount(tt.text, tt.lang); got != tt.denies {
			t.Errorf("%s %q: %v, want %v", tt.lang, tt.text, got, tt.denies)
		}
	}
}
