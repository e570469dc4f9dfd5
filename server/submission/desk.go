package submission

import (
	"cmp"
	"context"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
	"time"

	"sportello/engine"
	"sportello/engine/value"
)

// Desk is the counter: its methods are all that can be done with applications.
// It keeps nothing itself, and may be used by many requests at once.
type Desk struct{ ports Ports }

// Ports are what a Desk works with. All are needed but Profiles, Corrections,
// Receivers and Show.
type Ports struct {
	Catalogue   Catalogue
	Drafts      DraftStore
	Submissions SubmissionStore
	Files       FileStore
	Attachments Attachments
	Ratings     RatingStore
	Profiles    ProfileStore // nil: nothing is kept of anybody
	Corrections Corrections  // nil: what is kept can be deleted, and not corrected
	World       World
	Clock       func() time.Time
	Random      io.Reader      // for ids nobody can guess
	Zone        *time.Location // the municipality's, for the year of references
	Receivers   []string       // who is told of what happens; may be none
	// Show puts values that texts carry into a language. It may be nil: then
	// they are shown in canonical form.
	Show func(language string) func(value.Value, value.Type) string
}

// NewDesk opens a desk.
func NewDesk(p Ports) *Desk { return &Desk{ports: p} }

// Turn is what comes of a request about a draft.
type Turn struct {
	Draft   Draft // as it is stored now
	Program Program
	// Page is the page that was asked for, nil if none was or if it is not on
	// the path: then nothing was changed, and Journey tells where to go.
	Page    *engine.PageState
	Journey *engine.Journey
	// Stored is set with ErrConflict only: the page as another window left it,
	// while Page is what was typed now.
	Stored *engine.PageState
}

// Accepted reports whether the posted page was taken.
func (t *Turn) Accepted() bool {
	return t.Page != nil && t.Page.Done && len(t.Page.Problems) == 0
}

// open is a draft with what is needed to work on it.
type open struct {
	Draft
	program Program
	filled  engine.Draft
	outside engine.Outside
}

func (d *Desk) open(ctx context.Context, who Person, id string) (*open, error) {
	if who.Subject == "" {
		return nil, ErrForbidden
	}
	draft, err := d.ports.Drafts.Draft(ctx, id, who.Subject)
	if err != nil {
		return nil, fmt.Errorf("open draft: %w", err)
	}
	program, err := d.ports.Catalogue.Edition(draft.Edition)
	if err != nil {
		return nil, fmt.Errorf("%w: edition %s of %s: %v", ErrUnavailable, draft.Edition, draft.Service, err)
	}
	if !program.Admits(who.Level) {
		return nil, &TooLow{program.LevelNeeded()}
	}
	filled, err := program.DecodeDraft(draft.Content)
	if err != nil {
		return nil, fmt.Errorf("read %v: %w", draft, err)
	}
	filled.Files = filesByID(draft.Files)
	draft.Language = program.Language(cmp.Or(who.Language, draft.Language))
	outside, err := d.outside(ctx, who, draft.Service, id, draft.Language)
	if err == nil {
		err = d.earlier(ctx, who, program, &outside)
	}
	if err == nil {
		outside.Profile, err = d.known(ctx, who, program)
	}
	return &open{draft, program, filled, outside}, err
}

// openToChange is open for what changes the draft.
func (d *Desk) openToChange(ctx context.Context, who Person, id string) (*open, error) {
	o, err := d.open(ctx, who, id)
	if err == nil && o.State == AwaitingPayment {
		err = ErrAwaitingPayment
	}
	return o, err
}

// outside asks what surrounds an application, once for each request.
func (d *Desk) outside(ctx context.Context, who Person, service, application, language string) (engine.Outside, error) {
	facts, err := d.ports.World.Facts(ctx, service, application)
	if err != nil {
		return engine.Outside{}, fmt.Errorf("facts for %s: %w", application, err)
	}
	live, err := d.ports.World.Live(ctx, service)
	if err != nil {
		return engine.Outside{}, fmt.Errorf("live parameters of %s: %w", service, err)
	}
	out := engine.Outside{Now: d.asked(who), Identity: who.Identity, Facts: facts, Live: live, Language: language}
	if d.ports.Show != nil {
		out.Show = d.ports.Show(language)
	}
	return out, nil
}

// now is kept to the millisecond, as stores do.
func (d *Desk) now() time.Time { return d.ports.Clock().UTC().Truncate(time.Millisecond) }

// asked is the clock of a request: the instant when it arrived, so that no time
// that it had to wait counts against whoever made it.
func (d *Desk) asked(who Person) time.Time {
	if who.Asked.IsZero() {
		return d.now()
	}
	return who.Asked.UTC().Truncate(time.Millisecond)
}

// newID gives 128 bits in letters and digits that a URL carries as they are.
func (d *Desk) newID() (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(d.ports.Random, b[:]); err != nil {
		return "", fmt.Errorf("new id: %w", err)
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:])), nil
}

func filesByID(files []engine.File) map[string]engine.File {
	out := make(map[string]engine.File, len(files))
	for _, f := range files {
		out[f.ID] = f
	}
	return out
}
