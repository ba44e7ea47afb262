package intent

import "testing"

// Whose accounts a deletion takes is read where it is said, in any order; what others only lose, or a family that is
// left, is no account of theirs.
func TestAccountsOfOthers(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Your family group “Lund”, which you manage. The Mi Accounts of its members are deleted together with yours: Mia (ID 6141290017, child)", true},
		{"en", "Family members' accounts will be deleted too.", true},
		{"en", "All accounts in your family group are deleted.", true},
		{"en", "When you delete your account, your family members lose access to shared storage.", false},
		{"en", "Yes, I want to permanently delete my Mi Account and all its data", false},
		{"de", "Konto samt allen Daten löschen, in vier Schritten", false},
		{"ko", "이 계정의 모든 데이터가 삭제되며 되돌릴 수 없습니다.", false},
		{"en", "Delete my account and leave my family group", false},
		{"en", "You will leave your family group.", false},
		{"en", "Family members' accounts are not deleted.", false},
		{"en", "To keep the members’ accounts, hand the family group over first.", false},
		{"en", "Once your account is deleted, all photos are gone.", false},
		{"de", "Die Konten Ihrer Familienmitglieder werden ebenfalls gelöscht.", true},
		{"de", "Wenn Sie Ihr Konto löschen, verlieren Familienmitglieder den Zugriff.", false},
		{"fr", "Les comptes des membres de votre famille seront également supprimés.", true},
		{"ru", "Аккаунты членов семьи также будут удалены.", true},
		{"zh", "家庭成员的账号也将被删除。", true},
		{"es", "También se eliminarán las cuentas de los miembros de tu familia.", true},
	} {
		if got := TakesOthers(c.text, c.lang); got != c.want {
			t.Errorf("%s %q: %v, want %v", c.lang, c.text, got, c.want)
		}
	}
}
