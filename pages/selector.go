package pages

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// checkSelector says what is wrong with a CSS selector. It knows the part of the grammar
// that a description of elements needs, as Chrome has it: compounds of a tag, #id, .class,
// [attribute] and pseudo-classes, with combinators and commas between.
func checkSelector(css string) error {
	p := selector{rest: css}
	if err := p.list(); err != nil {
		return err
	}
	if p.rest != "" {
		return fmt.Errorf("unexpected %q", p.rest)
	}
	return nil
}

type selector struct{ rest string }

// plainPseudos stand alone, listPseudos take selectors. Those that count, such as
// nth-child, are left out on purpose: a position is no way to tell an element.
var (
	plainPseudos = []string{"checked", "disabled", "empty", "enabled", "focus", "indeterminate", "invalid", "read-only", "required", "root"}
	listPseudos  = []string{"has", "is", "not", "where"}
)

func (p *selector) list() error {
	for {
		if err := p.complex(); err != nil {
			return err
		}
		if !p.take(",") {
			return nil
		}
	}
}

func (p *selector) complex() error {
	p.space()
	for {
		if err := p.compound(); err != nil {
			return err
		}
		gap := p.space()
		switch {
		case p.rest == "" || p.rest[0] == ',' || p.rest[0] == ')':
			return nil
		case p.take(">") || p.take("+") || p.take("~"):
			p.space()
		case !gap:
			return fmt.Errorf("unexpected %q", p.rest)
		}
	}
}

func (p *selector) compound() error {
	before := p.rest
	if !p.take("*") {
		p.name()
	}
	for {
		var err error
		switch {
		case p.take("#"), p.take("."):
			if p.name() == "" {
				err = fmt.Errorf("a name is missing before %q", p.rest)
			}
		case p.take("["):
			err = p.attribute()
		case p.take("::"):
			err = errors.New("a pseudo-element is no element")
		case p.take(":"):
			err = p.pseudo()
		default:
			if p.rest != before {
				return nil
			}
			if p.rest == "" {
				return errors.New("it ends where an element is missing")
			}
			return fmt.Errorf("an element is missing before %q", p.rest)
		}
		if err != nil {
			return err
		}
	}
}

func (p *selector) attribute() error {
	p.space()
	if p.name() == "" {
		return fmt.Errorf("an attribute's name is missing before %q", p.rest)
	}
	p.space()
	if p.take("]") {
		return nil
	}
	for _, op := range []string{"=", "~=", "|=", "^=", "$=", "*="} {
		if !p.take(op) {
			continue
		}
		p.space()
		if err := p.value(); err != nil {
			return err
		}
		if p.space() {
			_ = p.take("i") || p.take("s")
			p.space()
		}
		if !p.take("]") {
			return errors.New("[ without ]")
		}
		return nil
	}
	return errors.New("[ without ]")
}

func (p *selector) value() error {
	for _, quote := range []string{`"`, `'`} {
		if !p.take(quote) {
			continue
		}
		text, rest, ok := strings.Cut(p.rest, quote)
		if !ok || strings.ContainsAny(text, "\\\n") {
			return errors.New("a quoted value that does not end")
		}
		p.rest = rest
		return nil
	}
	if p.name() == "" {
		return fmt.Errorf("a value is missing before %q", p.rest)
	}
	return nil
}

func (p *selector) pseudo() error {
	name := p.name()
	if !p.take("(") {
		if !slices.Contains(plainPseudos, name) {
			return fmt.Errorf("unknown pseudo-class :%s", name)
		}
		return nil
	}
	if !slices.Contains(listPseudos, name) {
		return fmt.Errorf("unknown pseudo-class :%s()", name)
	}
	if name == "has" { // its selectors may begin with a combinator
		p.space()
		_ = p.take(">") || p.take("+") || p.take("~")
	}
	if err := p.list(); err != nil {
		return err
	}
	if !p.take(")") {
		return errors.New("( without )")
	}
	return nil
}

// name takes an identifier: it begins with no digit.
func (p *selector) name() string {
	end := strings.IndexFunc(p.rest, func(r rune) bool {
		return r != '-' && r != '_' && !unicode.IsLetter(r) && (r < '0' || r > '9')
	})
	if end < 0 {
		end = len(p.rest)
	}
	name := p.rest[:end]
	if bare := strings.TrimPrefix(name, "-"); bare == "" || bare[0] >= '0' && bare[0] <= '9' {
		return ""
	}
	p.rest = p.rest[end:]
	return name
}

func (p *selector) take(prefix string) bool {
	rest, ok := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return ok
}

// space skips white space and reports whether there was any.
func (p *selector) space() bool {
	rest := strings.TrimLeft(p.rest, " \t\n")
	skipped := rest != p.rest
	p.rest = rest
	return skipped
}
