package submission

import "context"

// Summary shows all pages of the path together, as the summary does.
func (d *Desk) Summary(ctx context.Context, who Person, id string) (*Turn, error) {
	o, err := d.open(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return &Turn{Draft: o.Draft, Program: o.program, Journey: o.program.Pages(o.filled, o.outside)}, nil
}
