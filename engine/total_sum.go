package engine

import (
	"sportello/engine/rule"
	"sportello/engine/value"
)

// holds reports whether the part counts where the rules stand.
func (p *part) holds(e *rule.Env) bool { return p.when == nil || p.when.Holds(e) }

// counted is what a part counts for rules that read it: in all its rows
// together, unanswered where it does not hold.
func (p *part) counted(e *rule.Env) value.Value {
	if p.amount == nil {
		return nil
	}
	if p.rows == nil {
		if !p.holds(e) {
			return nil
		}
		return p.amount.Eval(e)
	}
	var amounts []value.Number
	p.rows.eachRow(e, func() {
		if v, ok := p.amount.Eval(e).(value.Number); ok && p.holds(e) {
			amounts = append(amounts, v)
		}
	})
	if len(amounts) == 0 {
		return nil
	}
	return added(amounts)
}

// amounts are what a part counts where it holds: in each of its rows, or once.
func (p *part) amounts(e *rule.Env) []value.Number {
	if p.rows == nil || p.amount == nil {
		if v, ok := p.counted(e).(value.Number); ok {
			return []value.Number{v}
		}
		return nil
	}
	var out []value.Number
	p.rows.eachRow(e, func() {
		if v, ok := p.amount.Eval(e).(value.Number); ok && p.holds(e) {
			out = append(out, v)
		}
	})
	return out
}

// grouped is what the parts of a group count together; unanswered if none does.
func (t *total) grouped(g *group, e *rule.Env) value.Value {
	var amounts []value.Number
	for _, p := range t.parts {
		if p.group == g {
			amounts = append(amounts, p.amounts(e)...)
		}
	}
	if len(amounts) == 0 {
		return nil
	}
	return g.limit(amounts, e)
}

// limit takes from some amounts what the group lets count.
func (g *group) limit(amounts []value.Number, e *rule.Env) value.Number {
	counted := added(amounts)
	if g.highest {
		counted = highest(amounts)
	}
	if most, ok := g.most(e); ok && counted.GreaterThan(most) {
		return most
	}
	return counted
}

// most is the limit of a group, if it has one and it is known.
func (g *group) most(e *rule.Env) (value.Number, bool) {
	if g.max == nil {
		return value.Number{}, false
	}
	most, ok := g.max.Eval(e).(value.Number)
	return most, ok
}

func added(amounts []value.Number) value.Number {
	sum := value.Int(0)
	for _, a := range amounts {
		sum = sum.Add(a)
	}
	return sum
}

func highest(amounts []value.Number) value.Number {
	most := amounts[0]
	for _, a := range amounts[1:] {
		if a.GreaterThan(most) {
			most = a
		}
	}
	return most
}

// total is the sum of what is in no group and what the groups count. Money is
// rounded here, and nowhere before.
func (t *total) total(e *rule.Env) value.Number {
	sum := value.Int(0)
	for _, p := range t.parts {
		if p.group == nil {
			sum = sum.Add(added(p.amounts(e)))
		}
	}
	for _, g := range t.groups {
		if v, ok := t.grouped(g, e).(value.Number); ok {
			sum = sum.Add(v)
		}
	}
	if t.money {
		sum = sum.Round(2)
	}
	return sum
}

// eachRow calls visit in every row of a list, with the scopes on the way to it
// entered, wherever the rules stood before.
func (s *scope) eachRow(e *rule.Env, visit func()) {
	before := e.Frames
	e.Frames = append(make([]rule.Frame, 0, s.frame+1), before[0])
	s.enterEach(e, visit)
	e.Frames = before
}

func (s *scope) enterEach(e *rule.Env, visit func()) {
	if s.around == nil {
		visit()
		return
	}
	s.around.enterEach(e, func() {
		switch v := e.Frames[len(e.Frames)-1].Values[s.key].(type) {
		case value.Group:
			e.Push(v, 0)
			visit()
			e.Pop()
		case []any:
			for i, row := range v {
				if g, ok := row.(value.Group); ok {
					e.Push(g, i+1)
					visit()
					e.Pop()
				}
			}
		}
	})
}

// sum computes a total with its parts; problems are the parts that hold without
// an amount.
func (t *total) sum(w *walk) (*Breakdown, []Problem) {
	out := &Breakdown{Title: w.say(t.title), Provisional: w.say(t.provisional), Money: t.money}
	var problems []Problem
	for _, p := range t.parts {
		w.instances(p.scope(w.p.root), func() {
			state, problem := p.state(w)
			if problem != nil {
				problems = append(problems, *problem)
			} else if state != nil {
				out.Parts = append(out.Parts, *state)
			}
		})
	}
	for _, g := range t.groups {
		if state := g.state(w, out.Parts); state != nil {
			out.Groups = append(out.Groups, *state)
		}
	}
	out.Total = t.total(&w.env)
	return out, problems
}

// state is the part where the walk stands; nil if it does not hold there.
func (p *part) state(w *walk) (*PartState, *Problem) {
	holds := p.holds(&w.env)
	w.held(p.rules, holds)
	if !holds {
		return nil, nil
	}
	title := w.say(p.title)
	if p.text != nil {
		title = p.text.fill(w, false)
	}
	amount, ok := p.amount.Eval(&w.env).(value.Number)
	if !ok {
		return nil, &Problem{Code: ProblemAmount, Args: args{"part": title}, Rule: p.id, Names: append([]string{p.id}, p.rules...)}
	}
	out := &PartState{ID: p.id, Title: title, Amount: amount}
	if len(p.rules) > 0 {
		out.Rule = p.rules[0]
	}
	if p.group != nil {
		out.Group = p.group.id
	}
	if p.rows != nil {
		out.Row, _ = w.frame()[value.RowID].(string)
	}
	if w.whole {
		out.Used = w.evidence(p.when, p.amount)
	}
	return out, nil
}

// evidence is what rules read, in words, to be kept with what they decided.
func (w *walk) evidence(rules ...*rule.Rule) []Used {
	e := explainer{w: w}
	var out []Used
	seen := map[string]bool{}
	for _, r := range rules {
		if r == nil {
			continue
		}
		for _, u := range e.used(r) {
			if !seen[u.Path] {
				seen[u.Path] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// state is what a group counts of the parts that hold; nil if none does.
func (g *group) state(w *walk, parts []PartState) *GroupState {
	var amounts []value.Number
	for _, p := range parts {
		if p.Group == g.id {
			amounts = append(amounts, p.Amount)
		}
	}
	if len(amounts) == 0 {
		return nil
	}
	out := &GroupState{ID: g.id, Title: w.say(g.title), Sum: added(amounts), Amount: g.limit(amounts, &w.env)}
	if len(g.rules) > 0 {
		out.Rule = g.rules[0]
	}
	if most, ok := g.most(&w.env); ok {
		out.Max = &most
	}
	w.held(g.rules, !out.Amount.Equal(out.Sum))
	return out
}
