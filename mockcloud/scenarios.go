package mockcloud

import (
	"fmt"
	"slices"
)

// A Scenario is a named State with a sentence about it.
type Scenario struct {
	Name, About string
	State       State
}

// Scenarios returns all scenarios, "plain" first.
func Scenarios() []Scenario {
	var list []Scenario
	for _, s := range scenarios {
		state := State{Account: alice, Devices: threePhones()}
		s.set(&state)
		list = append(list, Scenario{Name: s.name, About: s.about, State: state})
	}
	return list
}

// Named returns the scenario called name.
func Named(name string) (Scenario, bool) {
	list := Scenarios()
	i := slices.IndexFunc(list, func(s Scenario) bool { return s.Name == name })
	if i < 0 {
		return Scenario{}, false
	}
	return list[i], true
}

// scenarios say what differs from the plain one: Alice with three phones, all located.
var scenarios = []struct {
	name, about string
	set         func(*State)
}{
	{"plain", "three phones, all goes well", func(s *State) {}},
	{"no-devices", "an account without phones", func(s *State) { s.Devices = nil }},
	{"one-device", "one phone", func(s *State) { s.Devices = s.Devices[:1] }},
	{"fifty-devices", "fifty phones; the list loads ten at a time", func(s *State) { s.Devices = phones(50); s.Knobs.DevicesTotal = true }},
	{"family", "two own phones, two of the family in the same lists", func(s *State) {
		s.Devices = append(s.Devices[:2], Device{FID: "f9001", Name: "Redmi 9", Model: "M2004J19G", Owner: "Bob", FindOn: true, Online: true},
			Device{FID: "f9002", Name: "Xiaomi Pad 5", Model: "21051182G", Owner: "Carol", FindOn: true})
	}},
	{"family-section", "the family's phones stand under a heading of their own", func(s *State) {
		s.Devices = append(s.Devices[:2], Device{FID: "f9001", Name: "Redmi 9", Model: "M2004J19G", Owner: "Bob", FindOn: true, Online: true})
		s.Knobs.Family = "section"
	}},
	{"already-off", "Find Device is off on one phone already", func(s *State) { s.Devices[1].FindOn = false }},
	{"only-listed", "on one phone Find Device is off since long: only My Devices has it", func(s *State) {
		s.Devices[1].FindOn, s.Knobs.FindOffGone = false, true
	}},
	{"twins", "two phones of one name", func(s *State) {
		s.Devices = []Device{phone(1, "Redmi Note 12"), phone(2, "Redmi Note 12")}
		s.Devices[0].FID, s.Devices[1].FID = "f00000001", "f00000002" // shorter ones tell nothing
	}},

	{"wrong-password", "the password is refused", func(s *State) { s.Knobs.PasswordRefused = true }},
	{"suspended", "the account is suspended", func(s *State) { s.Knobs.Suspended = true }},
	{"too-many", "too many sign-in attempts", func(s *State) { s.Knobs.TooMany = true }},
	{"agreement", "an unticked agreement brings up a window", func(s *State) { s.Knobs.AgreePopup = true }},
	{"cookie-banner", "a cookie banner covers the foot of the page", func(s *State) { s.Knobs.CookieBanner = true }},
	{"mobile-sign-in", "the sign-in page for phones", func(s *State) { s.Knobs.SignIn = "mobile" }},
	{"old-pages", "the old sign-in page and the old deletion dialog", func(s *State) { s.Knobs.SignIn, s.Knobs.DeletePage = "old", "old" }},
	{"picture-captcha", "a picture captcha at sign-in", func(s *State) { s.Knobs.PictureCaptcha = true }},
	{"slider-captcha", "a slider in a frame of another site", func(s *State) { s.Knobs.SliderCaptcha = true }},
	{"slider-press", "one press in Xiaomi's own captcha frame; the agreement is ticked already", func(s *State) {
		s.Knobs.SliderCaptcha, s.Knobs.SliderButton, s.Knobs.SliderHost, s.Knobs.Agreement = true, true, "static-verify.sec.xiaomi.com", "ticked"
	}},
	{"code-by-mail", "codes by mail, at sign-in and before the deletion", func(s *State) { s.Knobs.Code, s.Knobs.DeleteCode = "mail", "mail" }},
	{"code-by-phone", "codes by phone, at sign-in and before the deletion", func(s *State) { s.Knobs.Code, s.Knobs.DeleteCode = "phone", "phone" }},
	{"wrong-code", "the first code is taken for a wrong one", func(s *State) { s.Knobs.Code, s.Knobs.RejectCodes = "phone", 1 }},
	{"code-limit", "no more codes are sent today", func(s *State) { s.Knobs.Code, s.Knobs.SendsLeft = "phone", -1 }},
	{"picture-then-code", "a picture has to be answered before a code is sent", func(s *State) { s.Knobs.Code, s.Knobs.PictureFirst = "phone", true }},
	{"second-code", "a second identity check on entering Mi Cloud", func(s *State) { s.Knobs.Code, s.Knobs.SecondCode = "mail", "phone" }},
	{"qr", "a code to scan instead of the password, behind an icon in the corner; the password is asked for before turning off", func(s *State) {
		s.Knobs.QR, s.Knobs.FindPassword = "corner", true
	}},
	{"qr-expires", "a code to scan in a tab, which runs out before it is scanned", func(s *State) { s.Knobs.QR, s.Knobs.QRExpires = "tab", 2 }},
	{"tap-to-confirm", "the sign-in has to be confirmed on another device", func(s *State) { s.Knobs.Tap = true }},
	{"unknown-page", "a page nobody knows comes after signing in", func(s *State) { s.Knobs.UnknownPage = true }},
	{"phishing", "the sign-in button leads to a page of a foreign host", func(s *State) { s.Knobs.Phish = true }},
	{"foreign-pictures", "each page asks a foreign host for a picture", func(s *State) { s.Knobs.Foreign = foreignHost }},
	{"other-account", "somebody else is signed in already", func(s *State) { s.Other = bob }},
	{"other-account-alike", "somebody else is signed in already, whose mail and phone look alike where they are masked", func(s *State) {
		s.Other = bob
		s.Other.Email, s.Other.Phone = "annie@example.com", "+12025550147"
	}},
	{"session-lost", "Mi Cloud forgets the session while the Find page is open", func(s *State) { s.Knobs.SessionLost = "find" }},

	{"find-cards", "the Find page as cards, the turn-off item under another name", func(s *State) { s.Knobs.FindPage, s.Knobs.FindWords = "cards", "turn-off" }},
	{"find-drawer", "the Find page with a drawer and dialogs without a role", func(s *State) {
		s.Knobs.FindPage, s.Knobs.FindDialog, s.Knobs.FindWords = "drawer", "plain", "disable-locate"
	}},
	{"keep-on-primary", "the dialog's main button keeps Find Device on", func(s *State) { s.Knobs.FindDialog, s.Knobs.FindWords = "keep-on", "turn-off" }},
	{"native-confirm", "the browser's own dialog asks before turning off", func(s *State) { s.Knobs.FindDialog = "native" }},
	{"password-again", "the password is asked for before turning off", func(s *State) { s.Knobs.FindPassword = true }},
	{"off-is-late", "a phone that was turned off still shows as on for a while", func(s *State) { s.Knobs.FindOffLate = 1 }},
	{"off-is-gone", "a phone that was turned off leaves the list", func(s *State) { s.Knobs.FindOffGone = true }},
	{"password-changed", "the password was changed lately: Find Device cannot be turned off", func(s *State) { s.Knobs.FindRefusal = "password-changed" }},
	{"offline-device", "one phone is offline and cannot be turned off", func(s *State) { s.Devices[1].Online = false; s.Knobs.FindRefusal = "offline" }},
	{"network-error", "turning off fails for the network", func(s *State) { s.Knobs.FindRefusal = "network" }},
	{"server-error", "turning off fails at the site", func(s *State) { s.Knobs.FindRefusal = "server" }},
	{"off-answer-lost", "Find Device is turned off and the site's answer never arrives", func(s *State) { s.Knobs.Lose = "find-off" }},
	{"remove-answer-lost", "a phone is removed and the site's answer never arrives", func(s *State) { s.Knobs.Lose = "remove" }},
	{"device-details", "the delete button is in a panel of details", func(s *State) { s.Knobs.DevicesPage = "details" }},
	{"cannot-remove", "devices cannot be removed", func(s *State) { s.Knobs.RemoveFails = true }},

	{"blocked-find", "Mi says Find Device is still on somewhere, whatever is done", func(s *State) { s.Mi = "micloudfind" }},
	{"blocked-balance", "Mi Coins are left", func(s *State) { s.Mi = "billcenter" }},
	{"code-before-delete", "warnings, code, box, button: the order of June 2026", func(s *State) { s.Knobs.DeletePage, s.Knobs.DeleteCode = "code-first", "phone" }},
	{"privacy-centre", "the deletion is a row of the privacy centre, which opens a window", func(s *State) { s.Knobs.DeletePage = "privacy" }},
	{"privacy-centre-zh", "the same in Chinese, with a window that is a dialog", func(s *State) {
		s.Knobs.Lang, s.Knobs.DeletePage, s.Knobs.DeleteModal = "zh_CN", "privacy", "dialog"
	}},
	{"privacy-centre-open", "the window of the privacy centre is open already", func(s *State) { s.Knobs.DeletePage = "privacy-open" }},
	{"code-away", "the code before the deletion is asked for on the identity pages", func(s *State) { s.Knobs.DeleteCode, s.Knobs.DeleteAway = "mail", true }},
	{"signed-in-devices-continue", "a browser is still signed in; one may go on", func(s *State) {
		s.Browsers, s.Knobs.DeviceCheck, s.Knobs.OwnBrowser = []string{"Edge Browser"}, "continue", true
	}},
	{"signed-in-devices-stop", "a browser is still signed in, and that is that", func(s *State) {
		s.Browsers, s.Knobs.DeviceCheck, s.Knobs.DeletePage = []string{"Edge Browser"}, "stop", "code-first"
	}},
	{"accepted-later", "the order is taken, to be carried out within 15 working days", func(s *State) { s.Knobs.Later = true }},
	{"answer-lost", "the account is deleted and the site's answer never arrives", func(s *State) { s.Knobs.Lose = "delete" }},
	{"chinese", "all pages in Chinese", func(s *State) { s.Knobs.Lang = "zh_CN" }},
	{"chinese-old", "the old pages in Chinese, with codes", func(s *State) {
		s.Knobs.Lang, s.Knobs.SignIn, s.Knobs.DeletePage, s.Knobs.DeleteCode = "zh_CN", "old", "old", "phone"
	}},
	{"chinese-older", "the older wording of the old dialog", func(s *State) {
		s.Knobs.Lang, s.Knobs.DeletePage, s.Knobs.DeleteWords = "zh_CN", "old", "zhuxiao"
	}},
	{"russian", "controls in Russian, the rest in English", func(s *State) { s.Knobs.Lang, s.Knobs.FindWords = "ru_RU", "turn-off" }},
}

// alice is who the scenarios are about; bob is somebody else. Both are made up.
var (
	alice = Account{ID: "6203401187", Email: "alice@example.com", Phone: "+12025550147", Password: "correct-Horse7", Nick: "Alice"}
	bob   = Account{ID: "6203409902", Email: "bob@example.org", Phone: "+12025550162", Password: "battery-Staple8", Nick: "Bob"}
)

func threePhones() []Device {
	return []Device{phone(1, "Mi 9"), phone(2, "Redmi Note 8 Pro"), phone(3, "POCO F3")}
}

func phone(n int, name string) Device {
	return Device{FID: fmt.Sprintf("f%04d", n), Name: name, Model: fmt.Sprintf("M19%02dF%dG", n, n%7+1), Own: true, FindOn: true, Online: true}
}

// phones returns n phones, each with a name of its own, some of which begin alike.
func phones(n int) []Device {
	kinds := []string{"Redmi Note %d", "Redmi %d", "Mi %d", "POCO X%d", "Xiaomi %dT"}
	list := make([]Device, n)
	for i := range list {
		list[i] = phone(i+1, fmt.Sprintf(kinds[i%len(kinds)], i/len(kinds)+1))
	}
	return list
}
