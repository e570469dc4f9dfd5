package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/renderer/locale"
)

// Why says why something is as it is.
type Why struct {
	Service string `arg:"" help:"An id or a folder."`
	Path    string `arg:"" help:"A page, a field by its path, fee.x, score.x, deadline.x, or a condition."`
	Step    int    `help:"Go on with the steps of the scenario up to this one (1 is the first under then)."`
	Answers string `required:"" placeholder:"FILE" help:"The answers: a scenario, or a file with now, params, facts, identity and answers."`
}

// Run prints the decisions on the way, each with its rule in words and the
// answers that it read.
func (c *Why) Run(common Common, s Streams) error {
	svc, err := one(common, c.Service, s)
	if err != nil {
		return err
	}
	content, err := os.ReadFile(c.Answers)
	if err != nil {
		return fmt.Errorf("read the answers: %w", err)
	}
	var a scenario.Answers
	if faults := definitions.Decode(c.Answers, content, &a); faults.Blocking() {
		printFaults(s.Err, faults)
		return ErrFailed
	}
	if common.Now != "" {
		a.Now.Value = common.Now
	}
	if a.Now.Value == "" {
		a.Now.Value = time.Now().In(svc.Program.Zone()).Format("2006-01-02T15:04:05")
	}
	if c.Step < 0 || c.Step > len(a.Then) {
		return fmt.Errorf("--step %d: the scenario has %d steps", c.Step, len(a.Then))
	}
	told, err := scenario.Tell(a.Situation, a.Then[:c.Step], a.Pos, compiler(svc))
	if err != nil {
		return err
	}
	told.Outside.Show = locale.For("it").Value
	reasons, err := told.Program.Why(c.Path, told.Draft, told.Outside)
	if err != nil {
		return err
	}
	for _, r := range reasons {
		printReason(s.Out, r)
	}
	return nil
}

func printReason(w io.Writer, r engine.Reason) {
	fmt.Fprintf(w, "%s %s", r.What, r.Decision)
	if len(r.Rules) > 0 {
		fmt.Fprintf(w, " [%s]", strings.Join(r.Rules, ", "))
	}
	fmt.Fprintln(w)
	if r.Reading == "" {
		return
	}
	fmt.Fprintf(w, "    regola: %s   (%s)\n", r.Reading, r.Pos)
	for _, a := range r.Answers {
		label := a.Label
		if label == "" {
			label = a.Path
		}
		fmt.Fprintf(w, "    %s (%s): %s\n", label, a.Path, a.Words)
	}
}
