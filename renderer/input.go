package renderer

import (
	"strings"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer/locale"
)

// typedValue gives what an input shows: what was typed, exactly; only a
// canonical day or instant is shown as people write it.
func typedValue(w locale.Words, s engine.ItemState) string {
	raw := first(s.Raw)
	switch s.Type {
	case "date", "instant":
		return locale.Typed(raw)
	}
	return raw
}

// format says how to write an answer, and within which limits.
func format(w locale.Words, s engine.ItemState) string {
	parts := []string{}
	if key := "format." + s.Type; w.Has(key) {
		parts = append(parts, w.Text(key, nil))
	}
	args := locale.Args{"min": s.MinLength, "max": s.MaxLength}
	switch most := s.Type == "longtext" && s.MaxLength > 0; {
	case most && s.MinLength > 1:
		parts = append(parts, w.Text("format.length_range", args))
	case most:
		parts = append(parts, w.Text("format.max_length", args))
	case s.MinLength > 1:
		parts = append(parts, w.Text("format.min_length", args))
	}
	return strings.Join(append(parts, rangeText(w, s)...), " ")
}

// rangeText says the limits of numbers. Those of days are said only when they
// are not met: "not after today" would be noise beside every birthday.
func rangeText(w locale.Words, s engine.ItemState) []string {
	if s.Type != "integer" && s.Type != "decimal" && s.Type != "number" && s.Type != "money" {
		return nil
	}
	lowest, highest := s.Min, s.Max
	if lowest == "0" {
		lowest = "" // nobody writes less
	}
	if whole, _, _ := strings.Cut(highest, "."); len(whole) > 6 {
		highest = "" // or a million
	}
	args := locale.Args{"min": limit(w, s.Type, lowest), "max": limit(w, s.Type, highest)}
	switch {
	case lowest != "" && highest != "":
		return []string{w.Text("format.range", args)}
	case lowest != "":
		return []string{w.Text("format.min", args)}
	case highest != "":
		return []string{w.Text("format.max", args)}
	}
	return nil
}

// limit writes a canonical limit for people.
func limit(w locale.Words, kind, canonical string) string {
	if kind == "money" {
		if n, err := value.ParseNumber(canonical); err == nil {
			return w.Money(n)
		}
	}
	return locale.Typed(canonical)
}

// limits says how many options may be ticked.
func limits(w locale.Words, s engine.ItemState) string {
	if s.Type != "choices" {
		return ""
	}
	args := locale.Args{"min": s.MinItems, "max": s.MaxItems}
	switch {
	case s.MinItems > 1 && s.MaxItems > 0 && s.MaxItems < len(s.Options):
		return w.Text("format.choose_range", args)
	case s.MinItems > 1:
		return w.Text("format.choose_min", args)
	case s.MaxItems > 0 && s.MaxItems < len(s.Options):
		return w.Text("format.choose_max", args)
	}
	return w.Text("format.choose", nil)
}

// fileLimits says which files may be attached.
func fileLimits(w locale.Words, s engine.ItemState) string {
	parts := []string{}
	if len(s.Accept) > 0 {
		parts = append(parts, w.Text("format.accept", locale.Args{"types": strings.ToUpper(strings.Join(s.Accept, ", "))}))
	}
	if s.MaxSize > 0 {
		parts = append(parts, w.Text("format.size", locale.Args{"size": w.FileSize(s.MaxSize)}))
	}
	if s.MaxItems > 1 {
		parts = append(parts, w.Text("format.max_files", locale.Args{"max": s.MaxItems}))
	}
	return strings.Join(parts, " ")
}

// acceptList writes types of files as the accept attribute wants them.
func acceptList(types []string) string {
	var out []string
	for _, t := range types {
		switch t = strings.ToLower(t); t {
		case "jpg", "jpeg":
			out = append(out, ".jpg", ".jpeg")
		default:
			out = append(out, "."+t)
		}
	}
	return strings.Join(out, ",")
}
