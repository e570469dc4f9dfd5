package renderer

import (
	"fmt"
	"strings"

	"sportello/engine"
	"sportello/renderer/locale"
)

// problemTexts gives the problems of an item in words.
func problemTexts(w locale.Words, s engine.ItemState) []string {
	texts := make([]string, 0, len(s.Problems))
	for _, p := range s.Problems {
		texts = append(texts, problemText(w, p, s))
	}
	return texts
}

// problemText gives a problem in words: the author's, or those of the
// catalogue for its code and the type of the field. What the words need beside
// the problem's own arguments they take from the limits of the field.
func problemText(w locale.Words, p engine.Problem, s engine.ItemState) string {
	if p.Text != "" {
		return p.Text
	}
	args := problemArgs(w, p, s)
	if side, limited := limitSide(p.Code); limited && args[side] == "" {
		return w.Text("problem.other", nil) // a limit that nobody names
	}
	for _, key := range problemKeys(p, s) {
		if w.Has(key) {
			return w.Text(key, args)
		}
	}
	return w.Text("problem.other", nil)
}

// problemKeys are the keys that may hold the words, the most exact first.
func problemKeys(p engine.Problem, s engine.ItemState) []string {
	kind := s.Type
	if s.Kind == engine.ListItem {
		kind = "list"
	}
	key := "problem." + p.Code
	if p.Args["exclusive"] == true {
		return []string{key + ".exclusive", key}
	}
	return []string{key + "." + kind, key}
}

// limitSide tells which limit a code is about, if it is about one.
func limitSide(code string) (string, bool) {
	switch code {
	case "min", "too_short", "too_few":
		return "min", true
	case "max", "too_long", "too_many":
		return "max", true
	}
	return "", false
}

func problemArgs(w locale.Words, p engine.Problem, s engine.ItemState) locale.Args {
	args := locale.Args{"label": s.Label, "min": limit(w, s.Type, s.Min), "max": limit(w, s.Type, s.Max)}
	switch p.Code {
	case "too_short", "too_long":
		args["min"], args["max"] = count(s.MinLength), count(s.MaxLength)
	case "too_few", "too_many":
		args["min"], args["max"] = count(s.MinItems), count(s.MaxItems)
	case "file_type":
		args["types"] = strings.ToUpper(strings.Join(s.Accept, ", "))
	case "file_size":
		args["size"] = w.FileSize(s.MaxSize)
	}
	for name, v := range p.Args {
		args[name] = problemArg(w, s, name, v)
	}
	return args
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func problemArg(w locale.Words, s engine.ItemState, name string, v any) any {
	text := w.Any(v)
	switch name {
	case "min", "max":
		return limit(w, s.Type, fmt.Sprint(v))
	case "size":
		if n, ok := v.(int64); ok {
			return w.FileSize(n)
		}
	}
	return text
}
