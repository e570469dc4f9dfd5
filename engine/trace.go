package engine

import (
	"strings"

	"sportello/engine/rule"
	"sportello/engine/value"
)

// Held tells for every numbered rule of the procedure whether it holds anywhere
// on the path of a draft: a check that speaks, a page or field that is shown, a
// part that counts, a state that is present. Rules that the path does not come
// to are absent.
func (p *Program) Held(d Draft, o Outside) map[string]bool {
	w := p.newWalk(&d, o)
	w.trace = map[string]bool{}
	w.journey("")
	return w.heldNow()
}

// HeldSince tells the same of an application that was sent: its path is that of
// then, and it stands as it does now.
func (p *Program) HeldSince(d Draft, then, now Outside) map[string]bool {
	sent := p.newWalk(&d, then)
	sent.trace = map[string]bool{}
	answers := sent.journey("").Answers
	w := p.newWalk(&d, now)
	w.trace = sent.trace
	w.enter(answers, "")
	return w.heldNow()
}

// heldNow adds what follows from the answers on the path: states, deadlines,
// named conditions.
func (w *walk) heldNow() map[string]bool {
	w.standing()
	for _, n := range w.p.numbered {
		if n.rule == nil || !n.named {
			continue
		}
		w.instances(n.scope, func() {
			v := n.rule.Eval(&w.env)
			w.held([]string{n.id}, v != nil && v != false)
		})
	}
	return w.trace
}

// Rules lists the numbers of the procedure's rules that the service realises.
func (p *Program) Rules() []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range p.numbered {
		if !seen[n.id] {
			seen[n.id] = true
			out = append(out, n.id)
		}
	}
	return out
}

// Knows reports whether a path, with or without the numbers of rows, names
// something that a page shows.
func (p *Program) Knows(path string) bool {
	around, name, _ := cutLast(path)
	if p.placed[staticPath(path)] != nil {
		return true
	}
	if block := p.placed[staticPath(around)]; name == KeepName || name == EntryName {
		return block != nil && block.once != nil
	}
	for placed := range p.placed {
		if strings.ReplaceAll(placed, rule.Rows, "") == path {
			return true
		}
	}
	return false
}

// Typed gives answers written by hand their types; what the service does not
// know is an error. Files may be named only: they become files of that name.
func (p *Program) Typed(raw map[string]any) (value.Group, error) {
	v, err := Literal(p.handwritten(), raw, p.zone)
	if err != nil {
		return nil, err
	}
	g, _ := v.(value.Group)
	return g, nil
}

// handwritten is the type of all answers, with files as their names and options
// open, so that scenarios can give what a citizen could type.
func (p *Program) handwritten() value.Type {
	return loosened(value.Type{Kind: value.Named, Fields: p.root.fields})
}

func loosened(t value.Type) value.Type {
	switch {
	case t.Kind == value.Many && t.Elem != nil && t.Elem.Fields["sha256"].Kind == value.Text:
		return value.List(value.TextType)
	case t.Kind == value.Many && t.Elem != nil:
		return value.List(loosened(*t.Elem))
	case t.Kind == value.Named:
		fields := map[string]value.Type{}
		for name, f := range t.Fields {
			fields[name] = loosened(f)
		}
		return value.Type{Kind: value.Named, Fields: fields}
	case t.Kind == value.YesNo:
		return t
	}
	return value.Type{} // as text: a citizen may type anything
}

// FactsFrom gives declared facts their types.
func (p *Program) FactsFrom(raw map[string]any) (value.Group, error) {
	fields := map[string]value.Type{}
	for name, f := range p.facts {
		fields[name] = f.typ
	}
	return p.outsideGroup(fields, raw)
}

// IdentityFrom gives the attributes of an identity their types.
func (p *Program) IdentityFrom(raw map[string]any) (value.Group, error) {
	return p.outsideGroup(identityType, raw)
}

func (p *Program) outsideGroup(fields map[string]value.Type, raw map[string]any) (value.Group, error) {
	v, err := Literal(value.Type{Kind: value.Named, Fields: fields}, raw, p.zone)
	if err != nil {
		return nil, err
	}
	g, _ := v.(value.Group)
	return g, nil
}
