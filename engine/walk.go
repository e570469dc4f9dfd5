package engine

import (
	"slices"
	"strings"
	"time"

	"sportello/engine/rule"
	"sportello/engine/value"
)

// walk goes along the path of one draft. It builds the answers on the path as
// it goes, so that a rule sees exactly what precedes it; it serves next, back,
// resume, summary and submission alike.
type walk struct {
	p       *Program
	draft   *Draft
	outside Outside
	env     rule.Env
	places  []place // where it stands, outermost first; one for each frame

	page      *page           // the one being filled
	form      Form            // posted or kept as typed for it; nil if none
	shown     map[string]bool // the fields that the form showed
	quiet     bool            // the form was not sent to be checked: problems are not told
	accept    *acceptance     // set while a form is accepted
	build     bool            // make ItemStates
	rows      int             // the highest number of a row so far
	whole     bool            // hold also what was accepted to the limits of the contract
	trace     map[string]bool // numbered rules: whether they held anywhere
	language  int             // that texts are taken in; 0 is Italian
	keepMarks bool            // leave the waiting marks in the answers, to explain them

	state *PageState
}

// Walk computes where a draft leads.
func (p *Program) Walk(d Draft, o Outside) *Journey {
	w := p.newWalk(&d, o)
	return w.journey("")
}

// Page gives one page of the path as it stands, to be shown. It is nil if the
// page is not on the path or lies beyond the first gap.
func (p *Program) Page(d Draft, o Outside, id string) (*PageState, *Journey) {
	w := p.newWalk(&d, o)
	j := w.journey(id)
	for i := range j.Pages {
		if j.Pages[i].ID == id {
			return &j.Pages[i], j
		}
	}
	return nil, j
}

// Pages gives every page of the path as it stands, to be shown together, as the
// summary does.
func (p *Program) Pages(d Draft, o Outside) *Journey {
	w := p.newWalk(&d, o)
	w.build = true
	return w.journey("")
}

func (p *Program) newWalk(d *Draft, o Outside) *walk {
	now := o.Now.In(p.zone).Truncate(time.Second) // a window that closes at 12:00:00 is open all of that second
	w := &walk{p: p, draft: d, outside: o, rows: d.Rows, language: p.languageAt(o.Language)}
	w.env = rule.Env{Now: now, Today: value.DateOf(now), Calls: p.calls, Outer: map[string]value.Group{
		"param": p.paramsNow(o.Live), "fact": p.factsNow(o.Facts), "identity": o.Identity,
	}}
	w.env.Calls.Now = now
	w.env.Decided = !o.Submitted.IsZero() || o.Place != nil
	submission := value.Group{}
	at := o.Submitted
	if at.IsZero() {
		at = now // what would follow if it were sent now
	}
	submission["at"], submission["date"] = at.In(p.zone), value.DateOf(at.In(p.zone))
	if o.Place != nil {
		submission["inside"], submission["place"] = !o.Place.Waiting, value.Int(int(o.Place.Number))
	}
	w.env.Outer["submission"] = submission
	return w
}

// paramsNow lays the live values over those of the edition.
func (p *Program) paramsNow(live value.Group) value.Group {
	if len(p.live) == 0 || len(live) == 0 {
		return p.params
	}
	out := value.Group{}
	for name, v := range p.params {
		out[name] = v
	}
	for name := range p.live {
		if v, ok := live[name]; ok {
			out[name] = v
		}
	}
	return out
}

// factsNow lays the facts over what is taken while their sources are silent.
func (p *Program) factsNow(facts value.Group) value.Group {
	out := make(value.Group, len(p.facts))
	for name, f := range p.facts {
		out[name] = f.def
		if v := facts[name]; v != nil {
			out[name] = v
		}
	}
	return out
}

// journey walks from the first page to the first gap. The page named show, if
// any, is built for showing.
func (w *walk) journey(show string) *Journey {
	j := &Journey{
		Answers: make(value.Group, len(w.draft.Answers)),
		Pages:   make([]PageState, 0, len(w.p.pages)), Outline: make([]Step, 0, len(w.p.pages)),
	}
	w.enter(j.Answers, "")
	buildAll := w.build
	ended := false
	for _, pg := range w.p.pages {
		if !w.holds(pg.when, pg.rules) {
			continue
		}
		if ended {
			j.Outline = append(j.Outline, Step{ID: pg.id, Title: w.say(pg.title)})
			continue
		}
		w.build = buildAll || pg.id == show
		j.Pages = append(j.Pages, PageState{ID: pg.id, Title: w.say(pg.title)})
		state := &j.Pages[len(j.Pages)-1] // stays where it is: there is room for all pages
		w.fill(pg, state)
		j.Outline = append(j.Outline, Step{ID: pg.id, Title: w.say(pg.title), Done: state.Done, Open: true})
		j.Stops = append(j.Stops, state.Stops...)
		ended = !state.Done
	}
	j.Complete = !ended
	w.totals(j)
	if w.env.Waiting > 0 && !w.keepMarks {
		unmark(j.Answers)
	}
	return j
}

// unmark takes the waiting marks out of the answers.
func unmark(g value.Group) {
	for name, v := range g {
		switch v := v.(type) {
		case value.Group:
			unmark(v)
		case []any:
			for _, row := range v {
				if row, ok := row.(value.Group); ok {
					unmark(row)
				}
			}
		default:
			if v == rule.Waiting {
				delete(g, name)
			}
		}
	}
}

// holds evaluates a condition and notes its numbered rules. A rule that waits
// does not hold.
func (w *walk) holds(r *rule.Rule, rules []string) bool {
	if r == nil {
		return true
	}
	held := !r.Waits(&w.env) && r.Holds(&w.env)
	w.held(rules, held)
	return held
}

func (w *walk) held(rules []string, holds bool) {
	if w.trace == nil {
		return
	}
	for _, id := range rules {
		w.trace[id] = w.trace[id] || holds
	}
}

// fill goes over a page: each field that shows is given its value, or marked as
// waiting; then the checks that stand at the page's end are run.
func (w *walk) fill(pg *page, state *PageState) {
	w.page = pg
	w.form, w.shown, w.quiet = nil, nil, false
	if w.accept != nil && w.accept.page == pg {
		w.form = w.accept.form
	} else if typed, ok := w.draft.Typed[pg.id]; ok {
		w.form = typed
	}
	if w.form != nil {
		w.shown = shownFields(w.form)
		w.quiet = len(w.form[uncheckedName]) > 0
	}
	w.state = state
	if w.build && !pg.intro.waits(&w.env) {
		state.Intro = pg.intro.fill(w, true)
	}
	gaps := w.items(pg.items, &state.Items)
	w.runChecks(pg, state, gaps == 0)
	state.Done = gaps == 0 && len(state.Problems) == 0 && len(state.Stops) == 0
	if w.form != nil && (w.accept == nil || w.accept.page != pg) {
		state.Done = false // typed, but not accepted yet
	}
	state.Opened = w.form != nil && !w.quiet && gaps > 0 && len(state.Problems) == 0
}

// shownFields reads the list of fields that a form showed.
func shownFields(f Form) map[string]bool {
	shown := map[string]bool{}
	for _, list := range f[ShownName] {
		for _, path := range strings.Fields(list) {
			shown[path] = true
		}
	}
	return shown
}

// ShownName is the name under which a form posts the list of its fields.
const ShownName = "_shown"

// uncheckedName marks a form that was kept because of a row or a file, and not
// sent to be checked.
const uncheckedName = "_unchecked"

// items goes over items and counts the gaps: fields that have no valid answer.
func (w *walk) items(items []*node, out *[]ItemState) (gaps int) {
	for _, n := range items {
		gaps += w.item(n, out)
	}
	return gaps
}

func (w *walk) item(n *node, out *[]ItemState) int {
	if n.kind == EachItem {
		return w.each(n, out)
	}
	if n.when != nil && n.when.Waits(&w.env) {
		w.undecided(n)
		return 0
	}
	if !w.holds(n.when, n.rules) {
		return 0
	}
	if n.must != nil {
		w.held(n.rules, n.when != nil || w.required(n))
	}
	switch n.kind {
	case ContentItem:
		if w.build && !n.body.waits(&w.env) {
			*out = append(*out, ItemState{Kind: ContentItem, Text: n.body.fill(w, true), Style: n.style})
		}
		return 0
	case ComputedItem:
		w.computed(n, out)
		return 0
	case GroupItem:
		return w.group(n, out)
	case ListItem:
		return w.list(n, out)
	}
	if n.options != nil && n.options.waits(&w.env) {
		w.wait(n.name) // nothing could be chosen yet
		return 0
	}
	return w.field(n, out)
}

// undecided marks an item of which it is not known yet whether it is shown: what
// reads it waits as that waits. There is a gap on the page already.
func (w *walk) undecided(n *node) {
	w.held(n.rules, false)
	if _, begun := w.frame()[n.name]; n.name != "" && !begun {
		w.wait(n.name)
	}
}

// frame gives the innermost group of answers.
func (w *walk) frame() value.Group { return w.env.Frames[len(w.env.Frames)-1].Values }

func joined(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// wait marks a field as shown and not given.
func (w *walk) wait(name string) {
	w.frame()[name] = rule.Waiting
	w.env.Waiting++
}

func (w *walk) computed(n *node, out *[]ItemState) {
	if n.value.Waits(&w.env) {
		w.wait(n.name)
		return
	}
	v := n.value.Eval(&w.env)
	if v != nil {
		w.frame()[n.name] = v
	}
	w.held(n.rules, v != nil && v != false)
	if w.build && !n.hidden {
		s := w.stateOf(n)
		s.Kind, s.Value = ComputedItem, v
		*out = append(*out, s)
	}
}

func (w *walk) group(n *node, out *[]ItemState) int {
	outer := w.frame()
	g, again := outer[n.name].(value.Group)
	if !again {
		g = value.Group{}
	}
	outer[n.name] = g // from the start: its fields may read each other from outside
	w.enter(g, n.name)
	var items []ItemState
	gaps, from := w.groupItems(n, &items)
	w.leave()
	if w.build {
		s := w.stateOf(n)
		s.Kind, s.Items, s.Known = GroupItem, items, from
		*out = append(*out, s)
	}
	return gaps
}

// stateOf starts the state of an item.
func (w *walk) stateOf(n *node) ItemState {
	s := ItemState{Kind: n.kind, Path: w.path(n.name), Type: n.typeName, Autocomplete: n.autocomplete, Style: n.style, Followed: n.followed}
	s.Label = w.say(n.title)
	if n.label != nil {
		s.Label = n.label.fill(w, false)
	}
	s.Hint = n.hint.fill(w, false)
	return s
}

// show puts a value into words.
func (w *walk) show(v value.Value, t value.Type) string {
	if w.language > 0 {
		v, t = w.titled(v, t)
	}
	if w.outside.Show != nil {
		return w.outside.Show(v, t)
	}
	if s, ok := v.(string); ok {
		if words := t.Titles.Of(s); words != "" {
			return words
		}
	}
	return rule.Canonical(v)
}

// instances calls visit in every instance of a scope: once for the service,
// for each row of a list that its item goes through, and for a group only where
// it is on the path.
func (w *walk) instances(s *scope, visit func()) {
	if s.around == nil {
		visit()
		return
	}
	w.instances(s.around, func() {
		v := w.frame()[s.key]
		if !s.rows {
			if g, ok := v.(value.Group); ok {
				w.enter(g, s.key)
				visit()
				w.leave()
			}
			return
		}
		rows, _ := v.([]any)
		for i, row := range rows {
			w.enterRow(s.key, i, row.(value.Group))
			if w.asks(s) {
				visit()
			}
			w.leave()
		}
	})
}

// asks reports whether the row entered is one that an each item goes through.
func (w *walk) asks(s *scope) bool {
	return s.node == nil || s.node.kind != EachItem || s.node.when == nil ||
		!s.node.when.Waits(&w.env) && s.node.when.Holds(&w.env)
}

// runtimePath gives an answer's path with rows by index.
func (w *walk) runtimePath(r rule.Ref) string {
	return joined(w.address(r.Frame).path, strings.Join(slices.DeleteFunc(slices.Clone(r.Steps), func(s string) bool { return s == rule.Rows }), "."))
}

// flags lists the marks for the office that are set.
func (w *walk) flags() (set []string) {
	for _, f := range w.p.flags {
		if w.holds(f.when, f.rules) {
			set = append(set, f.id)
		}
	}
	return set
}

// totals computes what stands at the end of the path.
func (w *walk) totals(j *Journey) {
	var problems []Problem
	if w.p.fees != nil {
		j.Fees, problems = w.p.fees.sum(w)
	}
	if w.p.scores != nil {
		scores, more := w.p.scores.sum(w)
		j.Scores, problems = scores, append(problems, more...)
	}
	j.Flags = w.flags()
	for _, r := range w.p.routes {
		if j.Office == "" && w.holds(r.when, r.rules) {
			j.Office = r.office
		}
	}
	if w.p.payBefore != nil {
		j.PayFirst = w.p.payBefore.Holds(&w.env)
	}
	w.closed(j)
	if j.Complete {
		j.Problems = append(j.Problems, problems...)
		j.Complete = len(j.Problems) == 0 && len(j.Stops) == 0
	}
}

// closed adds the stop of a service whose window is not open.
func (w *walk) closed(j *Journey) {
	if open, text := w.open(); !open {
		j.Stops = append(j.Stops, Notice{Rule: "window", Names: append([]string{"window"}, words(w.p.service.Window.Rule)...), Text: text})
		j.Complete = false
	}
}

func (w *walk) open() (bool, string) {
	win := w.p.window
	if win == nil {
		return true, ""
	}
	early := win.opens != nil && w.beyond(win.opens, -1)
	late := win.closes != nil && w.beyond(win.closes, 1)
	if rules := w.p.service.Window.Rule; w.trace != nil {
		w.held(words(rules), early || late)
	}
	return !early && !late, win.closed.fill(w, false)
}

// beyond reports whether now is before (-1) or after (1) what a rule gives. A
// day is over when its last instant is.
func (w *walk) beyond(r *rule.Rule, side int) bool {
	at := r.Eval(&w.env)
	var now value.Value = w.env.Now
	if _, day := at.(value.Date); day {
		now = w.env.Today
	}
	d, ok := rule.Compare(now, at)
	return ok && d == side
}
