package rehearsal

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"sportello/engine"
	"sportello/engine/explore"
	"sportello/engine/scenario"
	"sportello/engine/value"
)

// wanted is how many journeys of each citizen are looked for, and drawn how
// many times at most.
const (
	wanted = 3
	draws  = 40
)

// Nobody is who comes to a service without signing in.
func Nobody() map[string]value.Group { return map[string]value.Group{"": {}} }

// Examples are worked cases of a service for its cast to follow.
func Examples(service fs.FS, p *engine.Program) []scenario.Turn {
	return scenario.Completed(service, p, 12)
}

// Cast finds roles: for each citizen (by the id that they sign in with, and what
// is known of them) some journeys that can be sent, most of them along an
// example.
func Cast(p *engine.Program, examples []scenario.Turn, citizens map[string]value.Group, now time.Time, seed uint64) ([]Role, error) {
	chance := rand.New(rand.NewPCG(seed, 2))
	var roles []Role
	for _, id := range slices.Sorted(maps.Keys(citizens)) {
		if level, known := citizens[id]["livello"].(value.Number); known && level.IntPart() < int64(p.LevelNeeded()) {
			continue // would be asked to sign in otherwise
		}
		found := 0
		for n := 0; n < draws && found < wanted; n++ {
			trip := explore.Journey(p, chance, engine.Outside{Now: now, Identity: citizens[id]}, examples...)
			if trip.Record == nil {
				continue
			}
			answers, err := p.DecodeAnswers(trip.Record.Answers)
			if err != nil {
				return nil, err
			}
			roles = append(roles, Role{id, typed(answers).(value.Group)})
			found++
		}
	}
	if len(roles) == 0 {
		return nil, fmt.Errorf("no journey through %s could be found that can be sent at %s: is it open then?", p.ID(), now.Format("2006-01-02 15:04"))
	}
	return roles, nil
}

// typed gives answers as one types them: of a file, its name.
func typed(v value.Value) value.Value {
	switch v := v.(type) {
	case value.Group:
		out := value.Group{}
		for name, inner := range v {
			out[name] = typed(inner)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = typed(inner)
		}
		return out
	case engine.File:
		return v.Name
	}
	return v
}
