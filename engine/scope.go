package engine

import (
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// scope is a place where rules stand: the service, a group, a block, the row of
// a list. It gives names their meaning, from the inside out.
type scope struct {
	b      *builder
	outer  *scope // where names go on being looked up; nil for the service and in blocks
	around *scope // the scope whose frame holds this one's; nil for the service
	frame  int
	path   string // static, of what stands in it: "", "nucleo[]", "richiedente"
	key    string // of the group or list in the frame around
	rows   bool   // the scope of a row
	node   *node  // that it is the scope of; nil for the service
	fields map[string]value.Type
	named  map[string]*named
	spaces map[string]rule.Meaning

	twice *[]string // of a rule about an option: names of columns that were read outside; nil elsewhere
}

// named is a condition, a named value, an amount or a deadline: a rule that
// other rules use by name. It is compiled when first used.
type named struct {
	scope *scope
	expr  definitions.Expr
	when  definitions.Expr // of amounts: it is unanswered when this does not hold
	want  value.Kind
	title string
	rules []string

	state int
	rule  *rule.Rule
	cond  *rule.Rule
}

const (
	untouched = iota
	compiling
	compiled
)

func (s *scope) join(name string) string {
	if s.path == "" {
		return name
	}
	return s.path + "." + name
}

// inside makes the scope of a group, block or row in this one.
func (s *scope) inside(key string, rows bool, fields map[string]value.Type) *scope {
	path := s.join(key)
	if rows {
		path += rule.Rows
	}
	return &scope{
		b: s.b, outer: s, around: s, frame: s.frame + 1, path: path, key: key, rows: rows,
		fields: fields, named: map[string]*named{}, spaces: map[string]rule.Meaning{},
	}
}

// again makes the scope of an each item: the same rows, with names of its own.
func (s *scope) again() *scope {
	c := *s
	c.outer, c.fields = s, nil
	c.named, c.spaces = map[string]*named{}, map[string]rule.Meaning{}
	return &c
}

// Name resolves a bare name.
func (s *scope) Name(name string) (rule.Meaning, bool) {
	if s.twice != nil {
		return s.column(name)
	}
	for at := s; at != nil; at = at.outer {
		if m, ok := at.own(name); ok {
			return m, true
		}
	}
	switch name {
	case "today":
		return rule.Meaning{Label: "oggi", Type: value.DateType, Get: func(e *rule.Env) value.Value { return e.Today }}, true
	case "now":
		return rule.Meaning{Label: "adesso", Type: value.InstantType, Get: func(e *rule.Env) value.Value { return e.Now }}, true
	}
	if name == "unanswered" {
		return rule.Meaning{Label: "nessuna risposta", Get: func(*rule.Env) value.Value { return nil }}, true
	}
	return rule.Meaning{}, false
}

func (s *scope) own(name string) (rule.Meaning, bool) {
	if t, ok := s.fields[name]; ok {
		return rule.Meaning{Type: t, Ref: &rule.Ref{Frame: s.frame, Steps: []string{name}, Path: s.join(name)}}, true
	}
	if n, ok := s.named[name]; ok {
		return s.b.meaning(name, n), true
	}
	if name == "index" && s.rows {
		frame := s.frame
		return rule.Meaning{Label: "il numero della riga", Type: value.IntegerType, Get: func(e *rule.Env) value.Value {
			return value.Int(e.Frames[frame].Index)
		}}, true
	}
	m, ok := s.spaces[name]
	return m, ok
}

// Names lists what can be named here.
func (s *scope) Names() []string {
	out := []string{"today", "now", "unanswered"}
	for at := s; at != nil; at = at.outer {
		for name := range at.fields {
			out = append(out, name)
		}
		for name := range at.named {
			out = append(out, name)
		}
		for name := range at.spaces {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Label gives the words for an answer: its label, with that of what it is in
// where the label alone could be another's.
func (s *scope) Label(path string) string {
	b := s.b
	if b.titles == nil {
		b.titles = map[string]int{}
		for _, label := range b.p.labels {
			b.titles[label]++
		}
	}
	label := b.p.labels[path]
	around, _, nested := cutLast(path)
	if outer := b.p.labels[strings.TrimSuffix(around, rule.Rows)]; nested && outer != "" && b.titles[label] > 1 {
		return label + " (" + outer + ")"
	}
	return label
}

// meaning compiles a named rule when it is first used.
func (b *builder) meaning(name string, n *named) rule.Meaning {
	switch n.state {
	case compiling:
		b.faults.Add(n.expr.Pos, CodeCycle, "let one of them do without the other", "%s uses itself, directly or through others", name)
		return rule.Meaning{Label: name, Get: func(*rule.Env) value.Value { return nil }}
	case untouched:
		n.state = compiling
		n.rule = b.rule(n.expr, n.scope, n.want)
		b.opposed(n.expr, n.rule, n.scope.node)
		if n.when.Given() {
			n.cond = b.rule(n.when, n.scope, value.YesNo)
		}
		n.state = compiled
	}
	return n.meaning(name)
}

func (n *named) meaning(name string) rule.Meaning {
	m := rule.Meaning{Label: name, Get: func(*rule.Env) value.Value { return nil }}
	if n.title != "" {
		m.Label = n.title
	}
	if n.rule == nil {
		return m
	}
	r, cond := n.rule, n.cond
	m.Type, m.Get, m.Reads, m.Test, m.Later = r.Type, r.Eval, r.Reads, r.Test, r.Later
	if r.Later {
		m.Get = func(e *rule.Env) value.Value {
			if r.Waits(e) {
				return nil
			}
			return r.Eval(e)
		}
	}
	m.Sure = &rule.Sure{Conditions: r.Conditions, Answers: r.Proven}
	if cond != nil {
		m.Reads, m.Test, m.Later = append(slices.Clone(r.Reads), cond.Reads...), nil, r.Later || cond.Later
		get := m.Get
		m.Get = func(e *rule.Env) value.Value {
			if cond.Later && !e.Decided || !cond.Holds(e) {
				return nil
			}
			return get(e)
		}
	}
	return m
}

// space makes a name that has only members.
func space(label string, members map[string]rule.Meaning) rule.Meaning {
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	return rule.Meaning{
		Label: label,
		Space: func(name string) (rule.Meaning, bool) { m, ok := members[name]; return m, ok },
		Known: func() []string { return names },
	}
}

// outerValue reads a value that comes from outside the answers.
func outerValue(space, name, label string, t value.Type) rule.Meaning {
	return rule.Meaning{Label: label, Type: t, Get: func(e *rule.Env) value.Value { return e.Outer[space][name] }}
}
