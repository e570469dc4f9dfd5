package engine

import (
	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// Quota is what there is too little of, as an application asks for it: places,
// or euro of a budget. Whether it is inside is decided when it is written, in
// the order of writing.
type Quota struct {
	Name    string        `json:"name,omitempty"` // which of several, by the answer that tells them apart
	Title   string        `json:"title"`
	Places  *value.Number `json:"places,omitempty"` // how many there are; nil: as many as the budget lasts
	Budget  *value.Number `json:"budget,omitempty"` // euro; nil: no budget
	Amount  value.Number  `json:"amount"`           // euro that this application takes of the budget
	Waiting bool          `json:"waiting"`          // who is not inside goes on a waiting list; else is refused
}

// Place is what was decided.
type Place struct {
	Waiting bool  `json:"waiting"` // on the waiting list, not inside
	Number  int64 `json:"number"`  // from 1: inside, or on the waiting list
}

// quota is a compiled quota.
type quota struct {
	title                            string
	when, of, places, budget, amount *rule.Rule
	refuse                           bool
	rules                            []string
}

func (b *builder) quota(q *definitions.Quota) {
	if q == nil {
		return
	}
	root := b.p.root
	b.p.quota = &quota{
		title: q.Title.Value, refuse: q.Refuse, rules: words(q.Rule),
		when: b.here(q.When, root, value.YesNo), of: b.here(q.For, root, value.Text),
		places: b.here(q.Places, root, value.Num), budget: b.here(q.Budget, root, value.Num), amount: b.here(q.Amount, root, value.Num),
	}
	if !q.Places.Given() && !q.Budget.Given() {
		b.faults.Add(q.Pos, CodeQuota, "say how many there are: places: param.posti, or budget: param.fondi with amount:", "the quota has no limit")
	}
	if q.Budget.Given() != q.Amount.Given() {
		b.faults.Add(q.Pos, CodeQuota, "budget: says how many euro there are, amount: how many of them an application takes", "a budget needs an amount, and an amount a budget")
	}
	for _, r := range []*rule.Rule{b.p.quota.places, b.p.quota.budget} {
		b.number(b.p.quota.rules, r, root, "limita «"+q.Title.Value+"»")
	}
}

// quota is what an application with these answers asks for; nil if nothing. The
// problem is that of an amount that is not known.
func (w *walk) quota() (*Quota, *Problem) {
	q := w.p.quota
	if q == nil || !w.holds(q.when, nil) {
		return nil, nil
	}
	out := &Quota{Title: q.title, Waiting: !q.refuse, Places: w.limit(q.places), Budget: w.limit(q.budget), Amount: value.Int(0)}
	out.Name, _ = w.eval(q.of).(string)
	if out.Places == nil && out.Budget == nil {
		return nil, nil // the municipality sets no limit
	}
	if out.Budget != nil {
		amount, known := w.eval(q.amount).(value.Number)
		if !known {
			return nil, &Problem{Code: ProblemAmount, Args: args{"part": q.title}}
		}
		out.Amount = amount.Round(2)
	}
	return out, nil
}

// eval gives the value of a rule that may not be there.
func (w *walk) eval(r *rule.Rule) value.Value {
	if r == nil {
		return nil
	}
	return r.Eval(&w.env)
}

// limit is a number, or nil if it is unanswered.
func (w *walk) limit(r *rule.Rule) *value.Number {
	if n, ok := w.eval(r).(value.Number); ok {
		return &n
	}
	return nil
}
