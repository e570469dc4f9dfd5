package engine

import (
	"sportello/engine/field"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// fieldState shows a field.
func (w *walk) fieldState(n *node, g given, required, locked bool, proposal value.Value) ItemState {
	s := w.stateOf(n)
	s.Value, s.Required, s.Locked = g.value, required, locked
	if locked {
		s.Certified = n.source
	}
	s.MinLength, s.MaxLength = n.limits.minLength, n.limits.maxLength
	s.MinItems, s.MaxItems = w.counts(n)
	s.Accept, s.MaxSize = n.accept, n.maxSize
	s.Min, s.Max = w.bounds(n)
	if !g.known && !w.formShows(n) && s.Value == nil {
		s.Value = proposal
	}
	s.Raw = g.raw
	if typed := w.form[s.Path]; len(typed) > 0 && !w.formShows(n) && !locked {
		s.Value, s.Raw = nil, typed // typed before the field was away
	}
	if s.Raw == nil {
		s.Raw = formatted(n, s.Value)
	}
	if n.options != nil {
		s.Options = n.options.choices(w)
	}
	if n.typeName == "file" {
		s.Files = filesOf(s.Value)
	}
	if g.fault != nil && w.tells(g.fault) {
		s.Problems = []Problem{*g.fault}
	}
	return s
}

func (w *walk) bounds(n *node) (least, most string) {
	if n.typ.Kind == value.Many {
		return "", ""
	}
	if n.limits.min != nil {
		least = n.limits.min.String()
	}
	if n.limits.max != nil {
		most = n.limits.max.String()
	}
	if n.min != nil && !n.min.Waits(&w.env) {
		least = rule.Canonical(n.min.Eval(&w.env))
	}
	if n.max != nil && !n.max.Waits(&w.env) {
		most = rule.Canonical(n.max.Eval(&w.env))
	}
	return least, most
}

// formatted gives a value as its form shows it.
func formatted(n *node, v value.Value) []string {
	f, ok := field.Named(n.typeName)
	switch {
	case v == nil || !ok:
		return nil
	case n.typeName == "file":
		var ids []string
		for _, f := range filesOf(v) {
			ids = append(ids, f.ID)
		}
		return ids
	case f.Many:
		var out []string
		list, _ := v.([]any)
		for _, elem := range list {
			out = append(out, f.Format(elem))
		}
		return out
	}
	return []string{f.Format(v)}
}

func filesOf(v value.Value) []File {
	list, _ := v.([]any)
	var out []File
	for _, elem := range list {
		if g, ok := elem.(value.Group); ok {
			size, _ := g["size"].(value.Number)
			out = append(out, File{ID: textOf(g["id"]), Name: textOf(g["name"]), MediaType: textOf(g["media_type"]), Size: size.IntPart(), SHA256: textOf(g["sha256"])})
		}
	}
	return out
}

func textOf(v any) string { s, _ := v.(string); return s }
