package submission

import (
	"cmp"
	"context"
	"fmt"

	"sportello/engine"
)

// Corrector is the program on whose page a group of the profile is corrected.
type Corrector interface {
	// Language is what the page is offered in to those who want a language.
	Language(wanted string) string
	// Corrects reports whether kept values can be corrected in it.
	Corrects(k engine.Kept) bool
	// Correct shows kept values: as they are, or as typed after one change to their
	// rows. It is nil if they cannot be corrected.
	Correct(k engine.Kept, o engine.Outside, f engine.Form, action string) *engine.PageState
	// Corrected takes the posted page.
	Corrected(k engine.Kept, o engine.Outside, f engine.Form) *engine.PageState
}

// Corrections finds the program of a group; nil if there is none.
type Corrections interface {
	OnceOnly(group string) (Corrector, error)
}

// Correction is kept values while they are corrected.
type Correction struct {
	Kept     engine.Kept
	Page     *engine.PageState
	Language string
	Revision int64 // of the kept values: when they were kept
}

// Correction shows kept values as they would be corrected; with a form as typed,
// after one change to its rows. Nothing is kept. ErrNotFound if they are not the
// person's, or cannot be corrected.
func (d *Desk) Correction(ctx context.Context, who Person, id string, form engine.Form, action string) (*Correction, error) {
	c, program, o, err := d.correction(ctx, who, id)
	if err != nil {
		return nil, err
	}
	if c.Page = program.Correct(c.Kept, o, form, action); c.Page == nil {
		return nil, ErrNotFound
	}
	return c, nil
}

// Correct takes a posted correction. If the page is valid it is what is kept from
// now on, in the place of what was. With ErrConflict the Correction is as typed, and
// nothing was kept.
func (d *Desk) Correct(ctx context.Context, who Person, id string, post Post) (*Correction, error) {
	c, program, o, err := d.correction(ctx, who, id)
	if err != nil {
		return nil, err
	}
	if post.Revision != c.Revision {
		if c.Page = program.Correct(c.Kept, o, post.form(), ""); c.Page == nil {
			return nil, ErrNotFound
		}
		return c, ErrConflict
	}
	if c.Page = program.Corrected(c.Kept, o, post.form()); c.Page == nil {
		return nil, ErrNotFound
	}
	if !c.Accepted() {
		return c, nil
	}
	k := c.Page.Kept[0]
	k.At = o.Now
	if err := d.ports.Profiles.KeepValues(ctx, who.Subject, k); err != nil {
		return nil, fmt.Errorf("correct: %w", err)
	}
	return c, nil
}

// Corrects reports whether kept values can be corrected.
func (d *Desk) Corrects(k engine.Kept) bool {
	if d.ports.Corrections == nil {
		return false
	}
	program, err := d.ports.Corrections.OnceOnly(k.Group)
	return err == nil && program != nil && program.Corrects(k)
}

// Accepted reports whether the posted page was taken.
func (c *Correction) Accepted() bool { return c.Page.Done && len(c.Page.Problems) == 0 }

// correction finds the person's kept values, and the program that corrects them.
func (d *Desk) correction(ctx context.Context, who Person, id string) (*Correction, Corrector, engine.Outside, error) {
	o := engine.Outside{Now: d.now(), Identity: who.Identity}
	if d.ports.Corrections == nil {
		return nil, nil, o, ErrNotFound
	}
	kept, err := d.Kept(ctx, who, id)
	if err != nil {
		return nil, nil, o, err
	}
	program, err := d.ports.Corrections.OnceOnly(kept.Group)
	if err != nil || program == nil {
		return nil, nil, o, fmt.Errorf("group %s: %w", kept.Group, cmp.Or(err, ErrNotFound))
	}
	o.Language = program.Language(who.Language)
	if d.ports.Show != nil {
		o.Show = d.ports.Show(o.Language)
	}
	return &Correction{Kept: kept, Language: o.Language, Revision: kept.At.UnixMilli()}, program, o, nil
}
