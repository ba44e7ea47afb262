package pages

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// A Problem is one thing wrong with a site description, and where.
type Problem struct {
	Line, Column int
	Says         string
}

func (p *Problem) Error() string {
	return fmt.Sprintf("site.yaml:%d:%d: %s", p.Line, p.Column, p.Says)
}

// places are where the parts of a description stand, by their path: "find.off.by.0.css".
type places map[string]*token.Token

// decode reads data into s, strictly: no unknown key, no key twice, one document, and
// none of YAML's anchors, which can make a small file a huge one.
func (s *Site) decode(data []byte) (places, error) {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, problemOf(err)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return nil, &Problem{1, 1, fmt.Sprintf("one document is wanted, there are %d", len(file.Docs))}
	}
	at := places{}
	if err := at.note("", file.Docs[0].Body); err != nil {
		return nil, err
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, s, yaml.Strict()); err != nil {
		return nil, problemOf(err)
	}
	return at, nil
}

func (at places) note(path string, n ast.Node) error {
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, pair := range n.Values {
			if err := at.note(path, pair); err != nil {
				return err
			}
		}
	case *ast.MappingValueNode:
		key := strings.TrimPrefix(path+"."+n.Key.GetToken().Value, ".")
		at[key] = n.Key.GetToken()
		return at.note(key, n.Value)
	case *ast.SequenceNode:
		for i, item := range n.Values {
			key := path + "." + strconv.Itoa(i)
			at[key] = item.GetToken()
			if m, ok := item.(*ast.MappingNode); ok && len(m.Values) > 0 {
				at[key] = m.Values[0].Key.GetToken()
			}
			if err := at.note(key, item); err != nil {
				return err
			}
		}
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode, *ast.TagNode:
		pos := n.GetToken().Position
		return &Problem{pos.Line, pos.Column, "anchors, aliases and tags are not used here"}
	}
	return nil
}

func problemOf(err error) error {
	var y yaml.Error
	if !errors.As(err, &y) || y.GetToken() == nil {
		return &Problem{1, 1, err.Error()}
	}
	pos := y.GetToken().Position
	return &Problem{pos.Line, pos.Column, y.GetMessage()}
}
