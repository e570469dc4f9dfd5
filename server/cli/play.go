package cli

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/server/catalogue"
	"sportello/server/stage"
)

// Play plays the scenarios of services.
type Play struct {
	Services []string `arg:"" optional:"" name:"service" help:"Ids, folders or blocks (isee@1); all services and blocks of the library if none."`
	Cases    string   `placeholder:"DIR" help:"A municipality's own scenarios, in DIR/SERVICE/scenarios, instead of the services' own."`
	HTTP     bool     `name:"http" help:"Through a real server on this machine, too."`
}

// Run plays the scenarios; the last line counts them. It fails if any failed,
// or if a service has faults.
func (c *Play) Run(common Common, s Streams) error {
	services, err := catalogue.OpenAll(common.sources(), c.Services...)
	if err != nil {
		return err
	}
	passed, failed := 0, 0
	for _, svc := range services {
		p, f, err := c.play(svc, s)
		if err != nil {
			return err
		}
		passed, failed = passed+p, failed+f
	}
	fmt.Fprintf(s.Out, "%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		return ErrFailed
	}
	return nil
}

// play plays the scenarios of one service, over HTTP too if that is asked for.
// Its servers are taken down before the next service: each holds much memory.
func (c *Play) play(svc *catalogue.Service, s Streams) (passed, failed int, err error) {
	stories, err := c.stories(svc)
	if err != nil {
		return 0, 0, err
	}
	var beside func(scenario.Turn) error
	if c.HTTP {
		h := &overHTTP{stages: map[*engine.Program]*stage.Stage{}}
		defer h.close()
		beside = h.play
	}
	passed, failed = playService(svc, stories, s, beside)
	return passed, failed, nil
}

// stories is where the scenarios of a service are.
func (c *Play) stories(svc *catalogue.Service) (fs.FS, error) {
	if c.Cases == "" {
		return svc.Files, nil
	}
	root, err := os.OpenRoot(c.Cases)
	if err != nil {
		return nil, fmt.Errorf("read the scenarios: %w", err)
	}
	return fs.Sub(root.FS(), svc.ID)
}

func playService(svc *catalogue.Service, from fs.FS, s Streams, beside func(scenario.Turn) error) (passed, failed int) {
	if svc.Program == nil {
		printFaults(s.Err, svc.Faults)
		return 0, 1
	}
	stories, faults := scenario.ReadAll(from)
	printFaults(s.Err, faults)
	if faults.Blocking() {
		failed++
	}
	compile := compiler(svc)
	for _, file := range slices.Sorted(maps.Keys(stories)) {
		r := scenario.PlayBeside(file, stories[file], compile, beside)
		if len(r.Failures) == 0 {
			passed++
			continue
		}
		failed++
		for i := range r.Failures {
			r.Failures[i].Pos.File = filepath.Join(svc.Dir, r.Failures[i].Pos.File)
		}
		fmt.Fprint(s.Out, r.Report())
	}
	return passed, failed
}

// compiler compiles the service with other parameters, once for each set.
func compiler(svc *catalogue.Service) scenario.Compile {
	done := map[string]*engine.Program{}
	return func(params engine.Params) (*engine.Program, definitions.Faults) {
		if len(params) == 0 {
			return svc.Program, nil
		}
		key := fmt.Sprint(params)
		if p := done[key]; p != nil {
			return p, nil
		}
		p, faults := svc.With(params)
		done[key] = p
		return p, faults
	}
}
