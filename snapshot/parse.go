package snapshot

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

var (
	kinds = []Kind{Text, Heading, Image, Button, Link, Tab, MenuItem, Switch, Checkbox, Radio, Option, Select, Field,
		Password, Alert, Progress, Group}
	layerKinds = []LayerKind{Document, Dialog, Menu, Panel, Toast, Banner}
)

// Parse reads what Format wrote, and skips lines that begin with #. Its errors name the line.
func Parse(text string) (Page, error) {
	p := &parser{}
	in := bufio.NewScanner(strings.NewReader(text))
	in.Buffer(nil, 1<<24)
	for n := 1; in.Scan(); n++ {
		if text := strings.TrimSpace(in.Text()); text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if err := p.line(in.Text()); err != nil {
			return Page{}, fmt.Errorf("line %d of a snapshot: %w", n, err)
		}
	}
	if err := in.Err(); err != nil {
		return Page{}, fmt.Errorf("read a snapshot: %w", err)
	}
	return p.page, p.check()
}

type parser struct {
	page Page
	last []int // the last node of each depth
}

// check fails if an index points to nothing.
func (p *parser) check() error {
	page := &p.page
	for i, n := range page.Nodes {
		switch {
		case n.Layer < 0 || n.Layer >= max(len(page.Layers), 1):
			return fmt.Errorf("node %d of a snapshot: no layer %d", i, n.Layer)
		case n.Frame < 0 || n.Frame >= max(len(page.Frames), 1):
			return fmt.Errorf("node %d of a snapshot: no frame %d", i, n.Frame)
		case n.Entry < -1 || n.Entry >= len(page.Entries):
			return fmt.Errorf("node %d of a snapshot: no entry %d", i, n.Entry)
		}
	}
	for i, e := range page.Entries {
		if e.Around < 0 || e.Around > i {
			return fmt.Errorf("entry %d of a snapshot: it lies in no entry before it", i)
		}
	}
	return nil
}

// An attribute is one word of a line: key, key=value or a quoted string alone.
type attribute struct {
	key, value string
	valued     bool
}

func attributes(s string) (all []attribute, err error) {
	for s = strings.TrimLeft(s, " "); s != ""; s = strings.TrimLeft(s, " ") {
		var a attribute
		if s[0] != '"' {
			end := strings.IndexAny(s, " =")
			if end < 0 {
				end = len(s)
			}
			a.key, s = s[:end], s[end:]
			if !strings.HasPrefix(s, "=") {
				all = append(all, a)
				continue
			}
			s, a.valued = s[1:], true
		}
		if strings.HasPrefix(s, `"`) {
			quoted, err := strconv.QuotedPrefix(s)
			if err != nil {
				return nil, fmt.Errorf("an open quote: %.40s", s)
			}
			if a.value, err = strconv.Unquote(quoted); err != nil {
				return nil, err
			}
			s, a.valued = s[len(quoted):], true
		} else {
			a.value, s, _ = strings.Cut(s, " ")
		}
		all = append(all, a)
	}
	return all, nil
}

func (p *parser) line(s string) error {
	body := strings.TrimLeft(s, " ")
	depth := (len(s) - len(body)) / 2
	kind, rest, _ := strings.Cut(body, " ")
	if kind == "-" {
		kind, rest, _ = strings.Cut(rest, " ")
		return p.node(kind, rest, depth)
	}
	all, err := attributes(rest)
	if err != nil {
		return err
	}
	words := ""
	if len(all) > 0 && all[0].key == "" {
		words, all = all[0].value, all[1:]
	}
	switch kind {
	case "page":
		p.page.URL = words
		return fill(all, map[string]any{"title": &p.page.Title, "lang": &p.page.Lang, "busy": &p.page.Busy, "partial": &p.page.Partial})
	case "frame":
		f := Frame{URL: words, Parent: -1}
		err = fill(all, map[string]any{"parent": &f.Parent, "allowed": &f.Allowed})
		p.page.Frames = append(p.page.Frames, f)
	case "layer":
		l := Layer{Kind: LayerKind(words), Root: -1}
		if !slices.Contains(layerKinds, l.Kind) {
			return fmt.Errorf("no such layer: %q", words)
		}
		err = fill(all, map[string]any{"name": &l.Name, "modal": &l.Modal, "root": &l.Root, "why": &l.Why, "box": &l.Box})
		p.page.Layers = append(p.page.Layers, l)
	case "entry":
		e := Entry{}
		err = fill(all, map[string]any{"layer": &e.Layer, "around": &e.Around, "box": &e.Box})
		p.page.Entries = append(p.page.Entries, e)
	default:
		return fmt.Errorf("no such thing: %q", kind)
	}
	return err
}

func (p *parser) node(kind, rest string, depth int) error {
	all, err := attributes(rest)
	if err != nil {
		return err
	}
	if depth > len(p.last) {
		return errors.New("it is indented below nothing")
	}
	n := Node{Kind: Kind(kind), Parent: -1}
	if !slices.Contains(kinds, n.Kind) {
		return fmt.Errorf("no such node: %q", kind)
	}
	if depth > 0 {
		n.Parent = p.last[depth-1]
	}
	i := slices.IndexFunc(all, func(a attribute) bool { return a.key == "parent" })
	if i >= 0 {
		if n.Parent, err = strconv.Atoi(all[i].value); err != nil || n.Parent < -1 || n.Parent >= len(p.page.Nodes) {
			return fmt.Errorf("no parent %q before it", all[i].value)
		}
		all = slices.Delete(all, i, i+1)
	}
	n.Frame, n.Layer, n.Entry = p.page.inherited(n.Parent)
	if len(all) > 0 && all[0].key == "" {
		if n.Kind == Text || n.Kind == Alert {
			n.Text = all[0].value
		} else {
			n.Name = all[0].value
		}
		all = all[1:]
	}
	if n.Kind != Text && n.Kind != Alert {
		_, n.Text = n.says()
	}
	into := map[string]any{"text": &n.Text, "name": &n.Name, "frame": &n.Frame, "layer": &n.Layer, "entry": &n.Entry, "role": &n.Role,
		"marked": &n.Marked, "description": &n.Description, "placeholder": &n.Placeholder, "level": &n.Level, "tag": &n.Tag, "type": &n.Type, "hint": &n.Hint,
		"href": &n.Href, "filled": &n.Filled, "maxlength": &n.MaxLength, "checked": &n.State.Checked, "expanded": &n.State.Expanded,
		"popup": &n.State.Popup, "weak": &n.Weak, "concealed": &n.Concealed, "for": &n.For, "against": &n.Against, "box": &n.Box}
	for _, f := range n.State.flags() {
		into[f.key] = f.is
	}
	p.last = append(p.last[:depth], len(p.page.Nodes))
	p.page.Nodes = append(p.page.Nodes, n)
	at := &p.page.Nodes[len(p.page.Nodes)-1]
	err = fill(all, into)
	*at = n
	return err
}

// fill sets what attributes say.
func fill(all []attribute, into map[string]any) error {
	for _, a := range all {
		to, ok := into[a.key]
		if !ok {
			return fmt.Errorf("no such attribute: %q", a.key)
		}
		if _, is := to.(*bool); is == a.valued {
			return fmt.Errorf("%s has a value, or none, against its nature", a.key)
		}
		var err error
		switch to := to.(type) {
		case *bool:
			*to = true
		case *string:
			*to = a.value
		case *[]string:
			*to = append(*to, a.value)
		case *int:
			*to, err = strconv.Atoi(a.value)
		case *Tristate:
			n := slices.Index(tristates, a.value)
			if *to = Tristate(n); n < 0 {
				err = errors.New("not a state")
			}
		case *Rect:
			*to, err = rect(a.value)
		}
		if err != nil {
			return fmt.Errorf("%s=%.40s: %w", a.key, a.value, err)
		}
	}
	return nil
}

func rect(s string) (r Rect, err error) {
	parts := strings.Split(s, ",")
	if len(parts) != 4 {
		return r, errors.New("not a box")
	}
	for i, to := range []*float64{&r.X, &r.Y, &r.Width, &r.Height} {
		if *to, err = strconv.ParseFloat(parts[i], 64); err != nil || math.IsNaN(*to) {
			return r, errors.New("not a box")
		}
	}
	return r, nil
}
