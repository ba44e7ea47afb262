package pages

// MyDevices is the list of devices that are signed in, under Settings.
type MyDevices struct {
	Heading  Element `yaml:"heading"`
	Device   Element `yaml:"device"`  // a device's entry; use Of
	Current  Element `yaml:"current"` // mark of the device this browser runs on
	Delete   Element `yaml:"delete"`
	Dialog   Element `yaml:"dialog"` // asks whether to remove it
	Confirm  Element `yaml:"confirm"`
	Cancel   Element `yaml:"cancel"` // only to read dialogs, never clicked
	Removed  Element `yaml:"removed"`
	Empty    Element `yaml:"empty"` // sight that no device is left
	Busy     Element `yaml:"busy"`
	CouldNot Element `yaml:"could-not"`
}
