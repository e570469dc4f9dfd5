package engine

import (
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
)

// opposite is a rule with != or not, which holds also where an answer is
// missing, and where it stands.
type opposite struct {
	expr definitions.Expr
	rule *rule.Rule
	at   *node    // the innermost item around it; nil for the service
	on   []target // of a check: it speaks only where these are answered

	speaks bool // a check: whom it is held against may not even have been asked
}

// opposed notes a rule to be looked at when all is known.
func (b *builder) opposed(e definitions.Expr, r *rule.Rule, at *node) {
	b.noteOpposite(opposite{expr: e, rule: r, at: at})
}

func (b *builder) noteOpposite(o opposite) {
	if o.rule != nil && len(o.rule.Opposites) > 0 {
		b.opposites = append(b.opposites, o)
	}
}

// warnOpposites warns of the answers that may be missing where a rule would
// hold without them, and the author does not say that this is meant. A yes or no
// that was not asked is no, as anybody would read it; but a check that speaks of
// it is held against somebody who never said so.
func (b *builder) warnOpposites() {
	for _, o := range b.opposites {
		c := b.certainAt(o)
		for _, read := range o.rule.Opposites {
			n, name := b.p.placed[read.Path], nameFrom(o.at, read.Path)
			if n != nil && (o.speaks || !read.YesNo) && b.mayLack(n, c) {
				b.faults.Warn(rule.At(o.expr, read.Offset), CodeMaybeUnanswered,
					"write answered("+name+") and …, or not answered("+name+") or …, as you mean it",
					"%s may be unanswered, and then this holds", b.words(read.Path))
			}
		}
	}
}

// nameFrom gives the name of an answer as it is written where an item stands.
func nameFrom(at *node, path string) string {
	for n := at; n != nil; n = n.up {
		if inside, ok := strings.CutPrefix(path, n.scope.path+"."); ok && n.scope.path != "" {
			return inside
		}
	}
	return path
}

// certain is what is certain where a rule stands.
type certain struct {
	conditions map[string]bool // conditions that hold, as their rules write them
	answers    map[string]bool // answers that are given, by static path
}

func (c certain) add(r *rule.Rule) {
	if r == nil {
		return
	}
	for _, condition := range r.Conditions {
		c.conditions[condition] = true
	}
	for _, path := range r.Proven {
		c.answers[path] = true
	}
}

// all reports whether a rule is certain to hold.
func (c certain) all(r *rule.Rule) bool {
	return r == nil || !slices.ContainsFunc(r.Conditions, func(s string) bool { return !c.conditions[s] })
}

// certainAt gathers what holds where a rule stands: the conditions of all that
// is around it, and the other parts of the rule itself.
func (b *builder) certainAt(o opposite) certain {
	c := certain{map[string]bool{"true": true}, map[string]bool{}}
	c.add(o.rule)
	for n := o.at; n != nil; n = n.up {
		c.add(n.when)
		c.add(n.page.when)
	}
	for _, t := range o.on {
		c.answers[t.node.path] = true
		c.add(t.node.when)
	}
	return c
}

// mayLack reports whether a field may have no answer where all that is certain
// holds: it is optional, or shown under a condition that may not hold. Values
// that are computed are no concern of the citizen's.
func (b *builder) mayLack(n *node, c certain) bool {
	if n.kind != FieldItem || c.answers[n.path] {
		return false
	}
	if n.must == nil && !n.required || n.must != nil && !c.all(n.must) {
		return true
	}
	for at := n; at != nil; at = at.up {
		if !c.all(at.when) || !c.all(at.page.when) {
			return true
		}
	}
	return false
}
