package submission

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"sportello/engine"
)

// Post is a page as a browser posts it.
type Post struct {
	Page     string
	Revision int64 // of the draft when the page was shown
	Form     engine.Form
}

// form is never nil, also if nothing was posted.
func (p Post) form() engine.Form {
	if p.Form == nil {
		return engine.Form{}
	}
	return p.Form
}

// Start begins a draft of a service's current edition.
func (d *Desk) Start(ctx context.Context, who Person, service, language string) (*Turn, error) {
	return d.StartFor(ctx, who, "", service, language)
}

// StartFor begins a draft on behalf of somebody else, by their subject.
func (d *Desk) StartFor(ctx context.Context, who Person, behalf, service, language string) (*Turn, error) {
	if who.Subject == "" {
		return nil, ErrForbidden
	}
	program, err := d.ports.Catalogue.Current(service)
	if err != nil {
		return nil, fmt.Errorf("start: %w", err)
	}
	if !program.Admits(who.Level) {
		return nil, &TooLow{program.LevelNeeded()}
	}
	content, err := program.EncodeDraft(engine.Draft{})
	if err != nil {
		return nil, fmt.Errorf("start: %w", err)
	}
	id, err := d.newID()
	if err != nil {
		return nil, err
	}
	now, language := d.asked(who), program.Language(language)
	draft := Draft{
		ID: id, Service: program.ID(), Edition: program.Edition(),
		Owner: who.Subject, Actor: who.Evidence(), Behalf: behalf, Language: language,
		Revision: 1, State: Filling, Content: content, Created: now, Updated: now,
	}
	if err := d.ports.Drafts.CreateDraft(ctx, draft); err != nil {
		return nil, fmt.Errorf("start: %w", err)
	}
	outside, err := d.outside(ctx, who, draft.Service, id, language)
	if err == nil {
		err = d.earlier(ctx, who, program, &outside)
	}
	if err != nil {
		return nil, err
	}
	return &Turn{Draft: draft, Program: program, Journey: program.Walk(engine.Draft{}, outside)}, nil
}

// Drafts gives the person's drafts, latest change first.
func (d *Desk) Drafts(ctx context.Context, who Person) ([]Draft, error) {
	if who.Subject == "" {
		return nil, ErrForbidden
	}
	return d.ports.Drafts.Drafts(ctx, who.Subject)
}

// Resume tells where a draft stands: for the summary, and to go on from it.
func (d *Desk) Resume(ctx context.Context, who Person, id string) (*Turn, error) {
	o, err := d.open(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return &Turn{Draft: o.Draft, Program: o.program, Journey: o.program.Walk(o.filled, o.outside)}, nil
}

// Page shows one page as it stands, typed values included.
func (d *Desk) Page(ctx context.Context, who Person, id, page string) (*Turn, error) {
	o, err := d.open(ctx, who, id)
	if err != nil {
		return nil, err
	}
	state, journey := o.program.Page(o.filled, o.outside, page)
	return &Turn{Draft: o.Draft, Program: o.program, Page: state, Journey: journey}, nil
}

// Answer posts a page. Valid or not, what was typed is kept; Turn.Accepted
// tells which. A page that left the path meanwhile is kept too, and Turn.Page is
// nil. With ErrConflict the Turn is not nil and nothing was kept.
func (d *Desk) Answer(ctx context.Context, who Person, id string, post Post) (*Turn, error) {
	o, err := d.openToChange(ctx, who, id)
	if err != nil {
		return nil, err
	}
	filled, page, journey := o.program.Accept(o.filled, o.outside, post.Page, post.form())
	turn := &Turn{Draft: o.Draft, Program: o.program, Page: page, Journey: journey}
	if page == nil && filled.Typed[post.Page] == nil {
		return turn, nil
	}
	turn, err = d.keep(ctx, who, o, filled, turn, post)
	if err == nil && turn.Accepted() {
		err = d.keepInProfile(ctx, who, turn, o.outside)
	}
	return turn, err
}

// Edit posts a page to add or remove a row or a file: "add:<list>",
// "remove:<list>.<row>", "drop:<path>:<file>", or "" to keep it as typed.
// Nothing is validated. With ErrConflict the Turn is not nil and nothing was
// kept.
func (d *Desk) Edit(ctx context.Context, who Person, id string, post Post, action string) (*Turn, error) {
	o, err := d.openToChange(ctx, who, id)
	if err != nil {
		return nil, err
	}
	filled, page := o.program.Edit(o.filled, o.outside, post.Page, post.form(), action)
	turn := &Turn{Draft: o.Draft, Program: o.program, Page: page, Journey: o.program.Walk(filled, o.outside)}
	if page == nil {
		return turn, nil
	}
	turn, err = d.keep(ctx, who, o, filled, turn, post)
	if err != nil {
		return turn, err
	}
	return turn, d.dropFile(ctx, who, o, action)
}

// Look tells how a page would stand if it were kept as it is typed. Nothing is
// kept. Turn.Page is nil if the page is not on the path.
func (d *Desk) Look(ctx context.Context, who Person, id string, post Post) (*Turn, error) {
	o, err := d.openToChange(ctx, who, id)
	if err != nil {
		return nil, err
	}
	_, page := o.program.Edit(o.filled, o.outside, post.Page, post.form(), "")
	return &Turn{Draft: o.Draft, Program: o.program, Page: page}, nil
}

// keep saves the filled draft as the next revision of o, if it is one: posting
// what is stored already, as a double click does, is neither a change nor a
// conflict.
func (d *Desk) keep(ctx context.Context, who Person, o *open, filled engine.Draft, turn *Turn, post Post) (*Turn, error) {
	filled.Files = nil // the store knows them, also those of a page not posted yet
	content, err := o.program.EncodeDraft(filled)
	if err != nil {
		return nil, fmt.Errorf("write %v: %w", o.Draft, err)
	}
	if bytes.Equal(content, o.Content) {
		return turn, nil
	}
	if post.Revision != o.Revision {
		return o.both(post), ErrConflict
	}
	turn.Draft = o.next(content, o.outside.Now)
	err = d.ports.Drafts.SaveDraft(ctx, turn.Draft)
	if errors.Is(err, ErrConflict) {
		return d.overtaken(ctx, who, o.ID, post)
	}
	if err != nil {
		return nil, fmt.Errorf("keep %v: %w", o.Draft, err)
	}
	return turn, nil
}

// overtaken is a conflict that was found only in saving: what the other window
// stored is read again.
func (d *Desk) overtaken(ctx context.Context, who Person, id string, post Post) (*Turn, error) {
	o, err := d.open(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return o.both(post), ErrConflict
}

// both shows a page as typed and as stored. Page is nil if the other window
// closed the page.
func (o *open) both(post Post) *Turn {
	stored, journey := o.program.Page(o.filled, o.outside, post.Page)
	_, typed := o.program.Edit(o.filled, o.outside, post.Page, post.form(), "")
	return &Turn{Draft: o.Draft, Program: o.program, Page: typed, Journey: journey, Stored: stored}
}

// DeleteDraft forgets a draft and what was uploaded to it.
func (d *Desk) DeleteDraft(ctx context.Context, who Person, id string) error {
	if who.Subject == "" {
		return ErrForbidden
	}
	if err := d.ports.Drafts.DeleteDraft(ctx, id, who.Subject); err != nil {
		return fmt.Errorf("delete draft: %w", err)
	}
	return nil
}
