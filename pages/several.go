package pages

import "strings"

// several are errors that are told together, each as a sentence of its own.
type several []error

// together is the errors that are not nil: nil if none is, itself if one is.
func together(errs ...error) error {
	var all several
	for _, err := range errs {
		if err != nil {
			all = append(all, err)
		}
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return all
}

func (s several) Error() string {
	var all []string
	for i, err := range s {
		words := strings.TrimRight(err.Error(), ".。 ")
		if i > 0 {
			words = upper(words)
		}
		if i < len(s)-1 {
			words += "."
		}
		all = append(all, words)
	}
	return strings.Join(all, " ")
}

func (s several) Unwrap() []error { return s }

// upper is a text that begins as a sentence does.
func upper(s string) string {
	for _, r := range s {
		return strings.ToUpper(string(r)) + s[len(string(r)):]
	}
	return s
}
