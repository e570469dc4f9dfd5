package engine

import (
	"slices"
	"strings"

	"sportello/engine/rule"
)

// follow marks the fields whose answers change something else on their own
// page: what shows, is required, computed, offered or said. Only these are
// worth asking about while a page is being filled in.
func (p *Program) follow() {
	for _, pg := range p.pages {
		everyNode(pg.items, func(n *node) {
			reads := n.reads()
			for _, read := range reads {
				p.followed(pg, read, reads)
			}
		})
	}
}

// followed marks what is read on a page. Who reads some answers of a list reads
// the list too, but not its other answers.
func (p *Program) followed(pg *page, read rule.Read, all []rule.Read) {
	path := strings.TrimSuffix(read.Path, rule.Rows)
	source := p.placed[path]
	if source == nil {
		return
	}
	within := path + rule.Rows + "."
	if slices.ContainsFunc(all, func(r rule.Read) bool { return strings.HasPrefix(r.Path, within) }) {
		source.followed = source.followed || source.page == pg
		return
	}
	everyNode([]*node{source}, func(n *node) { n.followed = n.followed || n.page == pg })
}

// everyNode visits items and what is in them.
func everyNode(items []*node, visit func(*node)) {
	for _, n := range items {
		visit(n)
		everyNode(n.items, visit)
	}
}

// reads are the answers that an item's own rules and texts read.
func (n *node) reads() []rule.Read {
	var out []rule.Read
	rules := []*rule.Rule{n.when, n.must, n.def, n.locked, n.min, n.max, n.value}
	texts := []*text{n.label, n.hint, n.body, n.row}
	if o := n.options; o != nil {
		rules = append(rules, o.from, o.where)
		texts = append(texts, o.label)
		for _, written := range o.written {
			rules = append(rules, written.when)
		}
	}
	for _, t := range texts {
		rules = append(rules, t.rules()...)
	}
	for _, r := range rules {
		if r != nil {
			out = append(out, r.Reads...)
		}
	}
	return out
}

// rules are those that a text carries; nil stands for plain words.
func (t *text) rules() []*rule.Rule {
	if t == nil {
		return nil
	}
	var out []*rule.Rule
	for _, part := range t.parts {
		out = append(out, part.rule)
	}
	return out
}
