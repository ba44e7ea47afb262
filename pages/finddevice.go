package pages

// FindDevice is the page that locates lost phones. In the phone's own dialog the positive
// button is "Keep on", so no dialog here is answered by its look, only by its words.
type FindDevice struct {
	Page   Element `yaml:"page"`   // sight
	Device Element `yaml:"device"` // a device's entry; use Of
	None   Element `yaml:"none"`   // sight that the account has no device here
	Busy   Element `yaml:"busy"`

	More    Element `yaml:"more"`     // three dots
	TurnOff Element `yaml:"turn-off"` // item of that menu
	Dialog  Element `yaml:"dialog"`   // asks whether to turn it off
	OK      Element `yaml:"ok"`       // turns it off
	KeepOn  Element `yaml:"keep-on"`  // leaves it on; only to read dialogs, never clicked
	Off     Element `yaml:"off"`      // sight that it is off

	Password      Element `yaml:"password"` // asked for again
	PasswordOK    Element `yaml:"password-ok"`
	PasswordAgain Element `yaml:"password-again"` // the password given was not right

	// Where the site says no. PasswordChanged comes before CouldNot: its words go on where those end.
	PasswordChanged Element `yaml:"password-changed"` // in the last days
	Offline         Element `yaml:"offline"`
	Network         Element `yaml:"network"`
	Server          Element `yaml:"server"`
	Denied          Element `yaml:"denied"`
	CouldNot        Element `yaml:"could-not"`
}
