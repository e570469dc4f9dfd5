package renderer

import (
	"slices"

	"sportello/engine"
	"sportello/renderer/locale"
)

// choices are the options of a field, each with the id of its input.
func choices(w locale.Words, id string, s engine.ItemState) []Choice {
	if s.Type == "yesno" {
		return yesNoChoices(w, id, s)
	}
	if len(s.Options) <= selectOptions {
		return numbered(id, s.Options)
	}
	return numbered(id, chosenFirst(s.Options))
}

// chosenFirst puts what is chosen in front, where a long list shows it.
func chosenFirst(options []engine.Choice) []engine.Choice {
	out := slices.Clone(options)
	slices.SortStableFunc(out, func(a, b engine.Choice) int {
		switch {
		case a.Chosen == b.Chosen:
			return 0
		case a.Chosen:
			return -1
		}
		return 1
	})
	return out
}

func yesNoChoices(w locale.Words, id string, s engine.ItemState) []Choice {
	given := first(s.Raw)
	if given == "" {
		if v, ok := s.Value.(bool); ok {
			given = map[bool]string{true: "yes", false: "no"}[v]
		}
	}
	return []Choice{
		{ID: id + "-1", Choice: engine.Choice{Value: "yes", Label: w.YesNo(true), Chosen: given == "yes" || given == "true"}},
		{ID: id + "-2", Choice: engine.Choice{Value: "no", Label: w.YesNo(false), Chosen: given == "no" || given == "false"}},
	}
}
