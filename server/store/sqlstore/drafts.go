package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"sportello/server/submission"
)

const draftColumns = `id, service, edition, owner, actor, behalf, language, revision, state, content, pending, created, updated`

// scanDraft reads a draft, and what was asked besides.
func scanDraft(r row, more ...any) (submission.Draft, error) {
	var d submission.Draft
	var created, updated stamp
	err := r.Scan(append([]any{&d.ID, &d.Service, &d.Edition, &d.Owner, asJSON(&d.Actor), &d.Behalf, &d.Language,
		&d.Revision, &d.State, &d.Content, asJSON(&d.Pending), &created, &updated}, more...)...)
	d.Created, d.Updated = created.Time, updated.Time
	return d, err
}

// CreateDraft is of submission.DraftStore.
func (s *Store) CreateDraft(ctx context.Context, d submission.Draft) error {
	_, err := s.change(ctx,
		`INSERT INTO drafts (`+draftColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		d.ID, d.Service, d.Edition, d.Owner, asJSON(&d.Actor), d.Behalf, d.Language,
		d.Revision, d.State, d.Content, asJSON(&d.Pending), stamp{d.Created}, stamp{d.Updated})
	return s.failed("create draft", err)
}

// Draft is of submission.DraftStore. Most have no files, and then nothing more is
// asked: a database elsewhere is waited for once.
func (s *Store) Draft(ctx context.Context, id, owner string) (submission.Draft, error) {
	var withFiles bool
	d, err := scanDraft(s.read.QueryRowContext(ctx,
		`SELECT `+draftColumns+`, EXISTS (SELECT 1 FROM files WHERE draft = d.id) FROM drafts d WHERE id = $1 AND owner = $2`, id, owner), &withFiles)
	if err != nil || !withFiles {
		return d, s.failed("draft", err)
	}
	d.Files, err = collect(ctx, s.read, scanFile,
		`SELECT `+fileColumns+` FROM files WHERE draft = $1 ORDER BY created, id`, id)
	return d, s.failed("files of draft", err)
}

// Drafts is of submission.DraftStore.
func (s *Store) Drafts(ctx context.Context, owner string) ([]submission.Draft, error) {
	drafts, err := collect(ctx, s.read, func(r row) (submission.Draft, error) { return scanDraft(r) },
		`SELECT `+draftColumns+` FROM drafts WHERE owner = $1 ORDER BY updated DESC, id`, owner)
	return drafts, s.failed("drafts", err)
}

// SaveDraft is of submission.DraftStore.
func (s *Store) SaveDraft(ctx context.Context, d submission.Draft) error {
	n, err := s.change(ctx,
		`UPDATE drafts SET revision = $1, state = $2, content = $3, pending = $4, actor = $5, language = $6, updated = $7
		 WHERE id = $8 AND owner = $9 AND revision = $10`,
		d.Revision, d.State, d.Content, asJSON(&d.Pending), asJSON(&d.Actor), d.Language, stamp{d.Updated},
		d.ID, d.Owner, d.Revision-1)
	if err == nil && n == 0 {
		err = s.moved(ctx, d.ID, d.Owner)
	}
	return s.failed("save draft", err)
}

// moved tells why a draft was not at the revision where it was expected.
func (s *Store) moved(ctx context.Context, id, owner string) error {
	var one int
	err := s.read.QueryRowContext(ctx, `SELECT 1 FROM drafts WHERE id = $1 AND owner = $2`, id, owner).Scan(&one)
	if err != nil {
		return err
	}
	return submission.ErrConflict
}

// DeleteDraft is of submission.DraftStore.
func (s *Store) DeleteDraft(ctx context.Context, id, owner string) error {
	err := s.transaction(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := changed(ctx, tx, `DELETE FROM drafts WHERE id = $1 AND owner = $2 AND state <> $3`,
			id, owner, submission.AwaitingPayment)
		if err != nil {
			return err
		}
		if n == 0 {
			return errNotThere
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM files WHERE draft = $1`, id)
		return err
	})
	if err == errNotThere {
		err = s.moved(ctx, id, owner)
	}
	return s.failed("delete draft", err)
}

// SweepDrafts is of submission.DraftStore. Drafts are held before they go, so
// that none goes that somebody has just changed.
func (s *Store) SweepDrafts(ctx context.Context, before time.Time, most int) (n int64, err error) {
	scan := func(r row) (id string, err error) { return id, r.Scan(&id) }
	err = s.transaction(ctx, func(ctx context.Context, tx *sql.Tx) error {
		old, err := collect(ctx, tx, scan,
			`SELECT id FROM drafts d WHERE updated < $1 AND state <> $2 ORDER BY updated LIMIT $3`+s.dialect.Skip,
			stamp{before}, submission.AwaitingPayment, most)
		for i := 0; err == nil && i < len(old); i++ {
			err = forget(ctx, tx, old[i])
		}
		n = int64(len(old))
		return err
	})
	if err != nil {
		return 0, s.failed("sweep drafts", err)
	}
	return n, nil
}

// forget takes a draft that is held away, with its files.
func forget(ctx context.Context, tx *sql.Tx, id string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM drafts WHERE id = $1`, id)
	if err == nil {
		_, err = tx.ExecContext(ctx, `DELETE FROM files WHERE draft = $1 AND submission IS NULL`, id)
	}
	return err
}
