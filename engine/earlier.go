package engine

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// Earlier is an application that the same citizen sent to the same service
// before.
type Earlier struct {
	Number  string // its reference
	Sent    time.Time
	State   string      // its present state, by id
	Answers value.Group // as they were stored
}

// What a column of a fact of one's own may be besides an answer.
const (
	ownNumber = "submission.number"
	ownSent   = "submission.at"
	ownState  = "submission.state"
)

var ownTypes = map[string]value.Type{ownNumber: value.TextType, ownSent: value.InstantType, ownState: value.TextType}

// ownFacts holds the facts that are made of the citizen's own earlier
// applications to what there is: each column is something of an application.
func (b *builder) ownFacts(facts definitions.Map[definitions.Fact]) {
	for _, e := range facts {
		if len(e.Value.Own) == 0 {
			continue
		}
		f := b.p.facts[e.Key.Value]
		f.own = map[string]string{}
		columns := f.typ.Fields
		if f.typ.Kind == value.Many && f.typ.Elem != nil {
			columns = f.typ.Elem.Fields
		}
		for _, own := range e.Value.Own {
			b.ownColumn(own, columns)
			f.own[own.Key.Value] = own.Value.Value
		}
		b.p.facts[e.Key.Value] = f
	}
}

func (b *builder) ownColumn(own definitions.Entry[definitions.String], columns map[string]value.Type) {
	column, declared := columns[own.Key.Value]
	if !declared {
		b.faults.Add(own.Key.Pos, CodeOwn, "declare it under of:, in a fact of type list, or group for the latest application", "the fact has no %s", own.Key.Value)
		return
	}
	from := own.Value.Value
	t, known := ownTypes[from]
	if n := b.p.placed[from]; n != nil && n.typ.Kind != value.Many && n.typ.Kind != value.Named && !strings.Contains(from, rule.Rows) {
		t, known = n.typ, true
	}
	if !known {
		b.faults.Add(own.Value.Pos, CodeOwn, "write "+ownNumber+", "+ownSent+", "+ownState+", or the path of an answer that is not in a list", "%s is nothing that an application has", from)
		return
	}
	if t.Kind != column.Kind {
		b.faults.Add(own.Value.Pos, CodeOwn, "declare the type of what it is taken from", "%s is a %s, and the fact declares a %s", from, t, column)
	}
}

// AsksEarlier reports whether rules of the service read what the citizen sent to
// it before.
func (p *Program) AsksEarlier() bool {
	for _, f := range p.facts {
		if f.own != nil {
			return true
		}
	}
	return false
}

// WithEarlier adds what the citizen sent before, latest first, to facts, unless
// somebody else gives it. A fact that is a group is the latest; one that is a list
// is all of them.
func (p *Program) WithEarlier(facts value.Group, earlier []Earlier) value.Group {
	out := value.Group{}
	for name, v := range facts {
		out[name] = v
	}
	for name, f := range p.facts {
		if f.own == nil || facts[name] != nil {
			continue
		}
		rows := []any{}
		for _, e := range earlier {
			rows = append(rows, f.row(e, p.zone))
		}
		switch {
		case f.typ.Kind == value.Many:
			out[name] = rows
		case len(rows) > 0:
			out[name] = rows[0]
		}
	}
	return out
}

// row is one earlier application as a fact has it. What that had not, or had of
// another kind in another edition, is unanswered.
func (f declared) row(e Earlier, zone *time.Location) value.Group {
	columns := f.typ.Fields
	if f.typ.Kind == value.Many {
		columns = f.typ.Elem.Fields
	}
	row := value.Group{}
	for column, from := range f.own {
		switch from {
		case ownNumber:
			row[column] = e.Number
		case ownSent:
			row[column] = e.Sent.In(zone).Truncate(time.Second) // as the clock of rules
		case ownState:
			row[column] = e.State
		default:
			if v, err := Literal(columns[column], rule.Canonical(answerAt(e.Answers, from)), zone); err == nil && v != "" {
				row[column] = v
			}
		}
	}
	return row
}

func answerAt(answers value.Group, path string) value.Value {
	if around, last, nested := cutLast(path); nested {
		return groupAt(answers, around)[last]
	}
	return answers[path]
}

// EarlierAsKept lays what an application was sent with, of what the citizen had
// sent before it, over facts: that does not change any more.
func (p *Program) EarlierAsKept(facts value.Group, kept json.RawMessage) value.Group {
	out := value.Group{}
	for name, v := range facts {
		out[name] = v
	}
	var stored map[string]struct{ Value any }
	read := json.NewDecoder(bytes.NewReader(kept))
	read.UseNumber()
	if err := read.Decode(&stored); err != nil {
		return out
	}
	for name, f := range p.facts {
		if v, err := Literal(f.typ, stored[name].Value, p.zone); f.own != nil && err == nil && v != nil {
			out[name] = v
		}
	}
	return out
}
