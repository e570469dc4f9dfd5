package engine

import (
	"slices"
	"strings"

	"sportello/engine/field"
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
