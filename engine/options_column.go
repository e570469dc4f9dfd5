package engine

import (
	"regexp"
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// elemScope lets label and closed carry the columns of one element, and where
// and open read them: see elemRule.
func (b *builder) elemScope(s *scope, elem value.Type) *scope {
	return &scope{b: b, outer: s, around: s, frame: s.frame + 1, path: s.path + "<option>", fields: elem.Fields, named: map[string]*named{}, spaces: map[string]rule.Meaning{}}
}

// columnMark stands for the dot of a column while a rule is read: no name of an
// author begins with it.
const columnMark = "_"

// elemRule compiles a rule about one element. As in filter(), a column is written
// with a dot (.attivo), and a name without one means what it means outside; only
// where nothing outside has the name may the dot of a column be left out. What it
// reads of the element is no answer, so only its other reads are held to the order.
func (b *builder) elemRule(e definitions.Expr, s *scope) *rule.Rule {
	before := len(b.faults)
	columns := *s
	columns.twice = &[]string{}
	source := e.Source
	e.Source = columnsMarked(source)
	r := b.rule(e, &columns, value.YesNo)
	if twice := *columns.twice; len(twice) > 0 && e.Source == source {
		b.faults.Add(e.Pos, CodeOptions, "write ."+twice[0]+" where the column is meant", "%s is a column of the list, and something else outside", twice[0])
	}
	for i := before; i < len(b.faults); i++ {
		b.faults[i].Message = columnsDotted(b.faults[i].Message)
		b.faults[i].Advice = columnsDotted(b.faults[i].Advice)
	}
	if r != nil {
		r.Reads = b.answersOnly(r.Reads, s)
		b.precedes(e, r, b.order)
	}
	return r
}

// column resolves a name in a rule about an element.
func (s *scope) column(name string) (rule.Meaning, bool) {
	plain, marked := strings.CutPrefix(name, columnMark)
	t, ok := s.fields[plain]
	if m, outside := s.outer.Name(name); outside && !marked {
		if ok {
			*s.twice = append(*s.twice, name)
		}
		return m, true
	}
	return rule.Meaning{Label: plain, Type: t, Ref: &rule.Ref{Frame: s.frame, Steps: []string{plain}, Path: s.join(plain)}}, ok
}

// columnsMarked marks the columns of a rule. Dots in any(), filter() and their
// like are of the rows in there.
func columnsMarked(source string) string {
	out := []byte(source)
	quote, word := byte(0), 0
	var calls []bool // for each bracket that is open, whether dots in it are of rows
	for i, r := range out {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'' || r == '`':
			quote = r
		case r == '(' || r == '[' || r == '{':
			rows := r == '(' && slices.Contains(rule.OverRows, source[word:i])
			calls = append(calls, rows || len(calls) > 0 && calls[len(calls)-1])
		case (r == ')' || r == ']' || r == '}') && len(calls) > 0:
			calls = calls[:len(calls)-1]
		case r == '.' && (i == 0 || !wordByte(out[i-1]) && out[i-1] != ')' && out[i-1] != ']') && !(len(calls) > 0 && calls[len(calls)-1]):
			out[i] = columnMark[0]
		}
		if !wordByte(r) {
			word = i + 1
		}
	}
	return string(out)
}

func wordByte(r byte) bool {
	return r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r >= 0x80
}

// markedColumn is a column as faults name it.
var markedColumn = regexp.MustCompile(`(^|[ "(])` + columnMark + `([a-z])`)

// columnsDotted writes columns as their author did.
func columnsDotted(words string) string { return markedColumn.ReplaceAllString(words, "$1.$2") }

func (b *builder) answersOnly(reads []rule.Read, s *scope) []rule.Read {
	return slices.DeleteFunc(slices.Clone(reads), func(r rule.Read) bool { return strings.HasPrefix(r.Path, s.path+".") })
}

func (b *builder) elemText(t definitions.Text, s *scope) *text {
	if t.Value == "" {
		return nil
	}
	keep := b.order
	b.order = 1 << 30
	defer func() { b.order = keep }()
	out := b.textBefore(t, s, nil, b.order)
	b.faults = slices.DeleteFunc(b.faults, func(f definitions.Fault) bool {
		return f.Code == CodeNeverAsked && strings.Contains(f.Message, "<option>")
	})
	return out
}
