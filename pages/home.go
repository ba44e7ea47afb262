package pages

// Home is Mi Cloud's home.
type Home struct {
	SignedIn  Element `yaml:"signed-in"` // sight
	Find      Element `yaml:"find"`
	Settings  Element `yaml:"settings"`
	MyDevices Element `yaml:"my-devices"` // where the home or Settings link to them
	Gone      Element `yaml:"gone"`       // the cloud of this region is discontinued
}

// AccountHome is the account site's own home, where the account is named.
type AccountHome struct {
	Page  Element `yaml:"page"` // sight
	ID    Element `yaml:"id"`   // Xiaomi ID
	Mail  Element `yaml:"mail"`
	Phone Element `yaml:"phone"`
}
