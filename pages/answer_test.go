package pages

import (
	"testing"

	"miacct/flow"
	"miacct/intent"
	"miacct/snapshot"
)

// A block is a text of a test's page.
type block struct {
	Text                                          string
	Heading, Alert, Dialog, Control, Entry, Aside bool
}

func heading(s string) block { return block{Text: s, Heading: true} }

// paged is a page that says the blocks, and offers to delete the account unless alone.
func paged(blocks []block, alone bool) snapshot.Page {
	p := snapshot.Page{URL: "https://account.xiaomi.com/pass/del", Title: "Mi Account", Lang: "en", Frames: []snapshot.Frame{{Parent: -1, Allowed: true}},
		Layers: []snapshot.Layer{{Kind: snapshot.Dialog, Root: -1}, {Kind: snapshot.Document, Root: -1}}, Entries: []snapshot.Entry{{Layer: 1}}}
	if !alone {
		p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Button, Name: "Delete account", For: []string{"native"}, Parent: -1, Layer: 1, Entry: -1})
	}
	p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Group, Role: "contentinfo", Parent: -1, Layer: 1, Entry: -1})
	footer := len(p.Nodes) - 1
	for _, b := range blocks {
		n := snapshot.Node{Kind: snapshot.Text, Text: b.Text, Parent: -1, Layer: 1, Entry: -1}
		switch {
		case b.Heading:
			n.Kind, n.Name, n.Text = snapshot.Heading, b.Text, ""
		case b.Alert:
			n.Kind = snapshot.Alert
		case b.Dialog:
			n.Layer = 0
		case b.Control:
			n.Kind, n.Name, n.For = snapshot.Link, b.Text, []string{"native"}
		case b.Entry:
			n.Entry = 0
		case b.Aside:
			n.Parent = footer
		}
		p.Nodes = append(p.Nodes, n)
	}
	return p
}

// answered is what blocks say that came after the order.
func answered(blocks []block, id string, alone bool) (said, string) {
	a := answerOf(flow.Since(paged(nil, false), paged(blocks, alone), deleteStep), id, []string{"Mi 9"})
	return a.what, a.words
}

// What a page may say, and what that means as an answer to an order.
func TestAnswersToAnOrder(t *testing.T) {
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
		{"Once deleted, your account cannot be recovered.", saidNothing},
		{"Your account cannot be recovered after it is closed.", saidNothing},
		{"注销后账号将无法恢复", saidNothing},
		{"Une fois supprimé, votre compte ne pourra pas être récupéré.", saidNothing},
		{"Sobald dein Konto gelöscht ist, kann es nicht wiederhergestellt werden.", saidNothing},
		{"削除後、アカウントは復元できません。", saidNothing},
		{"Después de eliminar la cuenta no se podrá recuperar.", saidNothing},
		{"Your account was not deleted.", saidFailed},
		{"Has your account been deleted?", saidNothing},
		{"After your account has been deleted you cannot sign in.", saidNothing},
		{"Your account has never been deleted", saidNothing},
		{"What happens once the account was deleted", saidNothing},
		{"您的帐号尚未注销", saidFailed},
		{"注销成功后数据将被清空", saidNothing},
		{"Конто не удалён: аккаунт не удалён", saidNothing},
		{"Ihr Konto wurde nicht gelöscht", saidFailed},
		{"Si tu cuenta ha sido eliminada, escríbenos.", saidNothing},
		{"Account 1111111111 has been deleted", saidNothing},
		{"The accounts of your children were deleted", saidNothing},
		{"Your account could not be deleted", saidFailed},
		{"Deletion failed", saidFailed},
		{"Не удалось удалить аккаунт", saidFailed},
		{"Mi 9 has been removed", saidNothing},
		{"Thank you for having been with us", saidNothing},
	} {
		if got, words := answered([]block{heading(tt.text)}, id, false); got != tt.want {
			t.Errorf("%q says %d (%q), want %d", tt.text, got, words, tt.want)
		}
	}
}

// Where the words stand decides whether they are an answer.
func TestAnswersStandByThemselves(t *testing.T) {
	const done, taken = "Your account has been deleted", "Your request has been submitted"
	for _, tt := range []struct {
		name   string
		blocks []block
		alone  bool
		want   said
	}{
		{"heading", []block{heading(done)}, false, saidDeleted},
		{"alert", []block{{Text: done, Alert: true}}, false, saidDeleted},
		{"dialog", []block{{Text: taken, Dialog: true}}, false, saidAccepted},
		{"a page of its own", []block{{Text: done}}, true, saidDeleted},
		{"help text beside the button", []block{{Text: done}}, false, saidNothing},
		{"link", []block{{Text: taken, Control: true}}, true, saidNothing},
		{"entry of a list", []block{{Text: taken, Entry: true}}, true, saidNothing},
		{"footer", []block{{Text: done, Aside: true}}, true, saidNothing},
		{"an error beside it", []block{heading(done), {Text: "Something went wrong", Alert: true}}, true, saidError},
		{"what may be anything, above what offers to delete it", []block{heading("✓ Deleted successfully"), {Text: "Continue: delete account", Control: true}}, true, saidNothing},
		{"that one cannot sign in, below it", []block{heading(done), {Text: "Ya no es posible entrar con esta cuenta."}}, true, saidDeleted},
		{"that the account cannot be signed in to, below it", []block{heading("您的账号已注销删除"), {Text: "此账号已无法登录。"}}, true, saidDeleted},
		{"that one cannot sign in, alone", []block{heading("Ya no es posible entrar con esta cuenta.")}, true, saidFailed},
		{"grace in a paragraph", []block{heading(done), {Text: "Changed your mind? Restore it at any time."}}, true, saidAccepted},
		{"grace in a list", []block{heading(done), {Text: "Data is kept for 30 days", Entry: true}}, true, saidAccepted},
	} {
		if got, _ := answered(tt.blocks, "1", tt.alone); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

// That something went well is no answer: it may be said of anything that was sent.
func TestSuccessAloneIsNoAnswer(t *testing.T) {
	for _, text := range []string{"OK", "ok", "Success", "Success!", "Done", "Completed", "Saved", "Sent", "Submitted successfully", "Request successful", "成功", "操作成功", "提交成功",
		"已完成", "Готово", "Успешно", "Erfolg", "Erfolgreich", "Listo", "Terminé", "完了", "완료", "Operazione riuscita"} {
		for _, b := range []block{heading(text), {Text: text, Alert: true}, {Text: text, Dialog: true}, {Text: text}} {
			for _, alone := range []bool{true, false} {
				if got, _ := answered([]block{b}, "6203401187", alone); got != saidNothing {
					t.Errorf("%q (%+v, alone on the page %v) says %d", text, b, alone, got)
				}
			}
		}
	}
	for text, want := range map[string]said{"Deleted": saidDeleted, "Deletion successful": saidDeleted, "注销成功": saidDeleted, "Account: success": saidDeleted} {
		if got, _ := answered([]block{heading(text)}, "6203401187", false); got != want {
			t.Errorf("%q says %d, want %d", text, got, want)
		}
	}
}

// That a code was sent, in whatever words and language, is no answer; nor is anything said beside a field
// that came with it.
func TestWhatAsksForMoreIsNoLastWord(t *testing.T) {
	for lang, texts := range map[string][]string{
		"en": {"Code sent to +120******47", "The code has been sent successfully", "We have accepted your code", "Verification code submitted", "An email with a code was sent", "Your code for deleting the account has been sent"},
		"uk": {"Код надіслано на +120******47", "Код прийнято"},
		"de": {"Code gesendet an +120******47", "Der Code wurde erfolgreich übermittelt"},
		"zh": {"验证码已发送", "验证码已提交"},
		"ru": {"Код отправлен", "Код принят"},
	} {
		for _, text := range texts {
			for _, b := range []block{heading(text), {Text: text, Alert: true}, {Text: text, Dialog: true}, {Text: text}} {
				before, now := paged(nil, false), paged([]block{b}, true)
				before.Lang, now.Lang = lang, lang
				if a := answerOf(flow.Since(before, now, deleteStep), "6203401187", nil); a.what == saidDeleted || a.what == saidAccepted {
					t.Errorf("%s: %q is taken for an answer to the order: %d", lang, text, a.what)
				}
			}
		}
	}
	for _, kind := range []snapshot.Kind{snapshot.Field, snapshot.Password} {
		now := paged([]block{heading("Your request has been submitted")}, true)
		now.Nodes = append(now.Nodes, snapshot.Node{Kind: kind, Name: "Foo", For: []string{"native"}, Parent: -1, Layer: 1, Entry: -1})
		if a := answerOf(flow.Since(paged(nil, false), now, deleteStep), "6203401187", nil); a.what != saidNothing {
			t.Errorf("beside a %s that came with it the page still says %d", kind, a.what)
		}
	}
}

func TestNoAccountIsTheWholeMessageAtTheForm(t *testing.T) {
	alert := block{Text: "This account does not exist.", Alert: true}
	for _, tt := range []struct {
		name   string
		blocks []block
		want   bool
	}{
		{"alert", []block{alert}, true},
		{"paragraph", []block{{Text: "该帐号不存在"}}, true},
		{"link", []block{{Text: "Account does not exist", Control: true}}, false},
		{"part of a text", []block{{Text: "Check whether this account does not exist."}}, false},
		{"another region", []block{alert, {Text: "Switch to another region to sign in."}}, false},
		{"another country in Chinese", []block{{Text: "该帐号不存在"}, {Text: "请切换地区后重试", Control: true}}, false},
		{"a list of help", []block{{Text: "Account does not exist", Entry: true}}, false},
	} {
		if i, words := noAccount(flow.Since(paged(nil, true), paged(tt.blocks, true))); (i >= 0) != tt.want {
			t.Errorf("%s: %d (%q)", tt.name, i, words)
		}
	}
}

func TestBoxesThatAcceptTheLossOfThisAccount(t *testing.T) {
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
		page := paged(nil, false)
		page.Nodes = append(page.Nodes, snapshot.Node{Kind: snapshot.Checkbox, Name: text, For: []string{"native"}, Parent: -1, Layer: 1, Entry: -1, State: snapshot.State{Checked: snapshot.No}})
		form := intent.ReadForm(page, page.InLayer(1), theDeletion)
		if got := len(form.Tick) == 1; got != want {
			t.Errorf("%q: %v, %v", text, got, form.Others)
		}
	}
}

// A box that nobody understands is left as it is where the page can be gone on with without it, and is a doubt elsewhere.
func TestABoxThatIsNotUnderstood(t *testing.T) {
	for _, c := range []struct {
		box, button string
		doubt       bool
	}{
		{"checked=no", "", false},
		{"checked=no required", "", true},
		{"checked=no", `disabled against="disabled"`, true},
		{"checked=yes", "", true},
	} {
		p := parse(t, `page "https://account.xiaomi.com/pass/del" title="Mi-Konto löschen" lang="de"
frame "https://account.xiaomi.com/pass/del" allowed
layer "document" box=0,0,1280,800
- heading "Mi-Konto löschen"
- checkbox "Frobnikate monatlich beziehen" `+c.box+` for="native"
- button "Konto löschen" `+c.button+` for="native"
`)
		d := readDeletionPage(p, matterIn(p), theDeletion, nil, nil)
		if doubt := d.boxes(); (doubt != "") != c.doubt {
			t.Errorf("box %s, button %s: doubt %q", c.box, c.button, doubt)
		}
	}
}

// What came and asks whether to delete the account has not answered the order, whatever else it says.
func TestAQuestionIsNoAnswer(t *testing.T) {
	for name, tt := range map[string]struct {
		lang, dialog string
		want         said
	}{
		"a countdown on the yes": {"zh-CN", `- heading "确定注销吗？" layer=0
- text "账号将被永久注销。" layer=0
- button "我再想想" layer=0 for="native"
- button "确定注销（3秒）" layer=0 disabled for="native" against="disabled"
`, saidNothing},
		"a question with OK":        {"en", "- text \"Delete your account?\" layer=0\n- text \"Your account will be deleted.\" layer=0\n- button \"OK\" layer=0 for=\"native\"\n", saidNothing},
		"a control that deletes":    {"en", "- text \"Your request has been submitted\" layer=0\n- button \"Delete account\" layer=0 for=\"native\"\n", saidNothing},
		"a last chance":             {"en", "- text \"Your account will be permanently deleted.\" layer=0\n- button \"Cancel\" layer=0 for=\"native\"\n- button \"Continue\" layer=0 for=\"native\"\n", saidNothing},
		"a last chance on the page": {"de", "- heading \"Dein Konto wird gelöscht\" layer=1\n- button \"Abbrechen\" layer=1 for=\"native\"\n- button \"Weiter\" layer=1 for=\"native\"\n", saidNothing},
		"an offer on the way": {"de", `- heading "Bevor du gehst: 60 € für dein altes Handy" layer=1
- text "Mit „Weiter“ nimmst du das Angebot an. Die Löschung deines Kontos wird danach fortgesetzt." layer=1
- checkbox "Newsletter abonnieren" layer=1 checked=yes for="native"
- button "Weiter" layer=1 for="native"
- button "Nein danke, ohne Angebot weiter zur Löschung" layer=1 for="native"
`, saidNothing},
		"a choice on the way": {"en", `- text "Your account deletion is in progress." layer=1
- button "Continue" layer=1 for="native"
- button "Continue without the offer" layer=1 for="native"
`, saidNothing},
		"what is accepted":             {"en", "- text \"Your request has been submitted\" layer=0\n- button \"OK\" layer=0 for=\"native\"\n", saidAccepted},
		"what will be done in 30 days": {"en", "- text \"Your account will be deleted in 30 days.\" layer=0\n- button \"Undo\" layer=0 for=\"native\"\n- button \"OK\" layer=0 for=\"native\"\n", saidAccepted},
		"what is done":                 {"de", "- heading \"Dein Konto wurde gelöscht\" layer=0\n- button \"Schließen\" layer=0 for=\"native\"\n", saidDeleted},
	} {
		page := func(nodes string) snapshot.Page {
			return parse(t, "page \"https://account.xiaomi.com/pass/del\" title=\"Mi\" lang=\""+tt.lang+"\"\nframe \"https://account.xiaomi.com/pass/del\" allowed\nlayer \"dialog\"\nlayer \"document\"\n"+nodes)
		}
		if got := answerOf(flow.Since(page("- text \"Mi\" layer=1\n"), page(tt.dialog), deleteStep), "6203401187", nil); got.what != tt.want {
			t.Errorf("%s: %d by %q, want %d", name, got.what, got.words, tt.want)
		}
	}
}

// A card that holds the whole page is no entry of a list.
func TestACardThatHoldsThePageIsNoList(t *testing.T) {
	for box, want := range map[string]said{"346,72,588,470": saidDeleted, "346,72,588,60": saidNothing} {
		p := parse(t, "page \"https://account.xiaomi.com/pass/del\" title=\"Mi\" lang=\"ja\"\nframe \"https://account.xiaomi.com/pass/del\" allowed\nlayer \"document\" box=0,0,1280,800\nentry box="+box+"\n- heading \"アカウントを削除しました\" entry=0\n- text \"ご利用いただき、ありがとうございました。\" entry=0\n")
		before := parse(t, "page \"https://account.xiaomi.com/pass/del\" title=\"Mi\" lang=\"ja\"\nframe \"https://account.xiaomi.com/pass/del\" allowed\nlayer \"document\" box=0,0,1280,800\n- text \"Mi\"\n")
		if got := answerOf(flow.Since(before, p, deleteStep), "6203401187", nil); got.what != want {
			t.Errorf("%s: %d, want %d", box, got.what, want)
		}
	}
}
