package definitions

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// rule reads a rule, written in the rule language or as data.
func (d *decoder) rule(n *yaml.Node) Expr {
	switch {
	case n.Kind == yaml.MappingNode:
		return Expr{Source: d.condition(n), Data: true, Pos: d.at(n)}
	case n.Kind != yaml.ScalarNode:
		d.add(n, CodeShape, `write a rule as text; a list in a rule as '["a", "b"]'`, "a rule is meant here, not %s", shapeOf(n))
		return Expr{}
	case strings.TrimSpace(n.Value) == "":
		d.add(n, CodeNoValue, "write a rule, or remove the key", "there is no rule")
		return Expr{}
	}
	if constant, ok := d.moment(n); ok {
		return Expr{Source: constant, Data: true, Pos: d.at(n)}
	}
	return Expr{Source: d.source(n), Pos: d.inside(n)}
}

// source gives the words of a rule. yes and no are words of YAML authors, not
// of the rule language.
func (d *decoder) source(n *yaml.Node) string {
	text := n.Value
	if n.Style&yaml.FoldedStyle != 0 {
		if lines := d.unfolded(n); sameWords(lines, text) {
			text = lines
		}
	}
	switch strings.TrimSpace(text) {
	case "yes":
		return "true"
	case "no":
		return "false"
	}
	return strings.TrimRight(text, " \t\r\n")
}

// unfolded gives the lines of a folded text (>) as they stand in the file. To
// a rule a line break is a blank, and this way places in it can be told.
func (d *decoder) unfolded(n *yaml.Node) string {
	indent, lines := d.indent(n), []string{}
	for _, line := range d.lines[min(n.Line, len(d.lines)):] {
		line = strings.TrimRight(line, " \t\r")
		blanks := len(line) - len(strings.TrimLeft(line, " "))
		if line != "" && blanks < indent {
			break
		}
		lines = append(lines, line[min(indent, len(line)):])
	}
	return strings.Join(lines, "\n")
}

func sameWords(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// inside is the place of the first character of a text: after the quote, or on
// the line below | and >.
func (d *decoder) inside(n *yaml.Node) Pos {
	switch {
	case quoted(n):
		return d.at(n).Right(1)
	case block(n):
		return Pos{d.file, n.Line + 1, d.indent(n) + 1}
	}
	return d.at(n)
}

// indent counts the blanks before a block text, as its first line has them.
func (d *decoder) indent(n *yaml.Node) int {
	for _, line := range d.lines[min(n.Line, len(d.lines)):] {
		if text := strings.TrimLeft(line, " "); strings.TrimSpace(text) != "" {
			return len(line) - len(text)
		}
	}
	return 0
}

// At gives the place in the file of the character of Source that has so many
// characters before it. A rule written as data has one place only.
func (e Expr) At(offset int) Pos {
	if e.Data {
		return e.Pos
	}
	place, start := e.Pos, e.Pos.Column
	for i, r := range []rune(e.Source) {
		if i == offset {
			break
		}
		place.Column++
		if r == '\n' {
			place.Line, place.Column = place.Line+1, start
		}
	}
	return place
}

// moments are the shapes of days, instants and times of the day, with the
// function that reads each in the rule language.
var moments = []struct {
	shape *regexp.Regexp
	read  string
}{
	{regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`), "date"},
	{regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?$`), "instant"},
	{regexp.MustCompile(`^[0-9]{2}:[0-9]{2}$`), "time"},
}

// moment gives a day, instant or time of the day in the rule language, where
// it would be a subtraction or nothing at all. In quotes it is text, but for
// JSON, where all text is in quotes.
func (d *decoder) moment(n *yaml.Node) (string, bool) {
	if block(n) || quoted(n) && !isJSON(d.file) {
		return "", false
	}
	for _, m := range moments {
		if m.shape.MatchString(n.Value) {
			return m.read + `("` + n.Value + `")`, true
		}
	}
	return "", false
}

func isJSON(file string) bool { return strings.HasSuffix(file, ".json") }
