package engine

import (
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// check is a compiled error, warning or stop.
type check struct {
	id      string
	rules   []string
	when    *rule.Rule
	effect  effect
	text    *text
	instead *text
	on      []target
	scope   *scope
}

type effect uint8

const (
	isError effect = iota
	isWarning
	isStop
)

// target is a field that a check is on.
type target struct {
	ref  rule.Ref
	node *node
}

// placedCheck is a check at the end of its page.
type placedCheck struct {
	*check
}

func (b *builder) addChecks(s *scope, checks []definitions.Check, on *node) {
	for _, c := range checks {
		b.checks = append(b.checks, pendingCheck{s, c, on})
	}
}

// placeChecks compiles the checks and puts each at the end of the page that
// holds the last field it reads.
func (b *builder) placeChecks() {
	for _, pending := range b.checks {
		b.placeCheck(pending)
	}
}

func (b *builder) placeCheck(p pendingCheck) {
	def := p.check
	c := &check{id: def.ID.Value, rules: words(def.Rule), scope: p.scope}
	c.when = b.rule(def.When, p.scope, value.YesNo)
	var mute bool
	c.on, mute = b.targets(p)
	if c.when == nil || mute {
		return
	}
	b.precedes(def.When, c.when, 1<<30)
	order := b.latest(c.when.Reads)
	if p.scope.node != nil {
		order = max(order, p.scope.node.start) // not before there is such a block or row
	}
	for _, t := range c.on {
		order = max(order, t.node.order)
	}
	b.effectOf(c, def)
	words, instead := def.Error, def.Instead
	switch c.effect {
	case isWarning:
		words = def.Warning
	case isStop:
		words = def.Stop
	}
	pg := b.pageAt(order)
	around := &node{page: pg}
	if p.on != nil {
		around = p.on
	}
	c.text = b.textBefore(words, p.scope, around, pg.end)
	c.instead = b.textBefore(instead, p.scope, around, pg.end)
	pg.checks = append(pg.checks, placedCheck{c})
	b.noteOpposite(opposite{def.When, c.when, p.scope.node, c.on, true})
	b.number(c.names(), c.when, p.scope, effectWords[c.effect]+" «"+plainWords(words.Value)+"»")
}

var effectWords = map[effect]string{isError: "errore", isWarning: "avviso", isStop: "blocco"}

func (b *builder) effectOf(c *check, def definitions.Check) {
	given := 0
	for e, t := range map[effect]definitions.Text{isError: def.Error, isWarning: def.Warning, isStop: def.Stop} {
		if t.Value != "" {
			c.effect = e
			given++
		}
	}
	if c.effect == isError && given == 1 && len(c.on) == 0 && len(def.On) == 0 {
		b.faults.Add(def.Pos, CodeCheckOn, "write on: with the fields to change", "an error must be on a field")
	}
}

// targets finds what a check is on. A check on a field that is hidden is mute.
func (b *builder) targets(p pendingCheck) (out []target, mute bool) {
	if len(p.check.On) == 0 && p.on != nil {
		return []target{{rule.Ref{Frame: p.scope.frame, Steps: []string{p.on.name}, Path: p.on.path}, p.on}}, false
	}
	for _, name := range p.check.On {
		e := definitions.Expr{Source: name.Value, Pos: name.Pos}
		r := b.rule(e, p.scope, value.None)
		if r == nil {
			continue
		}
		if len(r.Reads) == 1 && b.isHidden(r.Reads[0].Ref) {
			mute = true
			continue
		}
		if len(r.Reads) != 1 || b.p.placed[r.Reads[0].Path] == nil || !strings.HasSuffix("."+r.Reads[0].Path, "."+name.Value) {
			b.faults.Add(name.Pos, CodeNoSuchRef, "name the fields that the citizen should change", "%s is no answer that a page asks", name.Value)
			continue
		}
		out = append(out, target{r.Reads[0].Ref, b.p.placed[r.Reads[0].Path]})
	}
	return out, mute
}

// latest is the order of the last answer read; 0 if none is.
func (b *builder) latest(reads []rule.Read) int {
	order := 0
	for _, r := range reads {
		if at, ok := b.orderOf(r.Ref); ok {
			order = max(order, at)
		}
	}
	return order
}

// pageAt is the page that an order falls on.
func (b *builder) pageAt(order int) *page {
	for _, pg := range b.p.pages {
		if order <= pg.end {
			return pg
		}
	}
	return b.p.pages[len(b.p.pages)-1]
}

// name gives the id by which scenarios know the check.
func (c *check) name() string {
	if c.id != "" {
		return c.id
	}
	if len(c.rules) > 0 {
		return c.rules[0]
	}
	return ""
}

// names are all that scenarios may know the check by.
func (c *check) names() []string {
	if c.id == "" {
		return c.rules
	}
	return append([]string{c.id}, c.rules...)
}

// runChecks runs the checks at the end of a page, in every instance of their
// scope. While fields of the page are missing only errors are told, so that a
// citizen who sent it hears of all of them at once: warnings and stops are
// about a page that is otherwise accepted.
func (w *walk) runChecks(pg *page, state *PageState, complete bool) {
	for _, c := range pg.checks {
		if !complete && (c.effect != isError || w.form == nil || w.quiet) {
			continue
		}
		w.instances(c.scope, func() { w.runCheck(c.check, state) })
	}
}

func (w *walk) runCheck(c *check, state *PageState) {
	for _, t := range c.on {
		if !w.answered(t.ref) {
			return
		}
	}
	if c.when.Waits(&w.env) {
		return
	}
	holds := c.when.Holds(&w.env)
	w.held(c.names(), holds)
	if !holds {
		return
	}
	paths := make([]string, len(c.on))
	for i, t := range c.on {
		paths[i] = w.runtimePath(t.ref)
	}
	words := c.text.fill(w, c.effect == isStop)
	switch c.effect {
	case isWarning:
		state.Warnings = append(state.Warnings, Notice{Rule: c.name(), Names: c.names(), Text: words, On: paths})
	case isStop:
		state.Stops = append(state.Stops, Notice{Rule: c.name(), Names: c.names(), Text: words, Instead: c.instead.fill(w, true), On: paths})
	default:
		for i, t := range c.on {
			state.Problems = append(state.Problems, Problem{Field: paths[i], Page: t.node.page.id, Code: ProblemCheck, Text: words, Rule: c.name(), Names: c.names()})
		}
	}
}

// answered reports whether an answer is on the path and answered.
func (w *walk) answered(r rule.Ref) bool {
	switch v := w.at(r).(type) {
	case nil:
		return false
	case []any:
		return len(v) > 0
	}
	return true
}

// at reads an answer of the path.
func (w *walk) at(r rule.Ref) value.Value {
	if r.Frame >= len(w.env.Frames) {
		return nil
	}
	var v any = w.env.Frames[r.Frame].Values
	for _, step := range r.Steps {
		g, ok := v.(value.Group)
		if !ok {
			return nil
		}
		v = g[step]
	}
	if v == rule.Waiting {
		return nil
	}
	return v
}
