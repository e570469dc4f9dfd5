package submission

import (
	"context"
	"fmt"
	"io"
	"strings"

	"sportello/engine"
)

// MaxFiles is how many files a draft may hold, those included that no answer
// refers to any more.
const MaxFiles = 100

// Attach keeps an uploaded file with a draft. It becomes part of an answer when
// a page is posted (Answer or Edit) whose form holds the file's id under the
// name of the field. A file that is not accepted is a *Refusal.
func (d *Desk) Attach(ctx context.Context, who Person, id, name string, r io.Reader) (engine.File, error) {
	if err := d.mayAttach(ctx, who, id); err != nil {
		return engine.File{}, err
	}
	file, err := d.ports.Attachments.Keep(ctx, name, r)
	if err != nil {
		return engine.File{}, fmt.Errorf("attach: %w", err)
	}
	if file.ID, err = d.newID(); err != nil {
		return engine.File{}, err
	}
	if err := d.ports.Files.AddFile(ctx, id, who.Subject, file, d.now()); err != nil {
		return engine.File{}, fmt.Errorf("attach: %w", err)
	}
	return file, nil
}

// mayAttach asks before anything is read.
func (d *Desk) mayAttach(ctx context.Context, who Person, id string) error {
	if who.Subject == "" {
		return ErrForbidden
	}
	draft, err := d.ports.Drafts.Draft(ctx, id, who.Subject)
	if err != nil {
		return fmt.Errorf("attach: %w", err)
	}
	if draft.State == AwaitingPayment {
		return ErrAwaitingPayment
	}
	if len(draft.Files) >= MaxFiles {
		return &Refusal{engine.Problem{Code: FileTooMany, Args: map[string]any{"max": MaxFiles}}}
	}
	return nil
}

// Detach posts a page without one of its files, and forgets the file.
func (d *Desk) Detach(ctx context.Context, who Person, id string, post Post, path, file string) (*Turn, error) {
	return d.Edit(ctx, who, id, post, "drop:"+path+":"+file)
}

// dropFile forgets the file that an edit took from an answer.
func (d *Desk) dropFile(ctx context.Context, who Person, o *open, action string) error {
	if !strings.HasPrefix(action, "drop:") {
		return nil
	}
	id := action[strings.LastIndexByte(action, ':')+1:]
	if _, mine := o.filled.Files[id]; !mine {
		return nil
	}
	if err := d.ports.Files.RemoveFile(ctx, id, who.Subject); err != nil {
		return fmt.Errorf("forget file of %v: %w", o.Draft, err)
	}
	return nil
}

// OpenFile gives a file of the person's, of a draft or a submission, to read.
func (d *Desk) OpenFile(ctx context.Context, who Person, id string) (engine.File, io.ReadSeekCloser, error) {
	if who.Subject == "" {
		return engine.File{}, nil, ErrForbidden
	}
	file, err := d.ports.Files.File(ctx, id, who.Subject)
	if err != nil {
		return engine.File{}, nil, fmt.Errorf("open file: %w", err)
	}
	content, err := d.ports.Attachments.Open(file.SHA256)
	if err != nil {
		return engine.File{}, nil, fmt.Errorf("open file: %w", err)
	}
	return file, content, nil
}
