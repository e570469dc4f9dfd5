package sqlstore

import (
	"context"
	"time"

	"sportello/engine"
	"sportello/server/submission"
)

const fileColumns = `id, name, media_type, size, sha256`

func scanFile(r row) (engine.File, error) {
	var f engine.File
	err := r.Scan(&f.ID, &f.Name, &f.MediaType, &f.Size, &f.SHA256)
	return f, err
}

// AddFile is of submission.FileStore. The draft is looked for in the same
// statement, so that no file is added to one that was just sent.
func (s *Store) AddFile(ctx context.Context, draft, owner string, f engine.File, at time.Time) error {
	n, err := s.change(ctx,
		`INSERT INTO files (id, draft, owner, name, media_type, size, sha256, created)
		 SELECT $1, id, owner, $2, $3, $4, $5, $6 FROM drafts WHERE id = $7 AND owner = $8 AND state <> $9`+s.dialect.Share,
		f.ID, f.Name, f.MediaType, f.Size, f.SHA256, stamp{at}, draft, owner, submission.AwaitingPayment)
	if err == nil && n == 0 {
		err = s.moved(ctx, draft, owner)
	}
	return s.failed("add file", err)
}

// File is of submission.FileStore.
func (s *Store) File(ctx context.Context, id, owner string) (engine.File, error) {
	f, err := scanFile(s.read.QueryRowContext(ctx,
		`SELECT `+fileColumns+` FROM files WHERE id = $1 AND owner = $2`, id, owner))
	return f, s.failed("file", err)
}

// RemoveFile is of submission.FileStore.
func (s *Store) RemoveFile(ctx context.Context, id, owner string) error {
	n, err := s.change(ctx,
		`DELETE FROM files WHERE id = $1 AND owner = $2 AND submission IS NULL`, id, owner)
	if err == nil && n == 0 {
		err = submission.ErrNotFound
	}
	return s.failed("remove file", err)
}

// Holds is of submission.FileStore.
func (s *Store) Holds(ctx context.Context, sha256 string) (bool, error) {
	var held bool
	err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM files WHERE sha256 = $1)`, sha256).Scan(&held)
	return held, s.failed("holds", err)
}
