package renderer

import (
	"sportello/engine"
	"sportello/renderer/locale"
)

// choices are the options of a field, each with the id of its input.
func choices(w locale.Words, id string, s engine.ItemState) []Choice {
	if s.Type == "yesno" {
		return yesNoChoices(w, id, s)
	}
	out := numbered(id, s, s.Options)
	if len(out) > selectOptions {
		out = numbered(id, s, chosenFirst(s))
	}
	return out
}

// chosenFirst puts what is chosen in front, where a long list shows it.
func chosenFirst(s engine.ItemState) []engine.Choice {
	var rest []engine.Choice
	for _, o := range s.Options {
		if !s.Chosen(o) {
			rest = append(rest, o)
		}
	}
	return append(chosen(s), rest...)
}

func yesNoChoices(w locale.Words, id string, s engine.ItemState) []Choice {
	given := first(s.Raw)
	if given == "" {
		if v, ok := s.Value.(bool); ok {
			given = map[bool]string{true: "yes", false: "no"}[v]
		}
	}
	return []Choice{
		{ID: id + "-1", Choice: engine.Choice{Value: "yes", Label: w.YesNo(true)}, Chosen: given == "yes" || given == "true"},
		{ID: id + "-2", Choice: engine.Choice{Value: "no", Label: w.YesNo(false)}, Chosen: given == "no" || given == "false"},
	}
}
