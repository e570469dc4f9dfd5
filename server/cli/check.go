package cli

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"sportello/definitions"
	"sportello/engine/scenario"
	"sportello/server/catalogue"
)

// Check tells every fault of services.
type Check struct {
	Services []string `arg:"" optional:"" name:"service" help:"Ids, folders or blocks (isee@1); all services and blocks of the library if none."`
	Format   string   `enum:"text,json" default:"text" help:"text or json."`
}

// Run prints the faults; it fails if there is any that blocks.
func (c *Check) Run(common Common, s Streams) error {
	services, err := catalogue.OpenAll(common.sources(), c.Services...)
	if err != nil {
		return err
	}
	var faults definitions.Faults
	for _, svc := range services {
		faults = append(faults, svc.Faults...)
		faults = append(faults, scenarioFaults(svc)...)
	}
	faults = faults.Sorted()
	if c.Format == "json" {
		if err := printJSON(s, faults); err != nil {
			return err
		}
	} else {
		printFaults(s.Out, faults)
	}
	if faults.Blocking() {
		return ErrFailed
	}
	if c.Format == "text" {
		fmt.Fprintf(s.Err, "no faults in %d services and blocks\n", len(services))
	}
	return nil
}

// scenarioFaults are the mistakes of form in the scenarios of a service.
func scenarioFaults(svc *catalogue.Service) definitions.Faults {
	_, faults := scenario.ReadAll(svc.Files)
	for i := range faults {
		faults[i].File = filepath.Join(svc.Dir, faults[i].File)
	}
	return faults
}

// faultJSON is a fault as --format json prints it.
type faultJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Advice  string `json:"advice,omitempty"`
	Warning bool   `json:"warning,omitempty"`
}

func printJSON(s Streams, faults definitions.Faults) error {
	out := []faultJSON{}
	for _, f := range faults {
		out = append(out, faultJSON{f.File, f.Line, f.Column, f.Code, f.Message, f.Advice, f.Warning})
	}
	e := json.NewEncoder(s.Out)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
