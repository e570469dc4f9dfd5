package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sportello/engine/value"
)

// appendJSON writes a value in canonical form: dates and times as text, numbers
// with their own digits, names in order. Unanswered is null.
func appendJSON(b []byte, v value.Value) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return fmt.Append(b, v)
	case string:
		return appendText(b, v)
	case value.Number:
		return append(b, v.String()...)
	case time.Time:
		return appendText(b, v.Format(time.RFC3339))
	case fmt.Stringer: // Date, Clock
		return appendText(b, v.String())
	case value.Group:
		return appendGroup(b, v)
	case []any:
		b = append(b, '[')
		for i, elem := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, elem)
		}
		return append(b, ']')
	}
	return append(b, "null"...)
}

func appendText(b []byte, s string) []byte {
	text, _ := json.Marshal(s) // a string always marshals
	return append(b, text...)
}

func appendGroup(b []byte, g value.Group) []byte {
	names := make([]string, 0, len(g))
	for name := range g {
		names = append(names, name)
	}
	slices.Sort(names)
	b = append(b, '{')
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, name), ':')
		b = appendJSON(b, g[name])
	}
	return append(b, '}')
}

// given takes what is unanswered out of the answers, so that what is left is
// what the published schema describes.
func answersGiven(g value.Group) value.Group {
	out := value.Group{}
	for name, v := range g {
		switch v := v.(type) {
		case nil:
		case value.Group:
			if inner := answersGiven(v); len(inner) > 0 {
				out[name] = inner
			}
		case []any:
			if len(v) > 0 {
				out[name] = rowsGiven(v)
			}
		default:
			out[name] = v
		}
	}
	return out
}

func rowsGiven(rows []any) []any {
	out := make([]any, len(rows))
	for i, row := range rows {
		out[i] = row
		if g, ok := row.(value.Group); ok {
			out[i] = answersGiven(g)
		}
	}
	return out
}

// storedDraft is a Draft as JSON.
type storedDraft struct {
	Answers json.RawMessage   `json:"answers"`
	Typed   map[string]Form   `json:"typed,omitempty"`
	Origins map[string]Origin `json:"origins,omitempty"`
	Files   map[string]File   `json:"files,omitempty"`
	Rows    int               `json:"rows,omitempty"`
}

// EncodeDraft turns a draft into JSON.
func (p *Program) EncodeDraft(d Draft) ([]byte, error) {
	return json.Marshal(storedDraft{appendGroup(nil, d.Answers), d.Typed, d.Origins, d.Files, d.Rows})
}

// DecodeDraft reads what EncodeDraft wrote, and gives the answers their types
// again. Answers that the edition does not know are left out.
func (p *Program) DecodeDraft(b []byte) (Draft, error) {
	var s storedDraft
	if err := json.Unmarshal(b, &s); err != nil {
		return Draft{}, fmt.Errorf("decode draft: %w", err)
	}
	answers, err := p.DecodeAnswers(s.Answers)
	if err != nil {
		return Draft{}, err
	}
	return Draft{Answers: answers, Typed: s.Typed, Origins: s.Origins, Files: s.Files, Rows: s.Rows}, nil
}

// DecodeAnswers reads answers in canonical JSON.
func (p *Program) DecodeAnswers(b []byte) (value.Group, error) {
	if len(b) == 0 {
		return value.Group{}, nil
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var raw map[string]any
	if err := d.Decode(&raw); err != nil {
		return nil, fmt.Errorf("decode answers: %w", err)
	}
	return p.typedGroup(p.root.fields, raw), nil
}

// typedGroup gives the members of a group their types; what has another shape
// is left out.
func (p *Program) typedGroup(fields map[string]value.Type, raw map[string]any) value.Group {
	out := make(value.Group, len(raw))
	for name, v := range raw {
		t, known := fields[name]
		if !known {
			continue
		}
		if v == nil {
			out[name] = nil
			continue
		}
		if typed := p.typedValue(t, v); typed != nil {
			out[name] = typed
		}
	}
	return out
}

func (p *Program) typedValue(t value.Type, v any) value.Value {
	switch v := v.(type) {
	case map[string]any:
		return p.typedGroup(t.Fields, v)
	case []any:
		out := make([]any, 0, len(v))
		for _, elem := range v {
			if t.Elem == nil {
				continue
			}
			if typed := p.typedValue(*t.Elem, elem); typed != nil {
				out = append(out, typed)
			}
		}
		return out
	}
	plain := t
	plain.Options = nil // an option that is no longer offered is a problem, not a loss
	typed, err := Literal(plain, v, p.zone)
	if err != nil {
		return nil
	}
	return typed
}
