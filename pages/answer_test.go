package pages

import (
	"testing"

	"miacct/browser"
)

func heading(s string) browser.Block { return browser.Block{Text: s, Heading: true} }

// What a page may say, and what that means as an answer to an order.
func TestAnswersToAnOrder(t *testing.T) {
	w := load(t).Words
	const id = "6203401187"
	for _, tt := range []struct {
		text string
		want said
	}{
		{"Your Mi Account has been deleted", saidDeleted},
		{"Your account was permanently deleted.", saidDeleted},
		{"Account 6203401187 has been deleted", saidDeleted},
		{"You have deleted your account", saidDeleted},
		{"您已成功注销帐号", saidDeleted},
		{"注销成功", saidDeleted},
		{"Ваш аккаунт удалён.", saidDeleted},
		{"Ihr Konto wurde gelöscht.", saidDeleted},
		{"Tu cuenta ha sido eliminada", saidDeleted},
		{"Votre compte a été supprimé.", saidDeleted},
		{"アカウントが削除されました", saidDeleted},
		{"계정이 삭제되었습니다", saidDeleted},
		{"Your request has been accepted", saidAccepted},
		{"Your account will be deleted within 15 working days.", saidAccepted},
		{"Your account is scheduled to be deleted on 3 May.", saidAccepted},
		{"您的注销申请已受理", saidAccepted},
		{"Ваша заявка на удаление принята", saidAccepted},
		{"Ihr Antrag auf Löschung ist eingegangen", saidAccepted},
		{"Your Mi Account has been deleted. Sign in within 15 days to restore it.", saidAccepted},
		{"您已成功注销帐号。15 天内登录可恢复帐号。", saidAccepted},
		{"Your account has been deleted. It cannot be recovered.", saidDeleted},
		{"No deletion request has been submitted for this account yet.", saidNothing},
		{"Account deleted by mistake? Contact support within 7 days.", saidNothing},
		{"If your account is deleted, all data is lost.", saidNothing},
		{"Your account was not deleted.", saidNothing},
		{"Has your account been deleted?", saidNothing},
		{"After your account has been deleted you cannot sign in.", saidNothing},
		{"Your account has never been deleted", saidNothing},
		{"What happens once the account was deleted", saidNothing},
		{"您的帐号尚未注销", saidNothing},
		{"注销成功后数据将被清空", saidNothing},
		{"Конто не удалён: аккаунт не удалён", saidNothing},
		{"Ihr Konto wurde nicht gelöscht", saidNothing},
		{"Si tu cuenta ha sido eliminada, escríbenos.", saidNothing},
		{"Account 1111111111 has been deleted", saidNothing},
		{"The accounts of your children were deleted", saidNothing},
		{"Your account could not be deleted", saidFailed},
		{"Deletion failed", saidFailed},
		{"Не удалось удалить аккаунт", saidFailed},
		{"Mi 9 has been removed", saidNothing},
		{"Thank you for having been with us", saidNothing},
	} {
		if got, words := w.answer([]browser.Block{heading(tt.text)}, id, false); got != tt.want {
			t.Errorf("%q says %d (%q), want %d", tt.text, got, words, tt.want)
		}
	}
}

// Where the words stand decides whether they are an answer.
func TestAnswersStandByThemselves(t *testing.T) {
	w := load(t).Words
	const done, taken = "Your account has been deleted", "Your request has been submitted"
	for _, tt := range []struct {
		name   string
		blocks []browser.Block
		alone  bool
		want   said
	}{
		{"heading", []browser.Block{heading(done)}, false, saidDeleted},
		{"alert", []browser.Block{{Text: done, Alert: true}}, false, saidDeleted},
		{"dialog", []browser.Block{{Text: taken, Dialog: true}}, false, saidAccepted},
		{"a page of its own", []browser.Block{{Text: done}}, true, saidDeleted},
		{"help text beside the button", []browser.Block{{Text: done}}, false, saidNothing},
		{"link", []browser.Block{{Text: taken, Control: true}}, true, saidNothing},
		{"entry of a list", []browser.Block{{Text: taken, Entry: true}}, true, saidNothing},
		{"footer", []browser.Block{{Text: done, Aside: true}}, true, saidNothing},
		{"an error beside it", []browser.Block{heading(done), {Text: "Something went wrong", Alert: true}}, true, saidFailed},
		{"grace in a paragraph", []browser.Block{heading(done), {Text: "Changed your mind? Restore it at any time."}}, true, saidAccepted},
		{"grace in a list", []browser.Block{heading(done), {Text: "Data is kept for 30 days", Entry: true}}, true, saidAccepted},
	} {
		if got, _ := w.answer(tt.blocks, "1", tt.alone); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestNoAccountIsTheWholeMessageAtTheForm(t *testing.T) {
	w := load(t).Words
	alert := browser.Block{Text: "This account does not exist.", Alert: true}
	for _, tt := range []struct {
		name   string
		blocks []browser.Block
		want   bool
	}{
		{"alert", []browser.Block{alert}, true},
		{"paragraph", []browser.Block{{Text: "该帐号不存在"}}, true},
		{"link", []browser.Block{{Text: "Account does not exist", Control: true}}, false},
		{"part of a text", []browser.Block{{Text: "Check whether this account does not exist."}}, false},
		{"another region", []browser.Block{alert, {Text: "Switch to another region to sign in."}}, false},
		{"another country in Chinese", []browser.Block{{Text: "该帐号不存在"}, {Text: "请切换地区后重试", Control: true}}, false},
		{"a list of help", []browser.Block{{Text: "Account does not exist", Entry: true}}, false},
	} {
		if words, got := w.noAccount(tt.blocks); got != tt.want {
			t.Errorf("%s: %v (%q)", tt.name, got, words)
		}
	}
}

func TestBoxesThatAcceptTheLossOfThisAccount(t *testing.T) {
	w := load(t).Words
	for text, want := range map[string]bool{
		"Yes, I want to permanently delete my Mi Account and all its data":    true,
		"I understand and accept the loss that deleting may bring":            true,
		"I have read this and agree that my account will be deleted":          true,
		"我已知晓以上内容":                                                            true,
		"我了解并接受删除可能带来的损失":                                                     true,
		"Я понимаю, что аккаунт будет удалён безвозвратно":                    true,
		"Ich verstehe, dass mein Konto unwiderruflich gelöscht wird":          true,
		"Also delete the accounts of my two children":                         false,
		"I agree to the deletion of the accounts of all members of my family": false,
		"Yes, send me the newsletter":                                         false,
		"I want to keep receiving offers after my account is deleted":         false,
		"Remember me": false,
		"Erase all devices too, I understand the loss": false,
	} {
		if got := w.acceptsLoss(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
