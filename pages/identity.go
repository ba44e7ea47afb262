package pages

// Identity is the check by a code sent to phone or mail: Send first, then the code field appears.
type Identity struct {
	Page      Element `yaml:"page"` // sight of the check, before Send or after
	Send      Element `yaml:"send"`
	Resend    Element `yaml:"resend"`
	Code      Element `yaml:"code"`
	Submit    Element `yaml:"submit"`
	Trust     Element `yaml:"trust"` // checkbox: trust this browser
	Other     Element `yaml:"other"` // choose another method
	Where     Element `yaml:"where"` // masked phone number or mail address
	Wrong     Element `yaml:"wrong"`
	Limit     Element `yaml:"limit"`      // no more codes today
	NotSent   Element `yaml:"not-sent"`   // the code could not be sent
	Expired   Element `yaml:"expired"`    // the check has to begin anew
	NotPassed Element `yaml:"not-passed"` // this browser or place is not accepted
}
