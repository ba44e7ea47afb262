package mockcloud

import "time"

// Knobs are what goes wrong, and how the site looks. The zero value is a site where all
// goes well, in its commonest shape.
type Knobs struct {
	Lang    string        // language of the pages: en_US, zh_CN; the request's _locale if empty
	Foreign string        // a host that every page asks for a picture
	Delay   time.Duration // before each answer to a request of a page's script
	Lenient bool          // the account is deleted although devices are located or left; what the real site does is not known
	Lose    string        // "find-off", "remove", "delete": the act is carried out and its answer is lost, once

	// Signing in.
	SignIn          string // shape: "" the React page for desktops, "mobile", "old" (jQuery)
	Agreement       string // its box: "" not ticked, "ticked", "none"
	AgreePopup      bool   // an unticked box brings up "Agree and continue", else a line of text
	CookieBanner    bool   // covers the foot of the page until it is agreed to
	Suspended       bool   // 350008
	TooMany         bool   // 100001
	PasswordRefused bool   // 70016 whatever is typed
	PictureCaptcha  bool   // the first try is answered with 87001 and a picture
	SliderCaptcha   bool   // a slider in a frame of another site covers the page
	SliderButton    bool   // one press in that frame solves it
	SliderHost      string // of the frame, "www.recaptcha.net" if empty
	Code            string // identity check: "phone", "mail" or "" for none
	QR              string // sign-in by a code that a phone scans: "" none, "corner" behind an icon, "tab", "first" shown at once; desktops only
	QRDraw          string // "" an image, "canvas"
	QRExpires       int    // so many codes run out at once
	Tap             bool   // a check by a tap on another device follows
	UnknownPage     bool   // a page nobody knows comes after signing in
	Phish           bool   // the sign-in button of Mi Cloud leads to a page of a foreign host

	// One-time codes.
	RejectCodes  int  // so many right codes are taken for wrong ones, and replaced
	SendsLeft    int  // codes that may be sent in a day, 5 if zero
	CodeOther    bool // the page offers the other of phone and mail too
	CodeLost     bool // codes by phone never arrive
	PictureFirst bool // a picture has to be answered before a code is sent

	// Mi Cloud.
	SecondCode  string // identity check on entering Mi Cloud: "phone", "mail"
	SessionLost string // the session is lost once, at "find" or "settings"

	// Find Device.
	FindPage     string // shape: "" list, map and panel, "cards", "drawer"
	FindWords    string // the turn-off item: "" Disconnect Find Device, "turn-off", "disable-locate"
	FindDialog   string // "" role=dialog with OK and Cancel, "plain" the same without a role, "keep-on", "native"
	FindPassword bool   // the password is asked for again
	FindRefusal  string // "password-changed", "offline" (offline devices only), "network", "server"
	FindOffLate  int    // so many looks at the list after it, a device turned off still shows as on
	FindOffGone  bool   // a device that is off is no longer in the list

	// Settings, My Devices.
	DevicesPage  string // shape: "" a button in each row, "details" in a panel that opens
	DevicesList  string // how it comes: "" as one scrolls, "whole", "late" (3 s), "button", "pages", "virtual" (holds only what is in view)
	DevicesTotal bool   // says how many there are
	DevicesFirst int    // how many come at a time, 10 if zero
	Family       string // family devices: "" in the list without a button, "section" under a heading of their own, "none"
	RemoveFails  bool   // "Can't remove device"

	// Deleting the account.
	DeletePage  string // shape: "" tick, button, code; "code-first": warnings, code, tick, button; "old"; "privacy": a row of the privacy centre opens a window; "privacy-open": it is open already
	DeleteModal string // the window of the privacy centre: "" without a role, "dialog" with one
	DeleteWords string // wording of the old dialog: "" 删除, "zhuxiao" 注销
	DeleteCode  string // "phone", "mail" or "" for no code
	DeleteAway  bool   // the code is asked for on the identity pages, which lead back
	DeviceCheck string // devices still signed in: "" no check, "continue", "stop"
	OwnBrowser  bool   // the check lists the browser in use too
	Restores    bool   // the right password takes a deletion back
	Later       bool   // the order is taken, to be carried out within 15 working days

	Shape *Shape // if not nil, the pages are composed so; it is not changed
}
