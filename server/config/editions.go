package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"sportello/definitions"
	"sportello/engine"
	"sportello/server/catalogue"
	"sportello/server/submission"
)

// stored is an edition as the store keeps it.
type stored struct {
	Files  definitions.Bundle `json:"files"`
	Params json.RawMessage    `json:"params"` // by service, as a file of parameters
}

// packParams writes values of parameters as a file of parameters, in JSON.
func packParams(service string, params engine.Params) (json.RawMessage, error) {
	return json.Marshal(map[string]any{service: plainParams(params)})
}

// label tells editions of a definition apart whose parameters or tables differ:
// the author's label, then what stands for the municipality's own.
func label(svc *catalogue.Service) string {
	fixed := slices.DeleteFunc(slices.Clone(svc.Params), func(e definitions.Entry[definitions.Literal]) bool {
		p, _ := svc.Loaded.Service.Parameters.Find(e.Key.Value)
		return p.Live
	})
	if len(fixed) == 0 && len(svc.Tables) == 0 {
		return svc.Program.Label()
	}
	text, _ := json.Marshal(plainParams(fixed)) // plain values always marshal
	for _, name := range svc.Tables {
		text = append(text, svc.Loaded.Bundle[name]...)
	}
	sum := sha256.Sum256(text)
	return svc.Program.Label() + "+" + hex.EncodeToString(sum[:4])
}

func plainParams(params engine.Params) map[string]any {
	out := map[string]any{}
	for _, e := range params {
		out[e.Key.Value] = plain(e.Value.Value)
	}
	return out
}

// plain turns a value as an author wrote it into one of JSON, digit by digit.
func plain(v any) any {
	switch v := v.(type) {
	case definitions.Number:
		return json.Number(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name, member := range v {
			out[name] = plain(member)
		}
		return out
	}
	return v
}

// restore compiles an edition from what the store kept of it, with the values
// that now makes of those that were kept.
func (s *Services) restore(e submission.Edition, now func(*definitions.Loaded, engine.Params) engine.Params) (*engine.Program, *definitions.Loaded, error) {
	loaded, params, err := unpack(e)
	if err != nil {
		return nil, nil, err
	}
	program, faults := engine.Compile(loaded, s.profile, now(loaded, params))
	if program == nil {
		return nil, nil, fmt.Errorf("it does not compile here: %w", faults[0])
	}
	if program.Edition() != e.Hash {
		return nil, nil, fmt.Errorf("it compiles to another edition, %s", program.Edition())
	}
	return program, loaded, nil
}

// unpack reads an edition as the store kept it.
func unpack(e submission.Edition) (*definitions.Loaded, engine.Params, error) {
	var kept stored
	if err := json.Unmarshal(e.Bundle, &kept); err != nil {
		return nil, nil, fmt.Errorf("read its bundle: %w", err)
	}
	loaded, faults := definitions.ReadBundle(kept.Files)
	if faults.Blocking() {
		return nil, nil, fmt.Errorf("it cannot be read any more: %w", faults[0])
	}
	params, faults := definitions.ReadParams("params.json", kept.Params)
	if faults.Blocking() {
		return nil, nil, fmt.Errorf("its parameters cannot be read any more: %w", faults[0])
	}
	return loaded, params[e.Service], nil
}

// withLive gives the parameters of an earlier edition, the live ones as they
// are now.
func (s *Services) withLive(loaded *definitions.Loaded, params engine.Params) engine.Params {
	current, served := s.shelf.Load().by[loaded.Service.ID.Value]
	if !served {
		return params
	}
	var out engine.Params
	for _, e := range params {
		if p, _ := loaded.Service.Parameters.Find(e.Key.Value); !p.Live {
			out = append(out, e)
		}
	}
	for _, e := range loaded.Service.Parameters {
		if now, given := valueNow(current, e.Key.Value); e.Value.Live && given {
			out = append(out, definitions.Entry[definitions.Literal]{Key: e.Key, Value: now})
		}
	}
	return out
}

// valueNow is the value of a live parameter: the municipality's, or the
// default of the current edition.
func valueNow(current offered, name string) (definitions.Literal, bool) {
	if v, given := current.params.Find(name); given {
		return v, true
	}
	p, declared := current.loaded.Service.Parameters.Find(name)
	return p.Default, declared && p.Live && p.Default.Given()
}
