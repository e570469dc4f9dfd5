package engine

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"sportello/engine/value"
)

// Kept is one set of values that a citizen's profile keeps of a group.
type Kept struct {
	ID      string          `json:"id,omitempty"` // tells one from another, in groups there are many of
	Group   string          `json:"group"`
	Values  json.RawMessage `json:"values"`  // by the names of the block's answers, in canonical form
	Service string          `json:"service"` // where they were given: its title
	At      time.Time       `json:"at"`      // and when
}

// Ask is a question that the engine asks itself, not the author.
type Ask string

// The questions about the citizen's profile. Each is a choice on the page.
const (
	AskEntry Ask = "entry" // which of those they gave before, or another
	AskKeep  Ask = "keep"  // to keep what they give, or to use it this once
)

// The names under which the answers to these questions are posted, in the block
// they are about, and what may be answered besides the ids of entries.
const (
	EntryName = "_entry"
	KeepName  = "_keep"

	EntryNew = "new"

	KeepInProfile = "profile"
	KeepOnce      = "once"
)

// known is what a walk knows of the profile in a block, or in a group or row
// within one.
type known struct {
	values   value.Group // what was kept
	given    value.Group // what the citizen gives now
	rows     bool        // rows stand as they were kept, so that they are known by their index
	fixed    bool        // one that was kept was chosen: what it says is not typed
	switched bool        // another was chosen than before: what was answered was about that
	typed    *bool       // something in the block is the citizen's to say
}

// groupItems goes over what stands in a group. In a block of the profile it
// asks besides which of the kept values are meant, and whether to keep those
// that are given. It tells what of the profile is shown unchanged.
func (w *walk) groupItems(n *node, out *[]ItemState) (gaps int, from *Kept) {
	if n.once == nil || w.outside.Profile == nil {
		return w.items(n.items, out), nil
	}
	if w.outside.Correcting {
		return w.correct(n, out), nil
	}
	k := &known{given: value.Group{}, typed: new(bool)}
	w.place().known = k
	entries := w.entries(n)
	chosen, gaps := w.askEntry(n, k, entries, out)
	if chosen != nil {
		k.values = chosen.values
	}
	if k.switched {
		w.place().stored = nil
	}
	open := w.items(n.items, out)
	gaps += open
	again := open == 0 && slices.ContainsFunc(entries, func(e entry) bool { return covers(e.values, k.given) })
	if chosen != nil && covers(k.values, k.given) {
		from = &chosen.Kept
	}
	differs := !covers(k.values, k.given) && !again || chosen == nil && open > 0
	if *k.typed && differs {
		gaps += w.askKeep(n, k, chosen, out)
	}
	return gaps, from
}

// entry is kept values with their types.
type entry struct {
	Kept
	values value.Group
	title  string
}

// entries are the kept values that may be proposed now.
func (w *walk) entries(n *node) []entry {
	var out []entry
	for _, kept := range w.outside.Profile[n.once.group.Name] {
		r := answerReader{program: w.p, b: string(kept.Values)}
		kept.At = kept.At.In(w.p.zone)
		e := entry{Kept: kept, values: r.group(n.inner.fields)}
		if r.failed {
			continue
		}
		w.within(e.values, func() {
			e.title = n.once.row.fill(w, false)
			if n.once.when == nil || n.once.when.Holds(&w.env) {
				out = append(out, e)
			}
		})
	}
	return out
}

// within does something as if the innermost group had these answers.
func (w *walk) within(g value.Group, do func()) {
	frame := &w.env.Frames[len(w.env.Frames)-1]
	before, waiting := frame.Values, w.env.Waiting
	frame.Values, w.env.Waiting = g, 0
	do()
	frame = &w.env.Frames[len(w.env.Frames)-1]
	frame.Values, w.env.Waiting = before, waiting
}

// askEntry asks which of several kept ones is meant, where there are any. The
// latest is proposed.
func (w *walk) askEntry(n *node, k *known, entries []entry, out *[]ItemState) (*entry, int) {
	if len(entries) == 0 {
		return nil, 0
	}
	if !n.once.group.Many {
		return &entries[0], 0
	}
	ids := make([]Choice, 0, len(entries)+1)
	for _, e := range entries {
		ids = append(ids, Choice{Value: e.ID, Label: e.title})
	}
	before := w.draft.Chosen[w.key(EntryName)]
	proposed := before
	if proposed == "" {
		proposed = entries[0].ID
		if len(w.place().stored) > 0 || w.form != nil && !w.shown[w.path(EntryName)] {
			proposed = EntryNew // what was answered or typed was not taken from the profile
		}
	}
	a := w.ask(n, AskEntry, EntryName, append(ids, Choice{Value: EntryNew}), proposed)
	gaps := w.settled(a, out)
	k.switched = before != "" && a.value != before || before == "" && a.posted && a.value != proposed
	at := slices.IndexFunc(entries, func(e entry) bool { return e.ID == a.value })
	if at < 0 {
		return nil, gaps
	}
	k.fixed = k.switched || len(w.place().stored) == 0 || covers(entries[at].values, w.place().stored)
	return &entries[at], gaps
}

// askKeep asks whether to keep what is given, where it is not what was kept;
// where nothing was kept it stands there from the beginning.
func (w *walk) askKeep(n *node, k *known, chosen *entry, out *[]ItemState) int {
	a := w.ask(n, AskKeep, KeepName, []Choice{{Value: KeepInProfile}, {Value: KeepOnce}}, w.draft.Chosen[w.key(KeepName)])
	gaps := w.settled(a, out)
	if a.value == KeepInProfile && a.posted {
		w.state.Kept = append(w.state.Kept, Kept{ID: idOf(n, chosen), Group: n.once.group.Name, Values: appendGroup(nil, answersGiven(merged(k.values, k.given)))})
	}
	return gaps
}

// idOf names what is kept: as it was named, or as its group where there is only
// one. A new one of several gets its name where it is kept.
func idOf(n *node, e *entry) string {
	switch {
	case e != nil:
		return e.ID
	case n.once.group.Many:
		return ""
	}
	return n.once.group.Name
}

// asked is a question of the engine's with its answer.
type asked struct {
	ItemState
	name   string
	value  string
	posted bool // by the form of the page
}

// ask puts a question with options; proposed is the answer it comes with.
func (w *walk) ask(n *node, what Ask, name string, options []Choice, proposed string) asked {
	a := asked{name: name, value: proposed}
	a.ItemState = ItemState{Kind: FieldItem, Type: "choice", Asks: what, Path: w.path(name), Required: true, Options: options}
	if w.form != nil && w.shown[a.Path] {
		a.posted = true
		a.value = ""
		if typed := w.form[a.Path]; len(typed) > 0 {
			a.value = typed[len(typed)-1]
		}
	}
	if !slices.ContainsFunc(options, func(c Choice) bool { return c.Value == a.value }) {
		a.value = ""
	}
	if a.value != "" {
		a.Raw = []string{a.value}
	}
	return a
}

// settled shows a question and notes its answer. It is a gap if the form of the
// page left it open, or has not shown it.
func (w *walk) settled(a asked, out *[]ItemState) (gaps int) {
	if w.build || w.form != nil {
		w.state.Shown = append(w.state.Shown, a.Path)
	}
	switch {
	case w.form == nil:
	case !a.posted:
		gaps = 1
	case a.value == "":
		gaps = 1
		p := Problem{Field: a.Path, Page: w.page.id, Code: ProblemRequired}
		if w.tells(&p) {
			a.Problems = []Problem{p}
			w.state.Problems = append(w.state.Problems, p)
		}
	case w.accept != nil && w.accept.page == w.page:
		w.accept.chosen[w.key(a.name)] = a.value
	}
	if w.build {
		*out = append(*out, a.ItemState)
	}
	return gaps
}

// knownIn is what is known in a group of the innermost place.
func (w *walk) knownIn(name string) *known {
	if len(w.places) == 0 || w.place().known == nil {
		return nil
	}
	around := w.place().known
	inner := *around
	inner.values, _ = around.values[name].(value.Group)
	inner.given = value.Group{}
	around.given[name] = inner.given
	return &inner
}

// knownRow is what is known in a row of a list of the innermost place.
func (w *walk) knownRow(list string, i int) *known {
	around := w.place().known
	if around == nil {
		return nil
	}
	inner := *around
	inner.values, inner.given = nil, value.Group{}
	if rows := around.keptRows(list); around.rows && i < len(rows) {
		inner.values, _ = rows[i].(value.Group)
	}
	given, _ := around.given[list].([]any)
	around.given[list] = append(given, inner.given)
	return &inner
}

func (k *known) keptRows(list string) []any {
	if k == nil {
		return nil
	}
	rows, _ := k.values[list].([]any)
	return rows
}

// proposed is what the profile says of a field; nil if it says nothing that
// would be valid now.
func (w *walk) proposed(n *node, required bool) value.Value {
	k := w.place().known
	if k == nil || n.apart || k.values[n.name] == nil || n.typeName == "file" || n.typeName == "declaration" {
		return nil
	}
	v := k.values[n.name]
	if !w.outside.Correcting && w.validate(n, given{value: v, fresh: true}, required) != nil {
		return nil
	}
	return v
}

// gives notes what the citizen gives for a field in a block of the profile.
func (w *walk) gives(n *node, g given, locked bool) {
	k := w.place().known
	if k == nil || n.apart || locked || n.typeName == "file" || n.typeName == "declaration" {
		return
	}
	*k.typed = true
	if g.fault == nil && (g.known || g.value != nil) {
		k.given[n.name] = g.value
	}
}

// covers reports whether kept values say all that is given.
func covers(kept, given value.Group) bool {
	for name, v := range given {
		switch v := v.(type) {
		case value.Group:
			inner, _ := kept[name].(value.Group)
			if !covers(inner, v) {
				return false
			}
		case []any:
			if rows, _ := kept[name].([]any); !coversRows(rows, v) {
				return false
			}
		default:
			if name != value.RowID && !same(kept[name], v) {
				return false
			}
		}
	}
	return true
}

func coversRows(kept, given []any) bool {
	if len(kept) != len(given) {
		return false
	}
	for i := range given {
		g, isRow := given[i].(value.Group)
		k, _ := kept[i].(value.Group)
		if isRow && !covers(k, g) || !isRow && !same(kept[i], given[i]) {
			return false
		}
	}
	return true
}

// merged lays what is given over what was kept. What this service does not ask
// stays as it was.
func merged(kept, given value.Group) value.Group {
	out := maps.Clone(kept)
	if out == nil {
		out = value.Group{}
	}
	for name, v := range given {
		inner, isGroup := v.(value.Group)
		under, wasGroup := out[name].(value.Group)
		if isGroup && wasGroup {
			v = merged(under, inner)
		}
		out[name] = v
	}
	return out
}
