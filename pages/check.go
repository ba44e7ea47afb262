package pages

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miacct/internal/hostmatch"
)

// elements calls f with each element of s and its path, in the order of the fields.
func (s *Site) elements(f func(path string, e *Element)) {
	site := reflect.ValueOf(s).Elem()
	for i := range site.NumField() {
		if page := site.Field(i); page.Kind() == reflect.Struct {
			elementsOf(page, func(name string, e *Element) { f(site.Type().Field(i).Tag.Get("yaml")+"."+name, e) })
		}
	}
}

// elementsOf calls f with each element of a page and its name. The fields are not exported, so that the
// linter finds one that nothing reads.
func elementsOf(page reflect.Value, f func(name string, e *Element)) {
	for i := range page.NumField() {
		if field := page.Field(i); field.Type() == reflect.TypeFor[Element]() {
			e := reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Interface().(*Element)
			f(page.Type().Field(i).Tag.Get("yaml"), e)
		}
	}
}

// decodePage reads the elements of a page. One that it has no field for is left to the check.
func decodePage(page any, decode func(any) error) error {
	read := map[string]*Element{}
	if err := decode(&read); err != nil {
		return err
	}
	elementsOf(reflect.ValueOf(page).Elem(), func(name string, e *Element) {
		if r := read[name]; r != nil {
			*e = *r
		}
	})
	return nil
}

// A check collects what is wrong.
type check struct {
	site  *Site
	at    places
	found []*Problem
}

// add notes a problem with the part at path, or with the nearest part around it.
func (c *check) add(path, format string, args ...any) {
	p := &Problem{1, 1, path + ": " + fmt.Sprintf(format, args...)}
	for near := path; near != ""; near = near[:max(strings.LastIndex(near, "."), 0)] {
		if t := c.at[near]; t != nil {
			p.Line, p.Column = t.Position.Line, t.Position.Column
			break
		}
	}
	c.found = append(c.found, p)
}

func (s *Site) check(at places) error {
	c := &check{site: s, at: at}
	c.languages()
	c.words()
	c.meanings()
	c.hosts()
	c.addresses()
	for i, css := range s.Masks {
		c.selector("masks."+strconv.Itoa(i), css)
	}
	for i, r := range s.Reasons {
		c.reason("reasons."+strconv.Itoa(i), r)
	}
	for _, section := range []string{"masks", "reasons", "codes"} {
		if at[section] == nil {
			c.add(section, "missing")
		}
	}
	known := map[string]bool{}
	s.elements(func(path string, e *Element) {
		page, _, _ := strings.Cut(path, ".")
		known[page], known[path] = true, true
		c.element(path, e)
	})
	for path := range at {
		if page, name, _ := strings.Cut(path, "."); name != "" && known[page] && !known[path] && !strings.Contains(name, ".") {
			c.add(path, "nothing reads this element")
		}
	}
	slices.SortStableFunc(c.found, func(a, b *Problem) int {
		return cmp.Or(a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Says, b.Says))
	})
	var all []error
	for _, p := range c.found {
		all = append(all, p)
	}
	return errors.Join(all...)
}

func (c *check) element(path string, e *Element) {
	if c.at[path] == nil {
		c.add(path, "the element is missing")
		return
	}
	if strings.TrimSpace(e.Is) == "" {
		c.add(path, "is is missing: a noun phrase with its article")
	}
	if strings.TrimSpace(e.Seen) == "" {
		c.add(path, "seen is missing: where this is known from, and how sure")
	}
	plain := 0
	for i, w := range e.By {
		c.way(path+".by."+strconv.Itoa(i), w)
		if !w.wantsDevice() {
			plain++
		}
	}
	switch {
	case len(e.By) == 0:
		c.add(path, "by is missing: the ways to find it")
	case plain == 0:
		c.add(path, "by has no way that does without %s", deviceName)
	}
}

func (c *check) way(path string, w Way) {
	if w == (Way{}) {
		c.add(path, "the way is empty")
	}
	named, known := roles[w.Role]
	if w.Role != "" && !known {
		c.add(path+".role", "unknown role %q", w.Role)
	}
	if known && !named && w.Has != "" {
		c.add(path+".has", "the text of a role such as %s is not its name; find it with css: '[role=%q]'", w.Role, w.Role)
	}
	if w.Word != "" && w.Role == "" {
		c.add(path+".word", "word is a name and needs a role; text does without")
	}
	if w.Text != "" && w.Role != "" {
		c.add(path+".text", "text goes without a role; a role's name is word")
	}
	c.entry(path+".word", w.Word, true)
	c.entry(path+".text", w.Text, true)
	c.entry(path+".has", w.Has, false)
	if w.CSS != "" || c.at[path+".css"] != nil {
		c.selector(path+".css", w.CSS)
	}
	if w.URL != "" {
		c.pattern(path+".url", w.URL)
	}
}

// entry checks the name of an entry of words. Where the whole text is compared, a number
// within it cannot be left open.
func (c *check) entry(path, entry string, whole bool) {
	switch {
	case entry == "" && c.at[path] != nil:
		c.add(path, "no entry of words is named")
	case entry == "" || entry == deviceName:
	case c.site.Words[entry] == nil:
		c.add(path, "words has no entry %q", entry)
	case whole && slices.ContainsFunc(c.site.Words.exact(entry), hasBlank):
		c.add(path, "words %q hold %%d or %%s and can only be looked for with has", entry)
	}
}

func (c *check) selector(path, css string) {
	if err := checkSelector(css); err != nil {
		c.add(path, "selector %q: %v", css, err)
	}
}

func (c *check) languages() {
	if c.site.Languages["en"] == "" {
		c.add("languages", "English (en) is missing")
	}
	for lang, locale := range c.site.Languages {
		if !localeForm.MatchString(locale) {
			c.add("languages."+lang, "%q is no locale such as en_US", locale)
		}
	}
}

func (c *check) words() {
	if c.at["words"] == nil {
		c.add("words", "missing")
	}
	for _, entry := range readEntries {
		if c.site.Words[entry] == nil {
			c.add("words", "entry %q is missing", entry)
		}
	}
	for entry, langs := range c.site.Words {
		path := "words." + entry
		if len(langs["en"]) == 0 {
			c.add(path, "English (en) is missing")
		}
		for lang, wordings := range langs {
			if c.site.Languages[lang] == "" {
				c.add(path+"."+lang, "languages has no %q", lang)
			}
			if len(wordings) == 0 {
				c.add(path+"."+lang, "no wording")
			}
			for i, s := range wordings {
				if longestPart(s) == "" {
					c.add(path+"."+lang+"."+strconv.Itoa(i), "an empty wording")
				}
			}
		}
	}
}

func (c *check) reason(path string, r Reason) {
	if len(r.Class) == 0 && len(r.Words) == 0 {
		c.add(path, "neither class nor words tell this reason")
	}
	for key, s := range map[string]string{"says": r.Says, "remedy": r.Remedy, "seen": r.Seen} {
		if strings.TrimSpace(s) == "" {
			c.add(path, "%s is missing", key)
		}
	}
	if slices.ContainsFunc(slices.Concat(r.Class, r.Words), func(s string) bool { return strings.TrimSpace(s) == "" }) {
		c.add(path, "an empty class or wording would fit any reason")
	}
}

var (
	localeForm  = regexp.MustCompile(`^[a-z]{2}_[A-Z]{2}$`)
	hostForm    = regexp.MustCompile(`^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$`)
	patternForm = regexp.MustCompile(`^[a-z0-9*.-]+/[A-Za-z0-9*._~/-]*$`)
)

func (c *check) hosts() {
	h := c.site.Hosts
	for key, hosts := range map[string][]string{"account": h.Account, "cloud": h.Cloud, "captcha": h.Captcha} {
		if len(hosts) == 0 {
			c.add("hosts."+key, "no host")
		}
		for i, host := range hosts {
			bare := strings.TrimPrefix(host, "*.")
			if !hostForm.MatchString(host) || strings.Count(bare, ".") == 0 {
				c.add("hosts."+key+"."+strconv.Itoa(i), "%q is no host such as i.mi.com or *.i.mi.com", host)
			}
		}
	}
}

// addresses checks At: its patterns are those after the addresses, told apart by their keys.
func (c *check) addresses() {
	at := reflect.ValueOf(c.site.At)
	for i := range at.NumField() {
		key := "at." + at.Type().Field(i).Tag.Get("yaml")
		list := at.Field(i).Interface().([]string)
		if len(list) == 0 {
			c.add(key, "no address")
		}
		for j, a := range list {
			if path := key + "." + strconv.Itoa(j); strings.HasPrefix(a, "/") || strings.Contains(a, ":") {
				c.address(path, a)
			} else {
				c.pattern(path, a)
			}
		}
	}
}

func (c *check) address(path, address string) {
	u, err := url.Parse(strings.ReplaceAll(address, "{locale}", "en_US"))
	switch {
	case err != nil, strings.ContainsAny(address, " \t\n"), strings.HasPrefix(address, "//"):
		c.add(path, "%q is no address", address)
	case strings.HasPrefix(address, "/"):
	case u.Scheme != "https":
		c.add(path, "%q is not https", address)
	case !hostmatch.In(u.Host, c.site.Hosts.Documents()):
		c.add(path, "%q is on none of the hosts", address)
	}
}

// pattern checks an address pattern: its host is one of the site's.
func (c *check) pattern(path, pattern string) {
	host, _, _ := strings.Cut(pattern, "/")
	switch all := slices.Concat(c.site.Hosts.Documents(), c.site.Hosts.Captcha); {
	case !patternForm.MatchString(pattern):
		c.add(path, "%q is no host and path such as i.mi.com/find*", pattern)
	case host == "*" || strings.Contains(strings.TrimPrefix(host, "*."), "*"):
		c.add(path, "%q leaves the host open; only *. before it may", pattern)
	case !hostmatch.In(host, all):
		c.add(path, "%q is on none of the hosts", pattern)
	}
}
