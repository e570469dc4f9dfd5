package engine

import (
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

type flag struct {
	id    string
	when  *rule.Rule
	rules []string
}

type route struct {
	office string
	when   *rule.Rule
	rules  []string
}

type deadline struct {
	id         string
	title      phrase
	when, date *rule.Rule
	text       *text
	rules      []string
	term       bool // it counts with the longest time that the sheet tells
}

type state struct {
	id    string
	title phrase
	when  *rule.Rule
	text  *text
	rules []string
}

type notice struct {
	text  *text
	when  *rule.Rule
	rules []string
}

// amounts gives rules the names fee.x, score.x and deadline.x.
func (b *builder) amounts(s *definitions.Service) {
	b.p.root.spaces["fee"] = b.amountSpace("fee", s.Fees)
	b.p.root.spaces["score"] = b.amountSpace("score", s.Scores)
	deadlines := map[string]*named{}
	for _, d := range s.Deadlines {
		deadlines[d.ID.Value] = &named{scope: b.p.root, expr: d.Date, when: d.When, title: d.Title.Value}
	}
	b.p.root.spaces["deadline"] = b.namedSpace("deadline", deadlines)
}

func (b *builder) namedSpace(label string, members map[string]*named) rule.Meaning {
	known := make([]string, 0, len(members))
	for name := range members {
		known = append(known, name)
	}
	slices.Sort(known)
	return rule.Meaning{
		Label: label, Known: func() []string { return known },
		Space: func(name string) (rule.Meaning, bool) {
			n, ok := members[name]
			if !ok {
				return rule.Meaning{}, false
			}
			return b.meaning(label+"."+name, n), true
		},
	}
}

// rest compiles what stands after the last page.
func (b *builder) rest(s *definitions.Service) {
	if office := s.Sheet.Office; office.Value != "" && !b.hasOffice(office.Value) {
		b.noOffice(office)
	}
	b.order = 1 << 29
	root := b.p.root
	b.total(b.p.fees, s.Fees, "fee")
	b.total(b.p.scores, s.Scores, "score")
	if s.Fees != nil {
		b.p.payBefore = b.here(s.Fees.PayBefore, root, value.YesNo)
	}
	for _, f := range s.Flags {
		r := b.here(f.When, root, value.YesNo)
		b.p.flags = append(b.p.flags, flag{f.ID.Value, r, words(f.Rule)})
		b.number(words(f.Rule), r, root, "segnala all'ufficio «"+orName(f.Title.Value, f.ID.Value)+"»")
	}
	b.routes(s.Routes)
	for _, d := range s.Deadlines {
		compiled := deadline{id: d.ID.Value, title: b.phrase(d.Title), rules: words(d.Rule)}
		compiled.when, compiled.date = b.here(d.When, root, value.YesNo), b.here(d.Date, root, value.None)
		b.isDate(d.Date, compiled.date)
		root.spaces["deadline"].Space(d.ID.Value) // compiled now: a Program never changes later
		compiled.text = b.text(d.Text, root, &node{when: compiled.when})
		b.number(compiled.rules, compiled.date, root, "termine «"+d.Title.Value+"»")
		b.p.deadlines = append(b.p.deadlines, compiled)
	}
	for _, st := range s.States {
		compiled := state{id: st.ID.Value, title: b.phrase(st.Title), rules: words(st.Rule), when: b.here(st.When, root, value.YesNo)}
		compiled.text = b.text(st.Text, root, &node{when: compiled.when})
		b.number(compiled.rules, compiled.when, root, "stato «"+st.Title.Value+"»")
		b.p.states = append(b.p.states, compiled)
	}
	for _, n := range s.Receipt {
		r := b.here(n.When, root, value.YesNo)
		b.number(words(n.Rule), r, root, "la ricevuta dice «"+plainWords(n.Text.Value)+"»")
		b.p.receipt = append(b.p.receipt, notice{b.text(n.Text, root, &node{when: r}), r, words(n.Rule)})
	}
	b.quota(s.Quota)
	b.window(s.Window)
}

func (b *builder) isDate(e definitions.Expr, r *rule.Rule) {
	if r != nil && r.Type.Kind != value.Day && r.Type.Kind != value.Moment && r.Type.Kind != value.None {
		b.faults.Add(e.Pos, rule.CodeType, "write a rule that gives a date or an instant", "this gives %s", r.Type)
	}
}

func (b *builder) routes(routes []definitions.Route) {
	for i, r := range routes {
		if !b.hasOffice(r.Office.Value) {
			b.noOffice(r.Office)
		}
		if i == len(routes)-1 && r.When.Given() {
			b.faults.Add(r.When.Pos, CodeRouteDefault, "add a last route without when:", "the last route has a condition, so an application may go nowhere")
		}
		when := b.here(r.When, b.p.root, value.YesNo)
		b.p.routes = append(b.p.routes, route{r.Office.Value, when, words(r.Rule)})
		b.number(words(r.Rule), when, b.p.root, "manda a "+r.Office.Value)
	}
}

// noOffice tells which offices there are, and where they come from.
func (b *builder) noOffice(office definitions.String) {
	var known []string
	for _, o := range b.p.profile.Offices {
		known = append(known, o.ID.Value)
	}
	b.faults.Add(office.Pos, CodeOffice, "the offices of "+b.p.profile.Pos.File+" are "+strings.Join(known, ", ")+"; add one there, or give another profile with --profile",
		"the municipality's profile has no office %s", office.Value)
}

func (b *builder) hasOffice(id string) bool {
	return slices.ContainsFunc(b.p.profile.Offices, func(o definitions.Office) bool { return o.ID.Value == id })
}

func (b *builder) window(w *definitions.Window) {
	if w == nil {
		return
	}
	b.p.window = &window{b.here(w.Opens, b.p.root, value.None), b.here(w.Closes, b.p.root, value.None), b.text(w.Closed, b.p.root, nil)}
	b.isDate(w.Opens, b.p.window.opens)
	b.isDate(w.Closes, b.p.window.closes)
	b.number(words(w.Rule), b.p.window.closes, b.p.root, "chiude la presentazione")
}

// unplaced records the fields of the contract that no page has: they would be
// never asked, and required ones could never be given.
func (b *builder) unplaced(s *definitions.Schema, at *scope) {
	if s == nil {
		return
	}
	for _, e := range s.Properties {
		path := at.join(e.Key.Value)
		n := b.p.placed[path]
		if n == nil {
			b.faults.Add(e.Key.Pos, CodeNotPlaced, "put it on a page, or take it out of the contract", "%s is on no page", path)
			continue
		}
		switch {
		case n.kind == GroupItem && b.sources[n].block == nil:
			b.unplaced(e.Value, n.inner)
		case n.kind == ListItem:
			b.unplaced(e.Value.Items, n.inner)
		}
	}
}

// roles holds the declared roles to the answers there are.
func (b *builder) roles(r definitions.Roles) {
	for _, path := range append([]definitions.String{r.Applicant, r.Subject, r.Email, r.Phone, r.Privacy}, r.Copies...) {
		if path.Value != "" && b.p.placed[path.Value] == nil {
			b.faults.Add(path.Pos, CodeNoSuchRef, "name an answer by its path", "%s is no answer that a page asks", path.Value)
		}
	}
}

// sheet holds what is said of the service as a whole: levels of assurance that
// exist, and a sheet that carries no answers, since it has none.
func (b *builder) sheet(s *definitions.Service) {
	if level := s.Identity.Level; level.Value != "" && !slices.Contains([]string{"1", "2", "3"}, level.Value) {
		b.faults.Add(level.Pos, CodeKind, "write 1, 2 or 3", "%q is no level of assurance", level.Value)
	}
	if path := s.Roles.Applicant; path.Value != "" {
		if n := b.p.placed[path.Value]; n != nil && n.kind != GroupItem {
			b.faults.Add(path.Pos, CodeKind, "name the group or block with the person's answers", "%s is not a group", path.Value)
		}
	}
	b.days(s.Sheet.Days)
	texts := append([]definitions.Text{
		s.Sheet.Summary, s.Sheet.Audience, s.Sheet.Description, s.Sheet.How, s.Sheet.Result,
		s.Sheet.Timing, s.Sheet.Costs, s.Sheet.Constraints, s.Sheet.Terms,
	}, s.Sheet.Needed...)
	for _, t := range texts {
		if carried.MatchString(t.Value) {
			b.faults.Add(t.Pos, CodeTextName, "write the words; pages, the receipt and window.closed may carry values", "the sheet carries no values in braces")
		}
	}
}

// days compiles the longest time to conclude. It must be what a deadline counts
// with: a parameter that both read, so that what the sheet says and what follows
// from it cannot differ.
func (b *builder) days(e definitions.Expr) {
	b.order = 1 // a sheet reads no answers
	b.p.days = b.here(e, b.p.root, value.Num)
	if b.p.days == nil || len(b.p.deadlines) == 0 {
		return
	}
	counted := false
	for i, d := range b.p.deadlines {
		if d.date != nil && slices.ContainsFunc(b.p.days.Others, d.date.Mentions) {
			b.p.deadlines[i].term, counted = true, true
		}
	}
	if !counted {
		b.faults.Add(e.Pos, CodeDays, "count a deadline with the same parameter: date: add_days(submission.date, param.giorni)",
			"no deadline counts with what the sheet says here")
	}
}
