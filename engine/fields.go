package engine

import (
	"slices"
	"strings"

	"sportello/engine/field"
	"sportello/engine/function"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// given is what a draft or form says of one field.
type given struct {
	value value.Value
	raw   []string // as typed
	known bool     // posted, or accepted before (nil: left empty)
	fault *Problem // why it is not valid
	fresh bool     // typed just now: its limits have not been checked yet
}

// field goes over one field: finds what was given, holds it to the rules, and
// puts it into the frame.
func (w *walk) field(n *node, out *[]ItemState) int {
	required := w.required(n)
	proposal := w.proposal(n)
	locked := proposal != nil && n.locked != nil && !n.locked.Waits(&w.env) && n.locked.Holds(&w.env)
	g := w.find(n)
	kept := w.proposed(n, required)
	fixed := kept != nil && !locked && w.place().known.fixed
	switch {
	case locked:
		g = given{value: proposal, known: true, fresh: true}
	case fixed:
		g = given{value: kept, known: w.form != nil || g.known, fresh: true}
	case !g.known && kept != nil && !w.formShows(n):
		g = given{value: kept, fresh: true} // shown with all that depends on it, and given when the page is sent
	case !w.formShows(n) && w.origin(n) == Followed && n.def != nil:
		g = given{value: proposal, known: proposal != nil || g.known, fresh: true}
	case w.leftAsProposed(n, g, proposal):
		g = given{value: proposal, known: true, fresh: true}
	case w.proposedNow(n, g, proposal):
		w.accept.proposed = append(w.accept.proposed, w.path(n.name))
		g = given{}
	}
	if g.known && g.fault == nil {
		g.fault = w.validate(n, g, required)
	}
	if g.fault != nil && g.fault.Code == ProblemRequired && n.def != nil && n.def.Waits(&w.env) {
		g.fault, g.known = nil, false // it would be proposed, were its sources valid
	}
	w.gives(n, g, locked)
	gap := w.settle(n, g, fixed)
	if w.build {
		*out = append(*out, w.fieldState(n, g, required, locked || fixed, proposal))
	}
	if w.accept != nil && w.accept.page == w.page && (w.formShows(n) || fixed) {
		w.accept.keep(w, n, g, proposal, locked)
	}
	return gap
}

// leftAsProposed reports whether a posted answer is still the one that was
// accepted as proposed, while what it follows has changed on the same page.
func (w *walk) leftAsProposed(n *node, g given, proposal value.Value) bool {
	return n.def != nil && proposal != nil && g.fault == nil && w.formShows(n) &&
		w.origin(n) == Followed && same(g.value, w.place().stored[n.name])
}

// settle puts a valid answer into the frame, or marks the field as waiting. It
// reports whether the field is a gap: it has no valid answer, or was opened by
// what was posted and not seen yet.
func (w *walk) settle(n *node, g given, fixed bool) (gap int) {
	if (w.build || w.form != nil) && !fixed {
		w.state.Shown = append(w.state.Shown, w.path(n.name))
	}
	switch {
	case g.fault != nil:
		w.wait(n.name)
		if w.tells(g.fault) {
			w.state.Problems = append(w.state.Problems, *g.fault)
		}
		return 1
	case !g.known && g.value != nil:
		w.frame()[n.name] = g.value // proposed by the profile
		return 1
	case !g.known:
		w.wait(n.name)
		return 1
	case g.value != nil:
		w.frame()[n.name] = g.value
	}
	if w.form != nil && !w.formShows(n) && !fixed {
		return 1
	}
	return 0
}

// tells reports whether a problem is shown: not for rows just added, and not
// for what became required after its page was accepted.
func (w *walk) tells(p *Problem) bool {
	return !w.quiet && (w.form != nil || p.Code != ProblemRequired)
}

// required reports whether a field must be answered now.
func (w *walk) required(n *node) bool {
	if n.must == nil {
		return n.required
	}
	return !n.must.Waits(&w.env) && n.must.Holds(&w.env)
}

// proposal is the value of the default.
func (w *walk) proposal(n *node) value.Value {
	if n.def == nil || n.def.Waits(&w.env) {
		return nil
	}
	v := n.def.Eval(&w.env)
	if s, ok := v.(string); ok && n.options != nil && !n.options.offers(w, s) {
		return nil
	}
	return v
}

func (w *walk) origin(n *node) Origin {
	if n.def == nil || len(w.draft.Origins) == 0 {
		return ""
	}
	return w.draft.Origins[w.key(n.name)]
}

// formShows reports whether the form of this page showed the field.
func (w *walk) formShows(n *node) bool { return w.form != nil && w.shown[w.path(n.name)] }

// find takes what was given for a field: from the form if it showed the field,
// else from the answers accepted before.
func (w *walk) find(n *node) given {
	if w.formShows(n) {
		return w.parse(n)
	}
	v, known := w.place().stored[n.name]
	return given{value: v, known: known || w.draft.Sent}
}

// storedAt finds a group by its key.
func storedAt(g value.Group, key string) value.Group {
	for key != "" && g != nil {
		var step string
		step, key, _ = strings.Cut(key, ".")
		name, id, isRow := strings.Cut(step, "[")
		if !isRow {
			g, _ = g[name].(value.Group)
			continue
		}
		rows, _ := g[name].([]any)
		g = rowByID(rows, strings.TrimSuffix(id, "]"))
	}
	return g
}

func rowByID(rows []any, id string) value.Group {
	for _, row := range rows {
		if g, ok := row.(value.Group); ok && g[value.RowID] == id {
			return g
		}
	}
	return nil
}

// parse turns what the form posted for a field into a value.
func (w *walk) parse(n *node) given {
	raw := w.form[w.path(n.name)]
	f, _ := field.Named(n.typeName)
	if f.Many {
		return w.parseMany(n, raw)
	}
	text := ""
	if len(raw) > 0 {
		text = field.Clean(raw[len(raw)-1])
	}
	g := given{raw: raw, known: true, fresh: true}
	switch {
	case n.typeName == "declaration":
		g.value = text != "" && text != "no"
		return g
	case text == "":
		return g
	case n.typeName == "choice":
		text = w.optionCode(n, text)
	}
	v, code := f.Parse(text, w.p.zone)
	if code != "" {
		g.fault = w.problem(n, code, args{"text": text})
	}
	g.value = v
	return g
}

// optionCode accepts the words of an option for its code: an autocomplete field
// without JavaScript posts the words.
func (w *walk) optionCode(n *node, text string) string {
	if n.options.offers(w, text) {
		return text
	}
	words := ""
	for _, c := range n.options.choices(w) {
		if strings.EqualFold(Unmarked(c.Label), text) {
			words = c.Value
		}
	}
	if words != "" {
		return words
	}
	return text
}

func (w *walk) parseMany(n *node, raw []string) given {
	list := []any{}
	for _, r := range raw {
		text := field.Clean(r)
		if text == "" {
			continue
		}
		if n.typeName == "file" {
			if f, ok := w.draft.Files[text]; ok {
				list = append(list, fileGroup(f))
			}
			continue
		}
		if !slices.Contains(list, any(text)) {
			list = append(list, text)
		}
	}
	return given{value: list, raw: raw, known: true, fresh: true}
}

func fileGroup(f File) value.Group {
	return value.Group{"id": f.ID, "name": f.Name, "media_type": f.MediaType, "size": value.Int(int(f.Size)), "sha256": f.SHA256}
}

// problem makes a problem of a field, with the author's words if there are any.
func (w *walk) problem(n *node, code string, a args) *Problem {
	p := &Problem{Field: w.path(n.name), Page: w.page.id, Code: code, Args: a}
	if t := n.messages[code]; t != nil {
		p.Text = t.fill(w, false)
	}
	return p
}

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
	if n.options == nil || !g.fresh && !w.whole && !w.build && n.options.fixed() {
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
		s.Options = chosen(n.options.choices(w), s.Raw)
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

func chosen(choices []Choice, raw []string) []Choice {
	for i := range choices {
		choices[i].Chosen = slices.Contains(raw, choices[i].Value)
	}
	return choices
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
