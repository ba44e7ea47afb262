package pages

// Site is the decoded site description; see site.yaml.
type Site struct {
	Languages map[string]string `yaml:"languages"` // language of words -> locale the site is asked for
	Hosts     Hosts             `yaml:"hosts"`
	At        At                `yaml:"at"`
	Masks     []string          `yaml:"masks"`   // CSS selectors of personal data that no picture may show
	Reasons   []Reason          `yaml:"reasons"` // why the site keeps an account
	Codes     map[int]string    `yaml:"codes"`   // the site's error codes in English
	Words     Words             `yaml:"words"`

	SignIn      SignIn      `yaml:"sign-in"`
	Captcha     Captcha     `yaml:"captcha"`
	Identity    Identity    `yaml:"identity"`
	Home        Home        `yaml:"home"`
	AccountHome AccountHome `yaml:"account-home"`
	Find        FindDevice  `yaml:"find"`
	MyDevices   MyDevices   `yaml:"my-devices"`
	Deletion    Deletion    `yaml:"deletion"`
}

// Hosts are the site's hosts; "*.i.mi.com" is i.mi.com's subdomains.
type Hosts struct {
	Account []string `yaml:"account"` // may be shown and may get the password
	Cloud   []string `yaml:"cloud"`   // may be shown
	Captcha []string `yaml:"captcha"` // may be shown in a frame
}

// At holds addresses, best first. One that begins with / is on the Mi Cloud host that is
// used; {locale} stands for the locale, {sid} for the service signed in to.
type At struct {
	CloudHome   []string `yaml:"cloud-home"`
	Find        []string `yaml:"find"`
	AccountHome []string `yaml:"account-home"`
	Profile     []string `yaml:"profile"`
	SignIn      []string `yaml:"sign-in"`
	SignOut     []string `yaml:"sign-out"`
	Deletion    []string `yaml:"deletion"`
	LockCheck   []string `yaml:"lock-check"` // whether a phone is still locked, by its IMEI, for anybody

	// Patterns of requests that the pages make themselves, as browser.Way.URL.
	DeviceList  []string `yaml:"device-list"`
	CloudOwner  []string `yaml:"cloud-owner"`
	ErrorReply  []string `yaml:"error-reply"`  // answers that hold one of Codes
	SignInPages []string `yaml:"signin-pages"` // documents of the sign-in
}

// A Reason is why the site keeps an account, and what the person can do about it.
type Reason struct {
	Class  string   `yaml:"class"`  // ending of the class of the reason's line in the old dialog
	Words  []string `yaml:"words"`  // contained in the site's words
	Says   string   `yaml:"says"`   // in English
	Remedy string   `yaml:"remedy"` // what the person can do
	Seen   string   `yaml:"seen"`
}

// Load decodes the site description in data, the embedded one if data is nil.
func Load(data []byte) (*Site, error) { panic("not built") }
