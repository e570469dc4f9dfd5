package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sportello/engine/value"
)

// Record is what is stored of a submission: the answers on the path and all
// that followed from them when it was sent.
type Record struct {
	Answers   json.RawMessage   `json:"answers"` // validates against the published schema
	Origins   map[string]Origin `json:"origins,omitempty"`
	Fees      *Breakdown        `json:"fees,omitempty"`
	Scores    *Breakdown        `json:"scores,omitempty"`
	Flags     []string          `json:"flags,omitempty"`
	Office    string            `json:"office,omitempty"`
	PayFirst  bool              `json:"pay_first,omitempty"`
	Quota     *Quota            `json:"quota,omitempty"`     // what it asks for, if there is too little of it
	Live      json.RawMessage   `json:"live"`                // values of the live parameters used
	Facts     json.RawMessage   `json:"facts"`               // facts as they were, each with its source
	Now       time.Time         `json:"now"`                 // the clock of the decision, in the municipality's zone
	Email     string            `json:"email,omitempty"`     // by role
	Copies    []string          `json:"copies,omitempty"`    // by role: further addresses
	Applicant json.RawMessage   `json:"applicant,omitempty"` // by role
	Subject   json.RawMessage   `json:"subject,omitempty"`   // by role
	Files     []File            `json:"files,omitempty"`
}

// Complete judges the whole draft. It gives the record to store, or why the
// draft cannot be sent.
func (p *Program) Complete(d Draft, o Outside) (*Record, []Problem) {
	w := p.newWalk(&d, o)
	w.whole = true
	w.language = 0 // what is stored is read by officers
	j := w.journey("")
	if !j.Complete {
		return nil, whyIncomplete(j)
	}
	quota, missing := p.asks(j, o)
	if missing != nil {
		return nil, []Problem{*missing}
	}
	answers := p.document(j)
	if err := p.Validate(answers); err != nil {
		return nil, []Problem{{Code: "schema", Args: args{"error": err.Error()}}}
	}
	r := &Record{
		Answers: answers, Origins: w.origins(), Fees: j.Fees, Scores: j.Scores, Flags: j.Flags,
		Office: j.Office, PayFirst: j.PayFirst, Quota: quota, Now: w.env.Now, Files: collectFiles(j.Answers, nil),
	}
	live := value.Group{}
	for name := range p.live {
		live[name] = w.env.Outer["param"][name]
	}
	r.Live, r.Facts = appendGroup(nil, answersGiven(live)), appendGroup(nil, answersGiven(w.factsWithSource()))
	p.byRole(r, j.Answers)
	return r, nil
}

// asks is what a complete journey asks for of the quota.
func (p *Program) asks(j *Journey, o Outside) (*Quota, *Problem) {
	w := p.newWalk(&Draft{}, o)
	w.enter(j.Answers, "")
	return w.quota()
}

// factsWithSource gives every declared fact as it was taken: its value and who
// gave it, or what holds because its source was silent.
func (w *walk) factsWithSource() value.Group {
	out := value.Group{}
	for name, f := range w.p.facts {
		fact := value.Group{"value": w.env.Outer["fact"][name]}
		if w.outside.Facts[name] != nil {
			fact["source"] = f.source
		} else {
			fact["silent"] = f.silent
		}
		out[name] = fact
	}
	return out
}

// whyIncomplete gives the problems of the path, or says which page has a gap.
func whyIncomplete(j *Journey) []Problem {
	problems := j.Problems
	for _, stop := range j.Stops {
		problems = append(problems, Problem{Code: "stop", Text: stop.Text, Rule: stop.Rule})
	}
	for _, pg := range j.Pages {
		problems = append(problems, pg.Problems...)
		if !pg.Done && len(pg.Problems) == 0 && len(pg.Stops) == 0 {
			problems = append(problems, Problem{Code: "gap", Page: pg.ID})
		}
	}
	return problems
}

// document is the answers as they are stored: with amounts and points.
func (p *Program) document(j *Journey) json.RawMessage {
	g := inCents(answersGiven(j.Answers), p.root.fields)
	if j.Fees != nil {
		g["_fees"] = breakdownGroup(j.Fees)
	}
	if j.Scores != nil {
		g["_scores"] = breakdownGroup(j.Scores)
	}
	return appendGroup(nil, g)
}

// inCents rounds the money that is stored, half up, to the two decimals that it
// has there. Rules and totals have read the exact amounts.
func inCents(g value.Group, fields map[string]value.Type) value.Group {
	for name, v := range g {
		t := fields[name]
		switch v := v.(type) {
		case value.Number:
			if t.Money {
				g[name] = v.Round(2)
			}
		case value.Group:
			inCents(v, t.Fields)
		case []any:
			for _, row := range v {
				if row, ok := row.(value.Group); ok && t.Elem != nil {
					inCents(row, t.Elem.Fields)
				}
			}
		}
	}
	return g
}

func breakdownGroup(b *Breakdown) value.Group {
	stored := func(amount value.Number) value.Number {
		if b.Money {
			return amount.Round(2)
		}
		return amount
	}
	parts, groups := []any{}, []any{}
	for _, p := range b.Parts {
		part := value.Group{"id": p.ID, "amount": stored(p.Amount)}
		if p.Row != "" {
			part["row"] = p.Row
		}
		parts = append(parts, part)
	}
	for _, g := range b.Groups {
		groups = append(groups, value.Group{"id": g.ID, "amount": stored(g.Amount)})
	}
	out := value.Group{"parts": parts, "total": b.Total}
	if len(groups) > 0 {
		out["groups"] = groups
	}
	return out
}

// Validate holds stored answers to the published schema.
func (p *Program) Validate(answers json.RawMessage) error {
	d := json.NewDecoder(bytes.NewReader(answers))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return fmt.Errorf("answers are not JSON: %w", err)
	}
	validator, err := p.validator()
	if err != nil {
		return err
	}
	return validator.Validate(v)
}

// origins keeps what was followed or overridden on the path.
func (w *walk) origins() map[string]Origin {
	out := map[string]Origin{}
	for key, o := range w.draft.Origins {
		around, name, nested := cutLast(key)
		if !nested {
			around, name = "", key
		}
		if g := storedAt(w.env.Frames[0].Values, around); g != nil && g[name] != nil {
			out[key] = o
		}
	}
	return out
}

// byRole takes what the declared roles point at.
func (p *Program) byRole(r *Record, answers value.Group) {
	roles := p.service.Roles
	if email, ok := at(answers, roles.Email.Value).(string); ok {
		r.Email = email
	}
	for _, path := range roles.Copies {
		if email, ok := at(answers, path.Value).(string); ok && email != r.Email && !slices.Contains(r.Copies, email) {
			r.Copies = append(r.Copies, email)
		}
	}
	if g, ok := at(answers, roles.Applicant.Value).(value.Group); ok {
		r.Applicant = appendGroup(nil, answersGiven(g))
	}
	if g, ok := at(answers, roles.Subject.Value).(value.Group); ok {
		r.Subject = appendGroup(nil, answersGiven(g))
	}
}

// at reads an answer by its path through groups; nil if there is none.
func at(g value.Group, path string) value.Value {
	if path == "" {
		return nil
	}
	around, name, nested := cutLast(path)
	if nested {
		g = storedAt(g, around)
	}
	if g == nil {
		return nil
	}
	if nested {
		return g[name]
	}
	return g[path]
}

// collectFiles finds the files that the answers hold.
func collectFiles(v value.Value, out []File) []File {
	switch v := v.(type) {
	case value.Group:
		if _, ok := v["sha256"]; ok {
			return append(out, filesOf([]any{v})...)
		}
		for _, name := range sortedNames(v) {
			out = collectFiles(v[name], out)
		}
	case []any:
		for _, elem := range v {
			out = collectFiles(elem, out)
		}
	}
	return out
}
