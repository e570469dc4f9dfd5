package engine

import (
	"encoding/json"
	"errors"

	"sportello/engine/value"
)

var errNotJSON = errors.New("not as it was written")

// answerReader reads answers in JSON and gives them their types as it goes, since
// every request reads a draft. Answers that the edition does not know, or knows
// with another shape, are left out.
type answerReader struct {
	program *Program
	b       string // texts are parts of it
	at      int
	failed  bool // it is no JSON
}

// skip goes to the next sign, and gives it; 0 at the end.
func (r *answerReader) skip() byte {
	for ; r.at < len(r.b); r.at++ {
		switch c := r.b[r.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// take goes over a sign that must or may be there.
func (r *answerReader) take(c byte) bool {
	if r.skip() != c {
		return false
	}
	r.at++
	return true
}

func (r *answerReader) must(c byte) {
	if !r.take(c) {
		r.failed = true
	}
}

// group reads an object.
func (r *answerReader) group(fields map[string]value.Type) value.Group {
	out := value.Group{}
	r.must('{')
	for first := true; !r.failed && !r.take('}'); first = false {
		if !first {
			r.must(',')
		}
		name := r.text()
		r.must(':')
		t, known := fields[name]
		v, unanswered := r.value(t)
		if known && (v != nil || unanswered) {
			out[name] = v
		}
	}
	return out
}

// list reads an array.
func (r *answerReader) list(elem *value.Type) []any {
	out := []any{}
	r.must('[')
	for first := true; !r.failed && !r.take(']'); first = false {
		if !first {
			r.must(',')
		}
		t := value.Type{}
		if elem != nil {
			t = *elem
		}
		if v, _ := r.value(t); v != nil && elem != nil {
			out = append(out, v)
		}
	}
	return out
}

// value reads a value of a type; it is nil if it is null, or does not fit.
func (r *answerReader) value(t value.Type) (v value.Value, null bool) {
	switch c := r.skip(); {
	case c == '{':
		return r.group(t.Fields), false
	case c == '[':
		return r.list(t.Elem), false
	case c == '"':
		return r.typed(t, r.text()), false
	case c == 'n':
		r.word("null")
		return nil, true
	case c == 't':
		r.word("true")
		return yesNo(t, true), false
	case c == 'f':
		r.word("false")
		return yesNo(t, false), false
	}
	return r.typed(t, r.number()), false
}

// typed gives a text or number its type. An option that is no longer offered
// is a problem, not a loss.
func (r *answerReader) typed(t value.Type, s string) value.Value {
	if t.Kind == value.Text {
		return s
	}
	t.Options = nil
	v, err := literalText(t, s, r.program.zone)
	if err != nil {
		return nil
	}
	return v
}

func yesNo(t value.Type, v bool) value.Value {
	if t.Kind != value.YesNo && t.Kind != value.None {
		return nil
	}
	return v
}

func (r *answerReader) word(word string) {
	if end := r.at + len(word); end <= len(r.b) && r.b[r.at:end] == word {
		r.at = end
		return
	}
	r.failed = true
}

// text reads a string. One without an escape is taken as it is.
func (r *answerReader) text() string {
	r.must('"')
	begun, escaped := r.at, false
	for ; r.at < len(r.b) && r.b[r.at] != '"'; r.at++ {
		if r.b[r.at] == '\\' {
			escaped = true
			r.at++
		}
	}
	if r.failed || r.at >= len(r.b) {
		r.failed = true
		return ""
	}
	r.at++
	if !escaped {
		return r.b[begun : r.at-1]
	}
	var s string
	if err := json.Unmarshal([]byte(r.b[begun-1:r.at]), &s); err != nil {
		r.failed = true
	}
	return s
}

func (r *answerReader) number() string {
	begun := r.at
	for r.at < len(r.b) && (r.b[r.at] >= '0' && r.b[r.at] <= '9' || r.b[r.at] == '-' || r.b[r.at] == '+' ||
		r.b[r.at] == '.' || r.b[r.at] == 'e' || r.b[r.at] == 'E') {
		r.at++
	}
	r.failed = r.failed || r.at == begun
	return r.b[begun:r.at]
}
