package definitions

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// comparisons are the words of conditions written as data, with what they are
// in the rule language.
var comparisons = []struct{ word, rule string }{
	{"is", "%s == %s"},
	{"is_not", "%s != %s"},
	{"above", "%s > %s"},
	{"below", "%s < %s"},
	{"at_least", "%s >= %s"},
	{"at_most", "%s <= %s"},
	{"one_of", "%s in %s"},
	{"none_of", "%s not in %s"},
}

const conditionAdvice = "write {field: tipo, is: edilizio}, {condition: minorenne}, {all: [...]}, {any: [...]} or {not: ...}"

// fieldPath is how a condition as data may name what it reads.
var fieldPath = regexp.MustCompile(`^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$`)

// condition translates a condition written as data to the rule language. What
// cannot be translated is a fault and gives "false".
func (d *decoder) condition(n *yaml.Node) string {
	n = resolve(n)
	if n.Kind == yaml.ScalarNode {
		return "(" + d.rule(n).Source + ")"
	}
	parts := map[string]*yaml.Node{}
	if n.Kind == yaml.MappingNode {
		for k, v := range pairs(n) {
			parts[k.Value] = resolve(v)
		}
	}
	switch {
	case parts["field"] != nil:
		return d.comparison(n, parts)
	case len(parts) != 1:
	case parts["all"] != nil:
		return d.joined(parts["all"], " and ")
	case parts["any"] != nil:
		return d.joined(parts["any"], " or ")
	case parts["not"] != nil:
		return "not (" + d.condition(parts["not"]) + ")"
	case parts["condition"] != nil:
		return d.path(parts["condition"])
	}
	d.add(n, CodeCondition, conditionAdvice, "not a condition: %s", wordsOf(n, parts))
	return "false"
}

func wordsOf(n *yaml.Node, parts map[string]*yaml.Node) string {
	if n.Kind != yaml.MappingNode {
		return shapeOf(n)
	}
	return "it has " + countOf(sortedKeys(parts))
}

func (d *decoder) joined(n *yaml.Node, with string) string {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		d.add(n, CodeCondition, conditionAdvice, "a list of conditions is meant here")
		return "false"
	}
	parts := make([]string, len(n.Content))
	for i, c := range n.Content {
		parts[i] = d.condition(c)
	}
	return "(" + strings.Join(parts, with) + ")"
}

// comparison translates a mapping with the key field and one comparison.
func (d *decoder) comparison(n *yaml.Node, parts map[string]*yaml.Node) string {
	field := d.path(parts["field"])
	if len(parts) != 2 {
		d.add(n, CodeCondition, conditionAdvice, "a field and one comparison are meant here; it has %s", countOf(sortedKeys(parts)))
		return "false"
	}
	if a := parts["answered"]; a != nil {
		return d.answered(a, field)
	}
	for _, c := range comparisons {
		if operand := parts[c.word]; operand != nil {
			return fmt.Sprintf(c.rule, field, d.operand(operand, strings.HasSuffix(c.word, "_of")))
		}
	}
	d.unknownComparison(n)
	return "false"
}

func (d *decoder) unknownComparison(n *yaml.Node) {
	words := []string{"answered"}
	for _, c := range comparisons {
		words = append(words, c.word)
	}
	for k := range pairs(n) {
		if k.Value != "field" {
			d.add(k, CodeCondition, didYouMean(k.Value, words), "%q is not a comparison", k.Value)
		}
	}
}

func (d *decoder) answered(n *yaml.Node, field string) string {
	if d.yesNo(n) {
		return "answered(" + field + ")"
	}
	return "not answered(" + field + ")"
}

func (d *decoder) path(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || !fieldPath.MatchString(n.Value) {
		d.add(n, CodeCondition, "write a name such as tipo or famiglia.reddito", "not a name: %s", shown(n))
		return "false"
	}
	return n.Value
}

// operand writes what a field is compared with in the rule language.
func (d *decoder) operand(n *yaml.Node, many bool) string {
	if many != (n.Kind == yaml.SequenceNode) {
		d.add(n, CodeCondition, "one_of and none_of take a list, the others a single value", "cannot compare with %s", shapeOf(n))
		return "false"
	}
	if !many {
		return d.constant(n)
	}
	parts := make([]string, len(n.Content))
	for i, c := range n.Content {
		parts[i] = d.constant(resolve(c))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (d *decoder) constant(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		d.add(n, CodeCondition, "one_of and none_of take a list, the others a single value", "cannot compare with %s", shapeOf(n))
		return "false"
	}
	if moment, ok := d.moment(n); ok {
		return moment
	}
	switch v := d.single(n).(type) {
	case bool:
		return strconv.FormatBool(v)
	case Number:
		return string(v)
	case string:
		return strconv.Quote(v)
	}
	d.add(n, CodeCondition, "write answered: no", "cannot compare with nothing")
	return "false"
}
