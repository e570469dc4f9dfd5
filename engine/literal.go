package engine

import (
	"fmt"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/engine/value"
)

// Literal turns a value as it is written in YAML, JSON or CSV into one of a
// type. Instants without a zone are in the given one.
func Literal(t value.Type, v any, zone *time.Location) (value.Value, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case []any:
		return literalList(t, v, zone)
	case map[string]any:
		return literalGroup(t, v, zone)
	case bool:
		if t.Kind == value.YesNo || t.Kind == value.None {
			return v, nil
		}
	case definitions.Number:
		return literalText(t, string(v), zone)
	case string:
		return literalText(t, v, zone)
	case fmt.Stringer: // json.Number
		return literalText(t, v.String(), zone)
	}
	return nil, fmt.Errorf("%v is not a %s", v, t)
}

func literalText(t value.Type, s string, zone *time.Location) (value.Value, error) {
	switch t.Kind {
	case value.Text, value.None:
		if !t.Allows(s) {
			return nil, fmt.Errorf("%q is not one of %s", s, strings.Join(t.Options, ", "))
		}
		return s, nil
	case value.Num:
		n, err := value.ParseNumber(s)
		if err == nil && t.Integer && !n.IsInteger() {
			err = fmt.Errorf("%s is not a whole number", s)
		}
		return n, err
	case value.Day:
		return value.ParseDate(s)
	case value.Time:
		return value.ParseClock(s)
	case value.Moment:
		return literalInstant(s, zone)
	case value.YesNo:
		switch s {
		case "yes", "true":
			return true, nil
		case "no", "false":
			return false, nil
		}
	}
	return nil, fmt.Errorf("%q is not a %s", s, t)
}

func literalInstant(s string, zone *time.Location) (value.Value, error) {
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return at.In(zone), nil
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, s, zone); err == nil {
			return at, nil
		}
	}
	return nil, fmt.Errorf("%q is not an instant such as 2026-03-02T10:00:00", s)
}

func literalList(t value.Type, list []any, zone *time.Location) (value.Value, error) {
	elem := value.Type{}
	switch {
	case t.Kind == value.Many && t.Elem != nil:
		elem = *t.Elem
	case t.Kind != value.Many && t.Kind != value.None:
		return nil, fmt.Errorf("a list is not a %s", t)
	}
	out := make([]any, 0, len(list))
	for _, v := range list {
		x, err := Literal(elem, v, zone)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

func literalGroup(t value.Type, m map[string]any, zone *time.Location) (value.Value, error) {
	if t.Kind != value.Named && t.Kind != value.None {
		return nil, fmt.Errorf("a group is not a %s", t)
	}
	out := value.Group{}
	for name, v := range m {
		of, known := t.Fields[name]
		if t.Fields != nil && !known && name != value.RowID && name != EntryName && name != KeepName {
			return nil, fmt.Errorf("there is no %s", name)
		}
		x, err := Literal(of, v, zone)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = x
	}
	return out, nil
}

// declaredType gives the type of a parameter, fact, input or column. That there
// is such a type was seen when the definition was read.
func declaredType(d definitions.Declared) value.Type {
	switch d.Type.Value {
	case "text":
		return value.TextType
	case "integer":
		return value.IntegerType
	case "decimal":
		return value.NumberType
	case "money":
		return value.MoneyType
	case "date":
		return value.DateType
	case "time":
		return value.ClockType
	case "instant":
		return value.InstantType
	case "yesno":
		return value.BoolType
	case "choice":
		return choiceOf(d)
	case "choices":
		return value.List(choiceOf(d))
	case "group":
		return groupOf(d)
	case "list":
		return value.List(groupOf(d))
	}
	return value.Type{}
}

func choiceOf(d definitions.Declared) value.Type {
	t := value.TextType
	for _, o := range d.Options {
		t.Options = append(t.Options, o.Value)
	}
	return t
}

func groupOf(d definitions.Declared) value.Type {
	fields := map[string]value.Type{}
	for _, e := range d.Of {
		fields[e.Key.Value] = declaredType(e.Value)
	}
	return value.Type{Kind: value.Named, Fields: fields}
}
