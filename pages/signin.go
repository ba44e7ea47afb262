package pages

// SignIn is the page where the account signs in, in its React, mobile and old forms,
// and the button that leads there from Mi Cloud.
type SignIn struct {
	CloudSignIn Element `yaml:"cloud-sign-in"` // on Mi Cloud's home before sign-in
	Form        Element `yaml:"form"`          // sight of the form with a password
	Account     Element `yaml:"account"`
	Password    Element `yaml:"password"`
	Agreement   Element `yaml:"agreement"` // checkbox
	Submit      Element `yaml:"submit"`
	AgreePopup  Element `yaml:"agree-popup"`  // the "agree and continue" button
	CookieAgree Element `yaml:"cookie-agree"` // the cookie banner's button
	PasswordTab Element `yaml:"password-tab"` // from sign-in by SMS to sign-in by password
	Skip        Element `yaml:"skip"`         // past "add your phone number" and tips after sign-in
	Busy        Element `yaml:"busy"`         // the site is thinking

	// Where the site says no.
	Wrong      Element `yaml:"wrong"`      // wrong account or password: it does not say which
	NoAccount  Element `yaml:"no-account"` // the account does not exist
	BadName    Element `yaml:"bad-name"`   // no account could be called that
	NoPassword Element `yaml:"no-password"`
	Suspended  Element `yaml:"suspended"`
	TooMany    Element `yaml:"too-many"`
	TimedOut   Element `yaml:"timed-out"`
	OtherError Element `yaml:"other-error"`
}
