package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
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
		return strconv.AppendBool(b, v)
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
	if isPlain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	text, _ := json.Marshal(s) // a string always marshals
	return append(b, text...)
}

// isPlain reports whether a text stands in JSON as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || strings.IndexByte(`"\\<>&`, c) >= 0 {
			return false
		}
	}
	return true
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

// storedDraft is what a Draft is as JSON besides its answers, which come first
// in it and have types of their own.
type storedDraft struct {
	Typed   map[string]Form   `json:"typed,omitempty"`
	Origins map[string]Origin `json:"origins,omitempty"`
	Chosen  map[string]string `json:"chosen,omitempty"`
	Files   map[string]File   `json:"files,omitempty"`
	Rows    int               `json:"rows,omitempty"`
}

// EncodeDraft turns a draft into JSON.
func (p *Program) EncodeDraft(d Draft) ([]byte, error) {
	rest, err := json.Marshal(storedDraft{d.Typed, d.Origins, d.Chosen, d.Files, d.Rows})
	if err != nil {
		return nil, err
	}
	out := appendGroup([]byte(answersFirst), d.Answers)
	if len(rest) > len("{}") {
		out = append(out, ',')
	}
	return append(out, rest[1:]...), nil
}

// answersFirst is how a stored draft begins.
const answersFirst = `{"answers":`

// DecodeDraft reads what EncodeDraft wrote, and gives the answers their types
// again. Answers that the edition does not know are left out.
func (p *Program) DecodeDraft(b []byte) (Draft, error) {
	rest, ok := bytes.CutPrefix(b, []byte(answersFirst))
	if !ok {
		return Draft{}, fmt.Errorf("decode draft: %w", errNotJSON)
	}
	r := answerReader{program: p, b: string(rest)}
	answers := r.group(p.root.fields)
	r.take(',')
	if r.failed {
		return Draft{}, fmt.Errorf("decode draft: %w", errNotJSON)
	}
	var s storedDraft
	if err := json.Unmarshal(append([]byte("{"), rest[r.at:]...), &s); err != nil {
		return Draft{}, fmt.Errorf("decode draft: %w", err)
	}
	return Draft{Answers: answers, Typed: s.Typed, Origins: s.Origins, Chosen: s.Chosen, Files: s.Files, Rows: s.Rows}, nil
}

// DecodeAnswers reads answers in canonical JSON.
func (p *Program) DecodeAnswers(b []byte) (value.Group, error) {
	if len(b) == 0 {
		return value.Group{}, nil
	}
	r := answerReader{program: p, b: string(b)}
	answers := r.group(p.root.fields)
	if r.skip(); r.failed || r.at < len(b) {
		return nil, fmt.Errorf("decode answers: %w", errNotJSON)
	}
	return answers, nil
}
