package cli

import (
	"context"
	"fmt"

	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

// Verify proves that nothing that was sent has been changed or removed.
type Verify struct {
	Place
	Seal string `placeholder:"SEAL" help:"A seal that an earlier run printed: it must still be in the chain. Note the seals down outside the machine: who can write in the database could remake the chain, but not what you noted."`
}

// Run prints what was found, and fails if there is anything.
func (c *Verify) Run(s Streams) error {
	ctx := context.Background()
	var v submission.Verification
	err := c.with(ctx, c.openThere, func(store *sqlstore.Store, files shelf) (err error) {
		v, err = submission.Verify(ctx, store, files, c.Seal)
		return err
	})
	if err != nil {
		return err
	}
	for _, finding := range v.Findings {
		fmt.Fprintln(s.Out, finding)
	}
	fmt.Fprintf(s.Out, "%d events, %d submissions, %d files: %d findings\nseal %s\n",
		v.Events, v.Submissions, v.Files, len(v.Findings), v.End.Seal)
	if len(v.Findings) > 0 {
		return ErrFailed
	}
	return nil
}
