package pages

// Captcha is what the site shows to find out whether a person is there.
type Captcha struct {
	Overlay       Element `yaml:"overlay"` // over any page: slider, clicks, pictures
	Frame         Element `yaml:"frame"`   // the same, by its frame alone
	Failed        Element `yaml:"failed"`  // the overlay's "try again"
	PictureField  Element `yaml:"picture-field"`
	Picture       Element `yaml:"picture"`
	PictureWrong  Element `yaml:"picture-wrong"`
	PictureSubmit Element `yaml:"picture-submit"`
}
