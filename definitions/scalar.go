package definitions

import (
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// scalar reads the basic types of the language; it reports whether the value
// is one of them.
func (d *decoder) scalar(n *yaml.Node, into reflect.Value) bool {
	switch v := into.Addr().Interface().(type) {
	case *String:
		*v = String{d.word(n), d.at(n)}
	case *Text:
		*v = Text{d.word(n), d.inside(n)}
	case *string:
		*v = d.word(n)
	case *Expr:
		*v = d.rule(n)
	case *Literal:
		*v = Literal{d.literal(n), d.at(n)}
	case *Number:
		*v = d.number(n)
	case *bool:
		*v = d.yesNo(n)
	default:
		return false
	}
	return true
}

// word reads text exactly as written: 1.0 and no stay what they are.
func (d *decoder) word(n *yaml.Node) string {
	switch {
	case n.Kind != yaml.ScalarNode:
		d.add(n, CodeShape, "write a single value", "text is meant here, not %s", shapeOf(n))
		return ""
	case isNull(n) || strings.TrimSpace(n.Value) == "":
		d.add(n, CodeNoValue, "write a value, or remove the key", "there is no value")
		return ""
	}
	return n.Value
}

// plainNumber is how numbers may be written. Leading zeros are refused: 050026
// is a code, and codes are text.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,20})?$`)

func (d *decoder) number(n *yaml.Node) Number {
	if n.Kind != yaml.ScalarNode || !plainNumber.MatchString(n.Value) {
		d.add(n, CodeNumber, "write plain digits, with a point before decimals; codes such as 050026 go in quotes", "not a number: %s", shown(n))
		return ""
	}
	return Number(n.Value)
}

func (d *decoder) yesNo(n *yaml.Node) bool {
	b, ok := yesOrNo(n)
	if !ok {
		d.add(n, CodeYesNo, "write yes or no, without quotes", "yes or no is meant here, not %s", shown(n))
	}
	return b
}

func yesOrNo(n *yaml.Node) (b, ok bool) {
	if n.Kind != yaml.ScalarNode || quoted(n) {
		return false, false
	}
	switch n.Value {
	case "yes", "true":
		return true, true
	case "no", "false":
		return false, true
	}
	return false, false
}

func quoted(n *yaml.Node) bool { return n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 }

func block(n *yaml.Node) bool { return n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 }

// literal reads any value as written.
func (d *decoder) literal(n *yaml.Node) any {
	n = resolve(n)
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = d.literal(c)
		}
		return list
	case yaml.MappingNode:
		named := map[string]any{}
		for k, v := range pairs(n) {
			named[k.Value] = d.literal(v)
		}
		return named
	}
	return d.single(n)
}

func (d *decoder) single(n *yaml.Node) any {
	if quoted(n) || block(n) {
		return n.Value
	}
	if b, ok := yesOrNo(n); ok {
		return b
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!int", "!!float":
		return d.number(n)
	}
	return n.Value
}

// shown quotes what was written, if it is short enough to be told.
func shown(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return shapeOf(n)
	}
	if isNull(n) {
		return "nothing"
	}
	if len(n.Value) > longestWord {
		return "this text"
	}
	return `"` + n.Value + `"`
}
