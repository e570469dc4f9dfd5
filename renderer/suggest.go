package renderer

import (
	"slices"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/renderer/locale"
)

// shownMatches is how many options are proposed for what was typed.
const shownMatches = 50

// suggestion gives the words that a field with many options shows: those of
// the option chosen, or what was typed.
func suggestion(s engine.ItemState) string {
	for _, o := range chosen(s) {
		return o.Label
	}
	return first(s.Raw)
}

// chosen are the options chosen, in their order.
func chosen(s engine.ItemState) []engine.Choice {
	if len(s.Raw) == 0 {
		return nil
	}
	var out []engine.Choice
	for _, o := range s.Options {
		if s.Chosen(o) {
			out = append(out, o)
		}
	}
	return out
}

// suggestions gives the options to propose for what was typed: all of them if
// they are few enough, otherwise those that match. It reports whether there are
// too many to send them all.
func suggestions(id string, s engine.ItemState, typed string) ([]Choice, bool) {
	if len(s.Options) > suggestOptions {
		return numbered(id, s, matching(s.Options, typed)), true
	}
	open := slices.DeleteFunc(slices.Clone(s.Options), func(c engine.Choice) bool { return c.Closed })
	return numbered(id, s, open), false
}

func numbered(id string, s engine.ItemState, options []engine.Choice) []Choice {
	out := make([]Choice, 0, len(options))
	for i, o := range options {
		out = append(out, Choice{Choice: o, ID: id + "-" + strconv.Itoa(i+1), Chosen: s.Chosen(o)})
	}
	return out
}

// onlyNamed reports whether the only option found has the words that were typed, as
// the engine takes them: then there is nothing to choose.
func onlyNamed(found []Choice, typed string) bool {
	return len(found) == 1 && strings.EqualFold(engine.Unmarked(found[0].Label), strings.TrimSpace(typed))
}

// matching gives the options that begin with what was typed, then those that
// hold it elsewhere, whatever their case and accents.
func matching(options []engine.Choice, typed string) []engine.Choice {
	wanted := locale.Plain(typed)
	if wanted == "" {
		return nil
	}
	var begin, hold []engine.Choice
	for _, o := range options {
		label := locale.Plain(o.Label)
		switch {
		case o.Closed:
		case strings.HasPrefix(label, wanted):
			begin = append(begin, o)
		case strings.Contains(label, wanted):
			hold = append(hold, o)
		}
	}
	found := append(begin, hold...)
	return found[:min(len(found), shownMatches)]
}
