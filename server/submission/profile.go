package submission

import (
	"context"
	"fmt"
	"slices"

	"sportello/engine"
)

// ProfileStore keeps what citizens gave once, by the groups of data that nobody
// is asked for twice. Only who signed in has a profile.
type ProfileStore interface {
	// Profile gives what is kept of the owner, the latest first.
	Profile(ctx context.Context, owner string) ([]engine.Kept, error)
	// KeepValues keeps values, in the place of the owner's with the same id.
	KeepValues(ctx context.Context, owner string, k engine.Kept) error
	// ForgetValues forgets them. ErrNotFound if they are not the owner's.
	ForgetValues(ctx context.Context, owner, id string) error
}

// Profile gives what is kept of the person, the latest first.
func (d *Desk) Profile(ctx context.Context, who Person) ([]engine.Kept, error) {
	if !d.hasProfile(who) {
		return nil, ErrForbidden
	}
	kept, err := d.ports.Profiles.Profile(ctx, who.Subject)
	if err != nil {
		return nil, fmt.Errorf("profile: %w", err)
	}
	return kept, nil
}

// Kept gives one group of values that is kept of the person. ErrNotFound if there is
// none of that id, or it is somebody else's.
func (d *Desk) Kept(ctx context.Context, who Person, id string) (engine.Kept, error) {
	all, err := d.Profile(ctx, who)
	if err != nil {
		return engine.Kept{}, err
	}
	at := slices.IndexFunc(all, func(k engine.Kept) bool { return k.ID == id })
	if at < 0 {
		return engine.Kept{}, ErrNotFound
	}
	return all[at], nil
}

// Forget takes values out of the person's profile. Applications have copies of
// their own, which stay.
func (d *Desk) Forget(ctx context.Context, who Person, id string) error {
	if !d.hasProfile(who) {
		return ErrForbidden
	}
	if err := d.ports.Profiles.ForgetValues(ctx, who.Subject, id); err != nil {
		return fmt.Errorf("forget: %w", err)
	}
	return nil
}

func (d *Desk) hasProfile(who Person) bool {
	return d.ports.Profiles != nil && who.Subject != "" && who.Issuer != ""
}

// known gives the engine the person's profile, by group. It is nil where there
// is none, or the service asks for nothing of it.
func (d *Desk) known(ctx context.Context, who Person, p Program) (map[string][]engine.Kept, error) {
	if !d.hasProfile(who) || len(p.OnceOnly()) == 0 {
		return nil, nil
	}
	kept, err := d.Profile(ctx, who)
	if err != nil {
		return nil, err
	}
	out := map[string][]engine.Kept{}
	for _, k := range kept {
		out[k.Group] = append(out[k.Group], k)
	}
	return out, nil
}

// keepInProfile keeps what a citizen wants to be kept of an accepted page.
// Doing it again changes nothing.
func (d *Desk) keepInProfile(ctx context.Context, who Person, t *Turn, at engine.Outside) error {
	for _, k := range t.Page.Kept {
		k.Service, k.At = t.Program.Title(), at.Now
		if k.ID == "" {
			var err error
			if k.ID, err = d.newID(); err != nil {
				return err
			}
		}
		if err := d.ports.Profiles.KeepValues(ctx, who.Subject, k); err != nil {
			return fmt.Errorf("keep in profile: %w", err)
		}
	}
	return nil
}
