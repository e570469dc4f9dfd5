package engine

import (
	"slices"
	"strings"

	"sportello/engine/rule"
	"sportello/engine/value"
)

// choices are the options offered now. Those of a whole table are the same list
// each time.
func (o *options) choices(w *walk) []Choice {
	switch {
	case o.all != nil:
		return o.all[w.language]
	case o.from == nil:
		return o.writtenChoices(w)
	}
	list, _ := o.from.Eval(&w.env).([]any)
	out := make([]Choice, 0, len(list))
	w.env.Frames = append(w.env.Frames[:o.frame], rule.Frame{})
	for i, elem := range list {
		row, ok := elem.(value.Group)
		if !ok {
			continue
		}
		w.env.Frames[o.frame] = rule.Frame{Values: row, Index: i + 1}
		if o.where != nil && !o.where.Holds(&w.env) {
			continue
		}
		choice := Choice{Value: rule.Canonical(row[o.value]), Label: o.label.fill(w, false)}
		if o.open != nil && !o.open.Holds(&w.env) {
			choice.Closed, choice.Detail = true, o.closed.fill(w, false)
		}
		out = append(out, choice)
	}
	w.env.Frames = w.env.Frames[:o.frame]
	return append(out, o.writtenChoices(w)...)
}

func (o *options) writtenChoices(w *walk) []Choice {
	out := make([]Choice, 0, len(o.written))
	for _, opt := range o.written {
		if opt.when == nil || opt.when.Holds(&w.env) && !opt.when.Waits(&w.env) {
			out = append(out, Choice{Value: opt.code, Label: w.say(opt.title), Detail: w.say(opt.detail)})
		}
	}
	return out
}

// waits reports whether it is not known yet which options are offered.
func (o *options) waits(e *rule.Env) bool {
	if e.Waiting == 0 {
		return false
	}
	if o.from != nil && (o.from.Waits(e) || o.where != nil && o.where.Waits(e) || o.open != nil && o.open.Waits(e)) {
		return true
	}
	return slices.ContainsFunc(o.written, func(w writtenOption) bool { return w.when != nil && w.when.Waits(e) })
}

// fixedTable reports whether the options come from a table whole, whatever the
// answers.
func (o *options) fixedTable() bool {
	return o.from != nil && o.where == nil && o.open == nil && strings.HasPrefix(o.from.Source, "data.") && len(o.from.Reads) == 0 && !o.conditional()
}

// conditional reports whether a written option is offered only sometimes.
func (o *options) conditional() bool {
	return slices.ContainsFunc(o.written, func(w writtenOption) bool { return w.when != nil })
}

// alwaysSame reports whether the options are the same for everybody at any time.
func (o *options) alwaysSame() bool {
	if o.from != nil {
		return o.fixedTable() // facts and live parameters change
	}
	return !o.conditional()
}

// offers reports whether a value is among the options.
func (o *options) offers(w *walk, v string) bool {
	switch {
	case o.codes != nil:
		return o.codes[v]
	case o.table != nil && o.offersRow(w, v):
		return true
	}
	offered := o.choices
	if o.table != nil {
		offered = o.writtenChoices
	}
	return slices.ContainsFunc(offered(w), func(c Choice) bool { return c.Value == v && !c.Closed })
}

// offersRow looks one row of a table up and holds it to the condition.
func (o *options) offersRow(w *walk, key string) bool {
	row, ok := o.table.ByKey[key]
	if !ok || o.where == nil && o.open == nil {
		return ok
	}
	w.env.Frames = append(w.env.Frames[:o.frame], rule.Frame{Values: row})
	holds := (o.where == nil || o.where.Holds(&w.env)) && (o.open == nil || o.open.Holds(&w.env))
	w.env.Frames = w.env.Frames[:o.frame]
	return holds
}

// wordsOf gives the words of one option, whether it is offered now or not; ""
// if no row has its code.
func (o *options) wordsOf(w *walk, code string) string {
	for _, opt := range o.written {
		if opt.code == code {
			return w.say(opt.title)
		}
	}
	row := value.Group(nil)
	if o.table != nil {
		row = o.table.ByKey[code]
	} else if list, ok := o.from.Eval(&w.env).([]any); ok {
		for _, elem := range list {
			if g, ok := elem.(value.Group); ok && rule.Canonical(g[o.value]) == code {
				row = g
			}
		}
	}
	if row == nil {
		return ""
	}
	frames := w.env.Frames
	defer func() { w.env.Frames = frames }()
	w.env.Frames = append([]rule.Frame(nil), frames[:min(len(frames), o.frame)]...)
	for len(w.env.Frames) < o.frame {
		w.env.Frames = append(w.env.Frames, rule.Frame{})
	}
	w.env.Frames = append(w.env.Frames, rule.Frame{Values: row})
	return o.label.fill(w, false)
}
