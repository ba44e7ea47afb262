package pages

import (
	_ "embed"
	"io"
	"slices"
)

//go:embed site.yaml
var embedded []byte

// Site is the decoded site description; see site.yaml.
type Site struct {
	Languages map[string]string `yaml:"languages"` // language of words -> locale the site is asked for
	Hosts     Hosts             `yaml:"hosts"`
	At        At                `yaml:"at"`
	Masks     []string          `yaml:"masks"`   // CSS selectors of personal data that no picture may show
	Reasons   []Reason          `yaml:"reasons"` // why the site keeps an account
	Codes     map[int]string    `yaml:"codes"`   // the site's error codes in English
	Words     Words             `yaml:"words"`

	// Meanings are words of the site's that the lexicon does not have: language -> meaning -> phrases.
	Meanings map[string]map[string][]string `yaml:"meanings"`

	SignIn    SignIn     `yaml:"sign-in"`
	Captcha   Captcha    `yaml:"captcha"`
	Identity  Identity   `yaml:"identity"`
	Find      FindDevice `yaml:"find"`
	MyDevices MyDevices  `yaml:"my-devices"`

	source []byte
}

// Hosts are the site's hosts; "*.i.mi.com" is i.mi.com's subdomains.
type Hosts struct {
	Account []string `yaml:"account"` // may be shown and may get the password
	Cloud   []string `yaml:"cloud"`   // may be shown, and ask for the password again
	Captcha []string `yaml:"captcha"` // may be shown in a frame
}

// At holds addresses, best first. One that begins with / is on the Mi Cloud host that is
// used; {locale} stands for the locale of the language wanted.
type At struct {
	CloudHome   []string `yaml:"cloud-home"`
	Find        []string `yaml:"find"`
	AccountHome []string `yaml:"account-home"`
	SignIn      []string `yaml:"sign-in"`
	Deletion    []string `yaml:"deletion"`

	// Patterns of requests that the pages make themselves, as browser.Way has them.
	DeviceList  []string `yaml:"device-list"`  // all devices that Find Device knows, own or not
	SignInReply []string `yaml:"signin-reply"` // holds one of Codes
}

// A Reason is why the site keeps an account, and what the person can do about it.
type Reason struct {
	Class  []string `yaml:"class"`  // endings of the class of the reason's line, after "del-account-deny-"
	Words  []string `yaml:"words"`  // contained in the site's words
	Says   string   `yaml:"says"`   // in English
	Remedy string   `yaml:"remedy"` // what the person can do
	Seen   string   `yaml:"seen"`
}

// Load decodes the site description in data, the embedded one if data is nil. Its error
// joins a *Problem for each thing that is wrong, in the order of their lines.
func Load(data []byte) (*Site, error) {
	if data == nil {
		data = embedded
	}
	s := &Site{source: data}
	at, err := s.decode(data)
	if err != nil {
		return nil, err
	}
	if err := s.check(at); err != nil {
		return nil, err
	}
	s.elements(func(_ string, e *Element) { e.resolve(s.Words) })
	return s, nil
}

// Describe prints the description that s was loaded from, with its remarks.
func (s *Site) Describe(w io.Writer) error {
	_, err := w.Write(s.source)
	return err
}

// Documents are the hosts whose pages may be shown and may get the password.
func (h Hosts) Documents() []string { return slices.Concat(h.Account, h.Cloud) }
