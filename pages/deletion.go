package pages

// Deletion is where the account is deleted. Code, tick and button may come in any order,
// and a list of devices still signed in may follow.
type Deletion struct {
	Page    Element `yaml:"page"`   // sight
	Text    Element `yaml:"text"`   // what is lost for good
	Unfold  Element `yaml:"unfold"` // shows all of it
	ID      Element `yaml:"id"`     // the account the page names
	Next    Element `yaml:"next"`   // from the warning on to the identity check
	Accept  Element `yaml:"accept"` // checkbox: I accept the loss
	Start   Element `yaml:"start"`  // the delete button
	Dialog  Element `yaml:"dialog"`
	Confirm Element `yaml:"confirm"` // of Dialog
	Cancel  Element `yaml:"cancel"`  // only to read dialogs, never clicked

	DevicesCheck Element `yaml:"devices-check"` // devices and browsers are still signed in
	DevicesList  Element `yaml:"devices-list"`
	Continue     Element `yaml:"continue"` // delete all the same

	Done  Element `yaml:"done"`  // the site says that the account is deleted
	Later Element `yaml:"later"` // the site says that it will be, and takes some days

	Deny        Element `yaml:"deny"` // the site keeps the account for the time being
	DenyReasons Element `yaml:"deny-reasons"`
	NumberBound Element `yaml:"number-bound"` // warning: the number cannot register again for half a year
	Failed      Element `yaml:"failed"`
}
