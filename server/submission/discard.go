package submission

import (
	"context"
	"fmt"
)

// Discard forgets a file that no page has taken as an answer: it was uploaded
// to a field that does not take such files.
func (d *Desk) Discard(ctx context.Context, who Person, file string) error {
	if who.Subject == "" {
		return ErrForbidden
	}
	if err := d.ports.Files.RemoveFile(ctx, file, who.Subject); err != nil {
		return fmt.Errorf("discard file: %w", err)
	}
	return nil
}
