package engine

import (
	"slices"
	"strings"

	"sportello/engine/rule"
	"sportello/engine/value"
)

// keptAway adds to a posted form what was typed before into fields that are away
// for the moment, because what they depend on is not valid. They find it again
// when they come back. A row that is gone takes what was typed in it along.
func keptAway(f, before Form) Form {
	shown := shownFields(f)
	for name, typed := range before {
		_, posted := f[name]
		away := !posted && !shown[name] && name[0] != '_' && !strings.HasSuffix(name, "."+value.RowID)
		if away && rowsRemain(f, before, name) {
			f[name] = typed
		}
	}
	return f
}

// rowsRemain reports whether the rows that a name stands in are the same in two
// forms.
func rowsRemain(f, before Form, name string) bool {
	for at, c := range name {
		if c != '.' {
			continue
		}
		key := name[:at] + "." + value.RowID
		if was, isRow := before[key]; isRow && (len(f[key]) == 0 || f[key][0] != was[0]) {
			return false
		}
	}
	return true
}

// notShown takes fields out of a form, as if it had not shown them: the page
// comes back with what is proposed for them.
func notShown(f Form, paths []string) Form {
	if len(paths) == 0 {
		return f
	}
	shown := slices.DeleteFunc(strings.Fields(strings.Join(f[ShownName], " ")), func(path string) bool {
		return slices.Contains(paths, path)
	})
	f[ShownName] = []string{strings.Join(shown, " ")}
	for _, path := range paths {
		delete(f, path)
	}
	return f
}

// proposedNow reports whether a field was left empty while nothing could be
// proposed for it, because its default reads the same page, and now something
// can: the citizen should see it first. Left empty again it stays so.
func (w *walk) proposedNow(n *node, g given, proposal value.Value) bool {
	if !n.late || w.accept == nil || w.accept.page != w.page || !w.formShows(n) || g.fault != nil || !blank(g.value) || blank(proposal) {
		return false
	}
	if _, answered := w.place().stored[n.name]; answered {
		return false
	}
	before, typed := w.draft.Typed[w.page.id]
	return !typed || shownFields(before)[w.path(n.name)]
}

// readsPage reports whether a rule reads fields of a page.
func (b *builder) readsPage(r *rule.Rule, pg *page) bool {
	return slices.ContainsFunc(r.Reads, func(read rule.Read) bool {
		n := b.p.placed[read.Path]
		return n != nil && n.page == pg
	})
}
