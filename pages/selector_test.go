package pages

import "testing"

func TestCheckSelector(t *testing.T) {
	for css, want := range map[string]string{
		`a`:                                  "",
		`*`:                                  "",
		`#popSuicideWarning .del-account h4`: "",
		`li, [role="listitem"]`:              "",
		`ul > li + li ~ b`:                   "",
		`[class*="map" i] canvas`:            "",
		`input[name=account][type='text']`:   "",
		`iframe[src*="a"]:not([src*="b"])`:   "",
		`p:is(.a, #b):has(> b):checked`:      "",
		`.-webkit`:                           "",
		`.类`:                                 "",
		``:                                   "it ends where an element is missing",
		`a,`:                                 "it ends where an element is missing",
		`a >`:                                "it ends where an element is missing",
		`> a`:                                `an element is missing before "> a"`,
		`a,,b`:                               `an element is missing before ",b"`,
		`.`:                                  `a name is missing before ""`,
		`#1a`:                                `a name is missing before "1a"`,
		`..a`:                                `a name is missing before ".a"`,
		`a[`:                                 `an attribute's name is missing before ""`,
		`a[b`:                                "[ without ]",
		`a[b!=c]`:                            "[ without ]",
		`a[b="c]`:                            "a quoted value that does not end",
		`a[b=]`:                              `a value is missing before "]"`,
		`a[b="c" x]`:                         "[ without ]",
		`a::before`:                          "a pseudo-element is no element",
		`a:contains("x")`:                    "unknown pseudo-class :contains()",
		`li:nth-child(2)`:                    "unknown pseudo-class :nth-child()",
		`li:first-child`:                     "unknown pseudo-class :first-child",
		`a:not(b`:                            "( without )",
		`a:not()`:                            `an element is missing before ")"`,
		`a)`:                                 `unexpected ")"`,
		`a{}`:                                `unexpected "{}"`,
		`a*`:                                 `unexpected "*"`,
	} {
		got := ""
		if err := checkSelector(css); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", css, got, want)
		}
	}
}
