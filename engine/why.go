package engine

import (
	"errors"
	"fmt"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// Reason says why something is as it is: what was decided, by which rule, from
// which answers.
type Reason struct {
	What     string          // what it is about: "«Motivo» (mot.interesse)"
	Decision string          // what was decided: "è mostrato"
	Reading  string          // the rule in plain words; "" if no rule decides
	Rules    []string        // its numbers in the procedure
	Pos      definitions.Pos // where the rule stands
	Answers  []Used          // what the rule read
}

// Used is one answer or amount that a rule read.
type Used struct {
	Label string
	Path  string
	Words string // its value in words
}

// ErrNoSuchName means that a service has nothing of the name asked for.
var ErrNoSuchName = errors.New("the service has nothing of this name")

// Why explains a page (by its id), a field or computed value (by its path, rows
// by index), fee.x, score.x, deadline.x, a condition or named value (in a row by
// the row's path), a check or numbered rule, or a state: every decision on the
// way to it, outermost first.
func (p *Program) Why(name string, d Draft, o Outside) ([]Reason, error) {
	w := p.newWalk(&d, o)
	w.keepMarks = true
	j := w.journey("")
	e := explainer{w: w, j: j}
	switch {
	case p.placed[staticPath(name)] != nil:
		e.field(name, p.placed[staticPath(name)])
	case p.pageNamed(name) != nil:
		e.page(p.pageNamed(name))
	default:
		if !e.amount(name) && !e.named(name) && !e.numbered(name) && !e.state(name) {
			return nil, fmt.Errorf("%w: %s", ErrNoSuchName, name)
		}
	}
	return e.reasons, nil
}

// explainer collects the reasons for one thing.
type explainer struct {
	w       *walk
	j       *Journey
	reasons []Reason
}

// say adds a reason; the rule's answers are read where the walk stands.
func (e *explainer) say(what, decision string, r *rule.Rule, rules []string) {
	reason := Reason{What: what, Decision: decision, Rules: rules}
	if r != nil {
		reason.Reading, reason.Pos = r.Reading(), r.Pos
		reason.Answers = e.used(r)
	}
	e.reasons = append(e.reasons, reason)
}

// used lists what a rule read, with the values in words.
func (e *explainer) used(r *rule.Rule) []Used {
	var out []Used
	seen := map[string]bool{}
	for _, read := range r.Reads {
		if seen[read.Path] {
			continue
		}
		seen[read.Path] = true
		out = append(out, Used{Label: e.w.p.labels[read.Path], Path: read.Path, Words: e.words(read.Ref)})
	}
	for _, o := range r.Others {
		if seen[o.Name] {
			continue
		}
		seen[o.Name] = true
		out = append(out, Used{Label: o.Label, Path: o.Name, Words: e.valueWords(o.Get(&e.w.env), o.Type) + e.source(o.Name)})
	}
	return out
}

// source says where a fact comes from, or what holds because nobody gave it.
func (e *explainer) source(name string) string {
	fact, ok := strings.CutPrefix(name, "fact.")
	f, known := e.w.p.facts[fact]
	switch {
	case !ok || !known:
		return ""
	case e.w.outside.Facts[fact] != nil:
		return " (" + f.source + ")"
	}
	return " (" + f.silent + ")"
}

// valueWords gives any value as a person says it.
func (e *explainer) valueWords(v value.Value, t value.Type) string {
	switch v := v.(type) {
	case nil:
		if t.Kind == value.YesNo {
			return e.w.show(false, t)
		}
		return "nessun valore"
	case []any:
		return e.listWords(v, t)
	case value.Group:
		var parts []string
		for _, name := range sortedNames(v) {
			if inner := e.w.show(v[name], t.Fields[name]); inner != "" {
				parts = append(parts, name+" "+inner)
			}
		}
		return strings.Join(parts, ", ")
	}
	return e.w.show(v, t)
}

// words gives the value of an answer as a person says it.
func (e *explainer) words(r rule.Ref) string {
	var typ value.Type
	n := e.w.p.placed[strings.TrimSuffix(r.Path, rule.Rows)]
	if n != nil {
		typ = n.typ
	}
	var out []string
	for _, v := range spread(e.w.env.Frames[min(r.Frame, len(e.w.env.Frames)-1)].Values, r.Steps) {
		switch v := v.(type) {
		case value.Group:
			out = append(out, "indicato")
		case []any:
			out = append(out, e.listWords(v, typ))
		default:
			out = append(out, e.w.show(v, typ))
		}
	}
	if len(out) == 0 {
		return "nessuna risposta"
	}
	return strings.Join(out, ", ")
}

func (e *explainer) listWords(list []any, t value.Type) string {
	if t.Elem == nil || t.Elem.Kind == value.Named {
		if len(list) == 1 {
			return "1 riga"
		}
		return fmt.Sprintf("%d righe", len(list))
	}
	var out []string
	for _, v := range list {
		out = append(out, e.w.show(v, *t.Elem))
	}
	return strings.Join(out, ", ")
}

// spread reads all values that steps lead to, through the rows of lists.
func spread(v value.Value, steps []string) []value.Value {
	switch {
	case v == nil || v == rule.Waiting:
		return nil
	case len(steps) == 0:
		return []value.Value{v}
	}
	switch at := v.(type) {
	case value.Group:
		return spread(at[steps[0]], steps[1:])
	case []any:
		var out []value.Value
		for _, elem := range at {
			out = append(out, spread(elem, steps[1:])...)
		}
		return out
	}
	return nil
}

// page explains whether a page is on the path.
func (e *explainer) page(pg *page) (onPath bool) {
	what := "La pagina «" + pg.title.words + "»"
	for _, state := range e.j.Pages {
		if state.ID == pg.id {
			if pg.when == nil {
				e.say(what, "c'è sempre", nil, pg.rules)
			} else {
				e.say(what, "è nel percorso", pg.when, pg.rules)
			}
			return true
		}
	}
	if pg.when != nil && !e.w.holds(pg.when, nil) {
		e.say(what, "non è nel percorso", pg.when, pg.rules)
		return false
	}
	last := e.j.Pages[len(e.j.Pages)-1]
	e.say(what, "non è ancora raggiunta: il percorso si ferma alla pagina «"+last.Title+"»", nil, nil)
	return false
}

// field explains a field, group, list or computed value: its page, what stands
// around it, and itself.
func (e *explainer) field(path string, n *node) {
	if !e.page(n.page) {
		return
	}
	steps := strings.Split(path, ".")
	depth, ok := e.enter(n, steps)
	for range depth {
		defer e.w.leave()
	}
	if !ok {
		return
	}
	if !e.shown(n) {
		return
	}
	switch n.kind {
	case ComputedItem:
		v := n.value.Eval(&e.w.env)
		words := "non ha un valore"
		if v != nil {
			words = "vale " + e.w.show(v, n.typ)
		}
		e.say(e.what(n), words, n.value, n.rules)
	case FieldItem, ListItem:
		e.requirement(n)
		e.offered(n)
		e.origin(n)
	}
}

func (e *explainer) what(n *node) string {
	return quoted(e.w.p.labels[n.path], n.path) + " (" + n.path + ")"
}

// enter goes into the groups and rows around a node, explaining those that are
// not shown. It gives how many it went into.
func (e *explainer) enter(n *node, steps []string) (depth int, ok bool) {
	if n.up != nil {
		if depth, ok = e.enter(n.up, steps); !ok {
			return depth, false
		}
		if !e.shown(n.up) {
			return depth, false
		}
		into, found := e.inner(n.up, steps)
		if !found {
			e.say(e.what(n.up), "non ha questa riga", nil, nil)
			return depth, false
		}
		if into.row >= 0 {
			e.w.enterRow(n.up.name, into.row, into.group)
		} else {
			e.w.enter(into.group, n.up.name)
		}
		depth++
	}
	return depth, true
}

// entered is a group or row to go into.
type entered struct {
	group value.Group
	row   int // its index; -1 in a group
}

// inner finds the group or row that a path goes through under a node.
func (e *explainer) inner(n *node, steps []string) (entered, bool) {
	switch v := e.w.frame()[n.name].(type) {
	case value.Group:
		return entered{v, -1}, true
	case []any:
		i, ok := rowIndex(steps, n)
		if !ok || i >= len(v) {
			return entered{}, false
		}
		row, ok := v[i].(value.Group)
		return entered{row, i}, ok
	}
	return entered{value.Group{}, -1}, n.kind == GroupItem
}

// rowIndex finds the index that follows a list's name in a path.
func rowIndex(steps []string, list *node) (int, bool) {
	at := len(strings.Split(strings.ReplaceAll(list.path, rule.Rows, ".0"), "."))
	if at >= len(steps) {
		return 0, false
	}
	return index(steps[at])
}

// shown explains whether a node is shown where the walk stands.
func (e *explainer) shown(n *node) bool {
	switch {
	case n.when == nil:
		return true
	case n.when.Waits(&e.w.env):
		e.say(e.what(n), "aspetta una risposta di questa pagina", n.when, n.rules)
		return false
	case n.when.Holds(&e.w.env):
		e.say(e.what(n), "è mostrato", n.when, n.rules)
		return true
	}
	e.say(e.what(n), "non è mostrato", n.when, n.rules)
	return false
}

func (e *explainer) requirement(n *node) {
	words := map[bool]string{true: "è obbligatorio", false: "è facoltativo"}[e.w.required(n)]
	if n.must != nil && n.must.Source != "true" && n.must.Source != "false" {
		e.say(e.what(n), words, n.must, n.rules)
		return
	}
	e.say(e.what(n), words, nil, nil)
}

func (e *explainer) origin(n *node) {
	if n.def == nil {
		return
	}
	words := "ha una proposta, non ancora accettata"
	if n.locked != nil && n.locked.Holds(&e.w.env) && e.w.proposal(n) != nil {
		e.say(e.what(n), "è fissato, e non si può cambiare", n.def, nil)
		return
	}
	switch e.w.origin(n) {
	case Followed:
		words = "segue la proposta"
	case Overridden:
		words = "è diverso dalla proposta, per scelta di chi compila"
	}
	e.say(e.what(n), words, n.def, nil)
}

// offered explains which options a choice offers.
func (e *explainer) offered(n *node) {
	if n.options == nil {
		return
	}
	var labels []string
	for _, c := range n.options.choices(e.w) {
		label := c.Label
		if c.Closed {
			label += " (non si può scegliere: " + orName(c.Detail, "è chiusa") + ")"
		}
		labels = append(labels, label)
	}
	if most := 12; len(labels) > most {
		labels = append(labels[:most], fmt.Sprintf("e altre %d", len(labels)-most))
	}
	e.say(e.what(n), "offre: "+strings.Join(labels, "; "), n.options.where, nil)
	for _, o := range n.options.written {
		if o.when != nil {
			decision := map[bool]string{true: "è offerta", false: "non è offerta"}[o.when.Holds(&e.w.env)]
			e.say("L'opzione «"+o.title.words+"»", decision, o.when, nil)
		}
	}
}
