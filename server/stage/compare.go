package stage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"

	"sportello/engine"
)

// ErrNothingStored means that no submission of the service is stored.
var ErrNothingStored = errors.New("nothing was stored")

// Compare holds the submission that was stored last to a record of the engine's:
// it is valid by the published schema, and its answers are the same.
func (s *Stage) Compare(want *engine.Record) error {
	last, err := s.last()
	if err != nil {
		return err
	}
	if err := s.program.Validate(last); err != nil {
		return fmt.Errorf("what was stored is not valid: %w", err)
	}
	stored, err := withoutIDs(last)
	if err != nil {
		return err
	}
	computed, err := withoutIDs(want.Answers)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(stored, computed) {
		return fmt.Errorf("other answers were stored:\n%s\nnot\n%s", asJSON(stored), asJSON(computed))
	}
	return nil
}

// last gives the answers that were stored last.
func (s *Stage) last() (json.RawMessage, error) {
	var last json.RawMessage
	for sub, err := range s.Store.Export(context.Background(), s.program.ID(), 0) {
		if err != nil {
			return nil, err
		}
		last = sub.Answers
	}
	if last == nil {
		return nil, ErrNothingStored
	}
	return last, nil
}

func asJSON(v any) []byte { b, _ := json.Marshal(v); return b }

// withoutIDs reads answers, and takes out what a server names as it likes: rows
// and files.
func withoutIDs(answers json.RawMessage) (any, error) {
	var v any
	if err := json.Unmarshal(answers, &v); err != nil {
		return nil, err
	}
	return nameless(v), nil
}

var rowID = regexp.MustCompile(`^r\d+$`)

func nameless(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return namelessGroup(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = nameless(v[i])
		}
		return out
	case string:
		if rowID.MatchString(v) {
			return "a row"
		}
	}
	return v
}

func namelessGroup(v map[string]any) any {
	out := map[string]any{}
	_, isFile := v["sha256"]
	for name, inner := range v {
		if name == "_id" || isFile && name != "name" && name != "media_type" {
			continue
		}
		out[name] = nameless(inner)
	}
	return out
}
