package engine

import (
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// total is a compiled sum of parts: fees, or points.
type total struct {
	title, provisional phrase
	money              bool
	parts              []*part
	groups             []*group
}

// part is one reason to pay, or to have points: for the whole application, or
// for each row of a list.
type part struct {
	id           string
	title        phrase
	text         *text // the title with the row's answers; nil without a row
	rules        []string
	when, amount *rule.Rule
	rows         *scope // of the rows that it is for; nil for the whole
	group        *group
}

// group limits what its parts count together.
type group struct {
	id      string
	title   phrase
	rules   []string
	highest bool
	max     *rule.Rule
}

// scope is where the part's rules stand.
func (p *part) scope(root *scope) *scope {
	if p.rows != nil {
		return p.rows
	}
	return root
}

// totalNames are the names by which rules read a total: its parts, its groups,
// and total. What is written for them is compiled when first used.
type totalNames struct {
	b     *builder
	label string
	def   *definitions.Total
	out   *total
	state map[string]int
}

// amountSpace gives rules the names of a total.
func (b *builder) amountSpace(label string, def *definitions.Total) rule.Meaning {
	t := &totalNames{b: b, label: label, def: def, state: map[string]int{}}
	if def == nil {
		return space(label, nil)
	}
	t.out = &total{title: t.b.phrase(def.Title), provisional: t.b.phrase(def.Provisional), money: label == "fee"}
	if t.out.money {
		b.p.fees = t.out
	} else {
		b.p.scores = t.out
	}
	t.declare()
	return rule.Meaning{Label: label, Known: t.names, Space: t.meaning}
}

// declare makes the parts and groups, without their rules.
func (t *totalNames) declare() {
	for _, g := range t.def.Groups {
		switch g.Take.Value {
		case "", "all", "highest":
		default:
			t.b.faults.Add(g.Take.Pos, CodePart, "write highest, or all", "%q is no way to take parts", g.Take.Value)
		}
		t.taken(g.ID)
		t.out.groups = append(t.out.groups, &group{id: g.ID.Value, title: t.b.phrase(g.Title), rules: words(g.Rule), highest: g.Take.Value == "highest"})
	}
	for _, def := range t.def.Parts {
		p := &part{id: def.ID.Value, title: t.b.phrase(def.Title), rules: words(def.Rule)}
		t.taken(def.ID)
		if def.Each.Value != "" {
			p.rows = t.b.rowsOf(def.Each)
		}
		if def.Group.Value != "" {
			p.group = t.out.groupNamed(def.Group.Value)
			if p.group == nil {
				t.b.faults.Add(def.Group.Pos, CodePart, orName(definitions.Nearest(def.Group.Value, t.groupNames()), "declare it under groups:"), "there is no group %s", def.Group.Value)
			}
		}
		t.out.parts = append(t.out.parts, p)
	}
}

// taken records a fault if an id is there twice, or is the name of the sum.
func (t *totalNames) taken(id definitions.String) {
	if t.state["id "+id.Value]++; t.state["id "+id.Value] > 1 || id.Value == "total" {
		t.b.faults.Add(id.Pos, CodeTaken, "choose another id", "%s is already a name here", id.Value)
	}
}

func (t *total) groupNamed(id string) *group {
	for _, g := range t.groups {
		if g.id == id {
			return g
		}
	}
	return nil
}

func (t *totalNames) groupNames() []string {
	var out []string
	for _, g := range t.out.groups {
		out = append(out, g.id)
	}
	return out
}

func (t *totalNames) names() []string {
	out := append(t.groupNames(), "total")
	for _, p := range t.out.parts {
		out = append(out, p.id)
	}
	return out
}

// rowsOf finds the rows that a part is for. Its rules see the row, and what the
// service's own rules see.
func (b *builder) rowsOf(path definitions.String) *scope {
	for static, n := range b.p.placed {
		if n.kind == ListItem && strings.ReplaceAll(static, rule.Rows, "") == path.Value {
			s := *n.inner
			if !s.seesService() {
				s.outer = b.p.root // the list is in a block
			}
			return &s
		}
	}
	b.faults.Add(path.Pos, CodePart, "name a list that a page has, by its path", "%s is no list", path.Value)
	return nil
}

// seesService reports whether names are looked up in the service at last.
func (s *scope) seesService() bool {
	for ; s.outer != nil; s = s.outer {
	}
	return s.around == nil
}

// meaning is what fee.id or score.id stands for.
func (t *totalNames) meaning(id string) (rule.Meaning, bool) {
	if id == "total" {
		return t.sumMeaning(), true
	}
	for i, p := range t.out.parts {
		if p.id == id {
			return t.partMeaning(p, t.def.Parts[i]), true
		}
	}
	for i, g := range t.out.groups {
		if g.id == id {
			return t.groupMeaning(g, t.def.Groups[i]), true
		}
	}
	return rule.Meaning{}, false
}

func (t *totalNames) typ() value.Type { return value.Type{Kind: value.Num, Money: t.out.money} }

// compiledOnce reports whether the rules of a part or group must be compiled
// now; those that use themselves are a fault.
func (t *totalNames) compiledOnce(id string, at definitions.Pos) bool {
	switch t.state[id] {
	case compiled:
		return false
	case compiling:
		t.b.faults.Add(at, CodeCycle, "let one of them do without the other", "%s.%s uses itself, directly or through others", t.label, id)
		return false
	}
	t.state[id] = compiling
	return true
}

func (t *totalNames) partMeaning(p *part, def definitions.Part) rule.Meaning {
	if t.compiledOnce(p.id, def.Amount.Pos) {
		s := p.scope(t.b.p.root)
		if def.Each.Value == "" || p.rows != nil {
			p.amount = t.b.rule(def.Amount, s, value.Num)
			p.when = t.b.rule(def.When, s, value.YesNo)
			t.b.opposed(def.Amount, p.amount, s.node)
		}
		t.state[p.id] = compiled
	}
	m := rule.Meaning{Label: plainWords(p.title.words), Type: t.typ(), Get: p.counted, Reads: p.reads()}
	if p.amount != nil {
		m.Type = p.amount.Type
		m.Type.Money = t.out.money
	}
	return m
}

// reads are the answers that a part reads, as the service reads them.
func (p *part) reads() []rule.Read {
	var out []rule.Read
	for _, r := range []*rule.Rule{p.amount, p.when} {
		if r == nil {
			continue
		}
		for _, read := range r.Reads {
			if p.rows != nil && read.Frame > 0 {
				read.Ref = rooted(read.Ref)
			}
			out = append(out, read)
		}
	}
	return out
}

// rooted gives the reference to an answer from the top of the service, through
// all rows of the lists on the way.
func rooted(r rule.Ref) rule.Ref {
	out := rule.Ref{Path: r.Path}
	for _, step := range strings.Split(r.Path, ".") {
		name := strings.TrimSuffix(step, rule.Rows)
		out.Steps = append(out.Steps, name)
		if name != step {
			out.Steps = append(out.Steps, rule.Rows)
		}
	}
	return out
}

func (t *totalNames) groupMeaning(g *group, def definitions.PartGroup) rule.Meaning {
	if t.compiledOnce(g.id, def.Max.Pos) {
		g.max = t.b.rule(def.Max, t.b.p.root, value.Num)
		t.state[g.id] = compiled
	}
	m := rule.Meaning{Label: g.title.words, Type: t.typ(), Get: func(e *rule.Env) value.Value { return t.out.grouped(g, e) }}
	if g.max != nil {
		m.Reads = slices.Clone(g.max.Reads)
	}
	for i, p := range t.out.parts {
		if p.group == g {
			m.Reads = append(m.Reads, t.partMeaning(p, t.def.Parts[i]).Reads...)
		}
	}
	return m
}

func (t *totalNames) sumMeaning() rule.Meaning {
	m := rule.Meaning{Label: orName(t.out.title.words, t.label+".total"), Type: t.typ(), Get: func(e *rule.Env) value.Value { return t.out.total(e) }}
	for i, g := range t.out.groups {
		m.Reads = append(m.Reads, t.groupMeaning(g, t.def.Groups[i]).Reads...)
	}
	for i, p := range t.out.parts {
		m.Reads = append(m.Reads, t.partMeaning(p, t.def.Parts[i]).Reads...)
	}
	return m
}

// total compiles what no rule has used yet, and holds all of it to the order.
func (b *builder) total(t *total, def *definitions.Total, label string) {
	if t == nil {
		return
	}
	names := b.p.root.spaces[label]
	for i, p := range t.parts {
		names.Space(p.id)
		s, d := p.scope(b.p.root), def.Parts[i]
		b.ordered(d.When, p.when)
		b.ordered(d.Amount, p.amount)
		if p.rows != nil {
			p.text = b.text(d.Title, s, &node{when: p.when, up: p.rows.node})
		} else if carried.MatchString(d.Title.Value) {
			b.faults.Add(d.Title.Pos, CodeTextName, "only the title of a part for each row may carry answers: write each:, or other words", "this title carries answers")
		}
		shown := p.when
		if shown == nil {
			shown = p.amount
		}
		b.number(p.rules, shown, s, "conta «"+plainWords(p.title.words)+"»")
	}
	for i, g := range t.groups {
		names.Space(g.id)
		b.ordered(def.Groups[i].Max, g.max)
		b.number(g.rules, g.max, b.p.root, "limita «"+g.title.words+"»")
	}
}
