package scenario

import (
	"io/fs"
	"maps"
	"slices"

	"sportello/definitions"
	"sportello/engine"
)

// Completed plays the worked cases of a service, without the steps that come
// after, with a program as it is, also where they tell of other parameters. It
// gives at most so many applications that can be sent, in the order of the
// files: examples of what citizens may answer.
func Completed(service fs.FS, p *engine.Program, most int) []Turn {
	asItIs := func(engine.Params) (*engine.Program, definitions.Faults) { return p, nil }
	var out []Turn
	stories, _ := ReadAll(service)
	for _, file := range slices.Sorted(maps.Keys(stories)) {
		if len(out) == most {
			break
		}
		told := &Scenario{Situation: stories[file].Situation}
		PlayBeside(file, told, asItIs, func(t Turn) error {
			if t.Record != nil {
				out = append(out, t)
			}
			return nil
		})
	}
	return out
}
