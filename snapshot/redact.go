package snapshot

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// What stands for words that tell who somebody is.
const (
	aMail   = "<mail>"
	aPhone  = "<phone>"
	aNumber = "<number>"
	aName   = "<name>"
)

// The parts of what is looked for, those first that win: what was put in place before is left alone.
var personal = []struct{ as, pattern string }{
	{"", `<(?:mail|phone|number|name)>`},
	{aMail, `[\pL\pN._%+*•…-]+@[\pL\pN*•.-]+\.[\pL*•]{2,}`},
	{aPhone, `\+\pN(?:[ ().*•-]{0,3}[\pN*•]){5,18}|\pN{1,4}[*•]{2,}\pN{1,4}|\(\pN{2,5}\)[ -]?\pN(?:[ -]?\pN){4,12}`},
	{aNumber, `\pN(?:[ .-]?\pN){7,}`},
}

// A Redactor takes out of words what tells who somebody is: mail addresses, phone numbers,
// masked or not, numbers of 8 and more digits such as an IMEI, and the names it is given.
type Redactor struct{ all *regexp.Regexp }

// NewRedactor returns a Redactor of names too.
func NewRedactor(names ...string) *Redactor {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	var parts, quoted []string
	for _, n := range names {
		if n = strings.Join(strings.Fields(n), " "); n != "" {
			quoted = append(quoted, strings.ReplaceAll(regexp.QuoteMeta(n), " ", `\s+`))
		}
	}
	for i, p := range personal {
		parts = append(parts, "("+p.pattern+")")
		if i == 0 {
			named := `[^\s\S]` // matches nothing
			if len(quoted) > 0 {
				named = strings.Join(quoted, "|")
			}
			parts = append(parts, "((?i:"+named+"))")
		}
	}
	return &Redactor{regexp.MustCompile(strings.Join(parts, "|"))}
}

// Words returns s without what is personal.
func (r *Redactor) Words(s string) string {
	as := []string{"", aName, aMail, aPhone, aNumber}
	var b strings.Builder
	last := 0
	for _, m := range r.all.FindAllStringSubmatchIndex(s, -1) {
		for g := range as {
			if m[2+2*g] < 0 {
				continue
			}
			b.WriteString(s[last:m[0]])
			if as[g] == "" {
				b.WriteString(s[m[0]:m[1]])
			} else {
				b.WriteString(as[g])
			}
			last = m[1]
			break
		}
	}
	return b.String() + s[last:]
}

// address returns an address without what may hold tokens, and without what is personal.
func (r *Redactor) address(s string) string {
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	scheme, rest, found := strings.Cut(s, "://")
	if found && (scheme == "https" || scheme == "http") {
		host, path, _ := strings.Cut(rest, "/")
		host = host[strings.LastIndex(host, "@")+1:]
		if len(rest) > len(host) && strings.Contains(rest, "/") {
			path = "/" + path
		}
		return scheme + "://" + r.Words(host) + r.Words(path)
	}
	if scheme, _, found := strings.Cut(s, ":"); found && !strings.Contains(scheme, "/") {
		return r.Words(scheme) + ":"
	}
	return r.Words(s)
}

// Redacted returns p with nothing personal in its words. Its refs, boxes and states stay.
func (p Page) Redacted(names ...string) Page {
	r := NewRedactor(names...)
	return p.Map(r.Words, r.address)
}

// Map returns p with all its words, and all addresses of documents and links, replaced by what
// words and address make of them.
func (p Page) Map(words, address func(string) string) Page {
	p.URL, p.Title, p.Partial = address(p.URL), words(p.Title), words(p.Partial)
	p.Frames, p.Layers, p.Nodes = slices.Clone(p.Frames), slices.Clone(p.Layers), slices.Clone(p.Nodes)
	for i := range p.Frames {
		p.Frames[i].URL = address(p.Frames[i].URL)
	}
	for i := range p.Layers {
		p.Layers[i].Name, p.Layers[i].Why = words(p.Layers[i].Name), words(p.Layers[i].Why)
	}
	for i := range p.Nodes {
		n := &p.Nodes[i]
		for _, s := range []*string{&n.Name, &n.Text, &n.Marked, &n.Description, &n.Placeholder, &n.Hint} {
			*s = words(*s)
		}
		n.Href = address(n.Href)
		n.Against = slices.Clone(n.Against)
		for j := range n.Against {
			n.Against[j] = words(n.Against[j])
		}
	}
	return p
}
