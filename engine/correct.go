package engine

import (
	"sportello/definitions"
	"sportello/engine/value"
)

// What a citizen's profile keeps can be corrected without an application: on the
// page of a service that has nothing but the block of its group (see
// definitions.ReadOnceOnly). It is a page like any other, but for two things:
// nobody is asked which of the kept values are meant, nor whether to keep them.

// Correct shows kept values as they would be corrected. With a form it is shown as
// typed, after one change to its rows: see Edit. It is nil where the program has no
// block of their group, or the values are of another block.
func (p *Program) Correct(k Kept, o Outside, f Form, action string) *PageState {
	if !p.Corrects(k) {
		return nil
	}
	o = correcting(k, o)
	if f == nil {
		state, _ := p.Page(Draft{}, o, p.pages[0].id)
		return state
	}
	_, state := p.Edit(Draft{}, o, p.pages[0].id, f, action)
	return state
}

// Corrected takes the posted page. If it is valid, its Kept are what is kept from
// now on: what is on the page, and nothing else.
func (p *Program) Corrected(k Kept, o Outside, f Form) *PageState {
	if !p.Corrects(k) {
		return nil
	}
	_, state, _ := p.Accept(Draft{}, correcting(k, o), p.pages[0].id, f)
	return state
}

// Corrects reports whether the kept values can be read as those of the block.
func (p *Program) Corrects(k Kept) bool {
	block := p.blockOf(k.Group)
	if block == nil {
		return false
	}
	r := answerReader{program: p, b: string(k.Values)}
	r.group(block.inner.fields)
	return !r.failed
}

func correcting(k Kept, o Outside) Outside {
	o.Profile, o.Correcting = map[string][]Kept{k.Group: {k}}, true
	return o
}

// correct goes over a block whose kept values are corrected.
func (w *walk) correct(n *node, out *[]ItemState) (gaps int) {
	before := w.outside.Profile[n.once.group.Name][0]
	r := answerReader{program: w.p, b: string(before.Values)}
	k := &known{given: value.Group{}, typed: new(bool), values: r.group(n.inner.fields)}
	w.place().known = k
	gaps = w.items(n.items, out)
	w.state.Kept = append(w.state.Kept, Kept{ID: before.ID, Group: before.Group, Values: appendGroup(nil, answersGiven(k.given))})
	return gaps
}

// IdentityRule is the rule that gives an input of a block what the identity says
// of the citizen: of one thing by its name, of several as a group. It is "" if the
// identity does not say such a thing.
func IdentityRule(input string, d definitions.Declared) string {
	if d.Type.Value == "group" {
		for _, member := range d.Of {
			if _, says := identityType[member.Key.Value]; !says {
				return ""
			}
		}
		return "identity"
	}
	if _, says := identityType[input]; !says {
		return ""
	}
	return "identity." + input
}
