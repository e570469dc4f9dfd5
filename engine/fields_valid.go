package engine

import (
	"slices"
	"strings"

	"sportello/engine/function"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// validate holds a value to what the contract and the rules say.
func (w *walk) validate(n *node, g given, required bool) *Problem {
	if blank(g.value) || g.value == false && n.typeName == "declaration" {
		switch {
		case !required:
			return nil
		case n.typeName == "declaration":
			return w.problem(n, ProblemDeclaration, nil)
		}
		return w.problem(n, ProblemRequired, nil)
	}
	if g.fresh || w.whole || w.build {
		if code, a := n.limits.check(g.value); code != "" {
			return w.problem(n, code, a)
		}
	}
	if p := w.withinRules(n, g.value); p != nil {
		return p
	}
	return w.offered(n, g)
}

func blank(v value.Value) bool {
	list, isList := v.([]any)
	return v == nil || isList && len(list) == 0
}

// withinRules holds a value to the flow's min and max.
func (w *walk) withinRules(n *node, v value.Value) *Problem {
	if list, many := v.([]any); many {
		return w.countWithin(n, len(list))
	}
	if n.min != nil && !n.min.Waits(&w.env) {
		least := n.min.Eval(&w.env)
		if d, ok := rule.Compare(v, least); ok && d < 0 {
			return w.problem(n, ProblemMin, args{"min": least})
		}
	}
	if n.max != nil && !n.max.Waits(&w.env) {
		most := n.max.Eval(&w.env)
		if d, ok := rule.Compare(v, most); ok && d > 0 {
			return w.problem(n, ProblemMax, args{"max": most})
		}
	}
	return nil
}

// countWithin holds how many rows, options or files there are to what the
// contract and the flow allow.
func (w *walk) countWithin(n *node, have int) *Problem {
	least, most := w.counts(n)
	switch {
	case have < least:
		return w.problem(n, ProblemTooFew, args{"min": least})
	case most > 0 && have > most:
		return w.problem(n, ProblemTooMany, args{"max": most})
	}
	return nil
}

// counts gives how many rows, options or files there must and may be; 0 is no
// limit. What the flow says lies within what the contract allows.
func (w *walk) counts(n *node) (least, most int) {
	least, most = n.limits.minItems, n.limits.maxItems
	if v, ok := w.bound(n.min); ok {
		least = max(least, v)
	}
	if v, ok := w.bound(n.max); ok && (most == 0 || v < most) {
		most = max(v, 0)
	}
	return least, most
}

// bound is the whole number that a rule gives, if it gives one now.
func (w *walk) bound(r *rule.Rule) (int, bool) {
	if r == nil || r.Waits(&w.env) {
		return 0, false
	}
	v, ok := r.Eval(&w.env).(value.Number)
	if !ok {
		return 0, false
	}
	return int(min(v.Ceil().IntPart(), maxRows)), true
}

// offered holds a choice to the options offered now.
func (w *walk) offered(n *node, g given) *Problem {
	if n.options == nil || !g.fresh && !w.whole && !w.build && n.options.fixed {
		return nil
	}
	if v, ok := g.value.([]any); ok && len(v) > 1 {
		if p := w.chosenAlone(n, v); p != nil {
			return p
		}
	}
	if n.options.others {
		return w.written(n, g)
	}
	switch v := g.value.(type) {
	case string:
		if !n.options.offers(w, v) {
			return w.notOffered(n, v)
		}
	case []any:
		for _, elem := range v {
			if code, ok := elem.(string); !ok || !n.options.offers(w, code) {
				return w.notOffered(n, code)
			}
		}
	}
	return nil
}

// written holds an answer that may be another than the options: what an option
// begins with is a choice that was not finished.
func (w *walk) written(n *node, g given) *Problem {
	text, ok := g.value.(string)
	if !ok || !g.fresh || n.options.offers(w, text) {
		return nil
	}
	begun := function.Norm(text)
	if slices.ContainsFunc(n.options.choices(w), func(c Choice) bool {
		return strings.HasPrefix(function.Norm(Unmarked(c.Label)), begun)
	}) {
		return w.notOffered(n, text)
	}
	return nil
}

// notOffered says why a choice is refused: it is not an option, or the row that
// it was is gone.
func (w *walk) notOffered(n *node, code string) *Problem {
	if n.options.value == value.RowID && ownRowName.MatchString(code) && n.options.wordsOf(w, code) == "" {
		return w.problem(n, ProblemUnknownRow, nil)
	}
	return w.problem(n, ProblemOption, args{"value": code})
}

// chosenAlone holds several chosen options to those that exclude all others.
func (w *walk) chosenAlone(n *node, chosen []any) *Problem {
	for _, code := range chosen {
		if code, ok := code.(string); ok && slices.Contains(n.options.alone, code) {
			return w.problem(n, ProblemAlone, args{"option": orName(n.options.wordsOf(w, code), code)})
		}
	}
	return nil
}
