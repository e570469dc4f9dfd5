package sqlstore

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// layout is RFC 3339 in UTC, of one width.
const layout = "2006-01-02T15:04:05.000Z"

// stamp is an instant in a column. The zero instant is NULL.
type stamp struct{ time.Time }

// Value writes it.
func (s stamp) Value() (driver.Value, error) {
	if s.IsZero() {
		return nil, nil
	}
	return s.UTC().Format(layout), nil
}

// Scan reads it.
func (s *stamp) Scan(column any) (err error) {
	text, ok := columnText(column)
	if !ok {
		s.Time = time.Time{}
		return nil
	}
	s.Time, err = time.Parse(layout, text)
	return err
}

// document is a JSON column that holds what To points to. A nil pointer in it
// is NULL.
type document[T any] struct{ To *T }

func asJSON[T any](to *T) document[T] { return document[T]{to} }

// Value writes it.
func (d document[T]) Value() (driver.Value, error) {
	text, err := json.Marshal(d.To)
	if err != nil || string(text) == "null" {
		return nil, err
	}
	return string(text), nil
}

// Scan reads it.
func (d document[T]) Scan(column any) error {
	text, ok := columnText(column)
	if !ok {
		return nil
	}
	if err := json.Unmarshal([]byte(text), d.To); err != nil {
		return fmt.Errorf("a JSON column cannot be read as %T", d.To) // without what it holds
	}
	return nil
}

// columnText gives a text column, which drivers hand over as text or bytes.
// It is false for NULL.
func columnText(column any) (string, bool) {
	switch column := column.(type) {
	case string:
		return column, true
	case []byte:
		return string(column), true
	}
	return "", false
}
