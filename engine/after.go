package engine

import (
	"slices"

	"sportello/engine/rule"
	"sportello/engine/value"
)

// Standing is how an application that was sent stands now, as it follows from
// its answers, the facts and the clock. It is computed, never stored.
type Standing struct {
	State     StateNow
	Deadlines []DeadlineNow
	Receipt   []string // Markdown: what the receipt says
	Office    string
	Flags     []string // marks for the office, by id
}

// StateNow is the present state.
type StateNow struct {
	ID, Title, Text string
	Rule            string
}

// DeadlineNow is one deadline.
type DeadlineNow struct {
	ID, Title, Text string
	At              value.Value // Date or time.Time
	Term            bool        // the one that the sheet tells: by then the municipality concludes
}

// Standing looks at the answers of a submission, as stored.
func (p *Program) Standing(answers value.Group, o Outside) *Standing {
	w := p.newWalk(&Draft{}, o)
	w.enter(answers, "")
	return w.standing()
}

func (w *walk) standing() *Standing {
	out := &Standing{}
	for _, d := range w.p.deadlines {
		if !w.holds(d.when, nil) {
			w.held(d.rules, false)
			continue
		}
		var at value.Value
		if !d.date.Waits(&w.env) {
			at = d.date.Eval(&w.env)
		}
		w.held(d.rules, at != nil)
		if at != nil {
			out.Deadlines = append(out.Deadlines, DeadlineNow{d.id, w.say(d.title), d.text.fill(w, true), at, d.term})
		}
	}
	out.Flags = w.flags()
	found := false
	for _, s := range w.p.states {
		held := w.holds(s.when, s.rules)
		if !held || found {
			continue
		}
		found = true
		out.State = StateNow{ID: s.id, Title: w.say(s.title), Text: s.text.fill(w, true)}
		if len(s.rules) > 0 {
			out.State.Rule = s.rules[0]
		}
	}
	for _, n := range w.p.receipt {
		if w.holds(n.when, n.rules) {
			out.Receipt = append(out.Receipt, n.text.fill(w, true))
		}
	}
	for _, r := range w.p.routes {
		if out.Office == "" && w.holds(r.when, nil) {
			out.Office = r.office
		}
	}
	return out
}

// Named computes the value of a name at the end of the path: a path of answers,
// fee.x, score.x, deadline.x, a condition or a named value. ok is false if
// there is no such name. It serves scenarios and explanations.
func (p *Program) Named(name string, j *Journey, o Outside) (v value.Value, ok bool) {
	w := p.newWalk(&Draft{}, o)
	w.enter(j.Answers, "")
	return w.named(name)
}

func (w *walk) named(name string) (value.Value, bool) {
	g, last := w.env.Frames[0].Values, name
	if around, after, nested := cutLast(name); nested {
		if m, ok := w.p.root.Name(firstName(name)); ok && m.Ref == nil {
			return w.outerNamed(m, name)
		}
		g, last = groupAt(g, around), after
	} else if m, ok := w.p.root.Name(name); ok && m.Ref == nil {
		return w.outerNamed(m, name)
	}
	if _, known := w.p.placed[staticPath(name)]; !known {
		return w.namedInside(name)
	}
	if g == nil {
		return nil, true
	}
	return g[last], true
}

// namedInside computes a condition or named value of a block or a row, by the
// path of the block or row: "aree.0.giorni".
func (w *walk) namedInside(name string) (value.Value, bool) {
	around, last, nested := cutLast(name)
	if !nested {
		return nil, false
	}
	s, depth, ok := w.scopeAt(around)
	for range depth {
		defer w.leave()
	}
	if s == nil || s.named[last] == nil || s.named[last].rule == nil {
		return nil, false
	}
	if !ok {
		return nil, true // there is no such block or row now
	}
	return s.named[last].rule.Eval(&w.env), true
}

// scopeAt goes along a path of groups and rows. It gives the scope at its end,
// how many places it entered, and whether all of them are on the path.
func (w *walk) scopeAt(path string) (s *scope, depth int, ok bool) {
	s, ok = w.p.root, true
	for path != "" {
		var step string
		step, path, _ = cutFirst(path)
		n := w.p.placed[s.join(step)]
		if n == nil || n.inner == nil {
			return nil, depth, false
		}
		s = n.inner
		g, row := value.Group(nil), -1
		if ok {
			g, _ = w.frame()[step].(value.Group)
		}
		if s.rows {
			var at string
			at, path, _ = cutFirst(path)
			i, isIndex := index(at)
			if !isIndex {
				return nil, depth, false
			}
			if rows, _ := w.frame()[step].([]any); ok && i < len(rows) {
				g, _ = rows[i].(value.Group)
			}
			row = i
		}
		if ok = ok && g != nil; !ok {
			continue
		}
		if row >= 0 {
			w.enterRow(step, row, g)
		} else {
			w.enter(g, step)
		}
		depth++
	}
	return s, depth, ok
}

func (w *walk) outerNamed(m rule.Meaning, name string) (value.Value, bool) {
	if m.Space != nil {
		_, member, _ := cutFirst(name)
		inner, ok := m.Space(member)
		if !ok || inner.Get == nil {
			return nil, false
		}
		return inner.Get(&w.env), true
	}
	return m.Get(&w.env), true
}

// groupAt finds a group by a path with rows by index: "nucleo.0.redditi.1".
func groupAt(g value.Group, path string) value.Group {
	var v value.Value = g
	for path != "" {
		var step string
		step, path, _ = cutFirst(path)
		switch at := v.(type) {
		case value.Group:
			v = at[step]
		case []any:
			i, ok := index(step)
			if !ok || i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	out, _ := v.(value.Group)
	return out
}

func sortedNames(g value.Group) []string {
	names := make([]string, 0, len(g))
	for name := range g {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
