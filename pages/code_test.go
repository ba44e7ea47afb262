package pages

import (
	"testing"
	"time"
)

func TestCodeOf(t *testing.T) {
	for answer, want := range map[string]string{
		"123456": "123456", " 123456 ": "123456", "123 456": "123456", "123-456": "123456", "12 34 56": "123456", "1 2 3 4 5 6": "123456",
		"123\u00a0456": "123456", "123\u2011456": "123456", "123\u2009456": "123456", "１２３４５６": "123456", "١٢٣٤٥٦": "123456", "१२३४५६": "123456",
		"\u200e123456\u200f": "123456", "Your code is 123456": "123456", "Your code is 123 456.": "123456", "【小米】验证码：123456，5分钟内有效": "123456",
		"123456 is your code, it expires in 10 minutes": "123456", "G-123456": "123456", "Code 123456 for +49 151": "123456",
		"abc": "abc", "": "", "other": "other", "1234 or 5678": "1234 or 5678",
	} {
		if got := codeOf(answer); got != want {
			t.Errorf("%q: %q, want %q", answer, got, want)
		}
	}
}

func TestPatience(t *testing.T) {
	const slow, quick = 10 * time.Second, time.Millisecond
	for name, c := range map[string]struct {
		answers []string
		after   time.Duration
		ends    int // at which answer nobody is taken to be there, 0 if at none
	}{
		"nothing, by a program":       {[]string{"", "", ""}, quick, 2},
		"nothing, by a person":        {[]string{"", "", ""}, slow, 3},
		"the same, by a program":      {[]string{"1", "1", "1"}, quick, 2},
		"the same, by a person":       {[]string{"1", "1", "2", "1"}, slow, 0},
		"in turn, by a program":       {[]string{"1", "2", "3", "4"}, quick, 0},
		"nothing, then another way":   {[]string{"", "other", "1"}, quick, 0},
		"one code, then nothing more": {[]string{"1", "", ""}, quick, 3},
	} {
		var p patience
		ends := 0
		for i, a := range c.answers {
			if !p.takes(a, c.after) {
				ends = i + 1
				break
			}
		}
		if ends != c.ends {
			t.Errorf("%s: ends at answer %d, want %d", name, ends, c.ends)
		}
	}
	var p patience
	n := 0
	for p.takes(string(rune('a'+n)), slow) && n < 1000 {
		n++
	}
	if n != mostAnswers {
		t.Errorf("%d different answers are taken, want %d", n, mostAnswers)
	}
}
