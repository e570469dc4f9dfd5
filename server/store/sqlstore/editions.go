package sqlstore

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"

	"sportello/server/submission"
)

// Publish is of submission.EditionStore.
func (s *Store) Publish(ctx context.Context, e submission.Edition) error {
	bundle, err := pack(e.Bundle)
	if err != nil {
		return s.failed("publish", err)
	}
	_, err = s.change(ctx,
		`INSERT INTO editions (hash, service, label, bundle, created) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
		e.Hash, e.Service, e.Label, bundle, stamp{e.Created})
	if err != nil {
		return s.failed("publish", err)
	}
	return s.failed("publish", s.sameEdition(ctx, e))
}

// sameEdition tells whether the label stands for this edition.
func (s *Store) sameEdition(ctx context.Context, e submission.Edition) error {
	var hash string
	err := s.read.QueryRowContext(ctx,
		`SELECT hash FROM editions WHERE service = $1 AND label = $2`, e.Service, e.Label).Scan(&hash)
	if err == nil && hash != e.Hash {
		return submission.ErrEditionChanged
	}
	return err
}

// Edition is of submission.EditionStore.
func (s *Store) Edition(ctx context.Context, hash string) (submission.Edition, error) {
	var packed []byte
	e, err := scanEdition(s.read.QueryRowContext(ctx,
		`SELECT hash, service, label, created, bundle FROM editions WHERE hash = $1`, hash), &packed)
	if err != nil {
		return submission.Edition{}, s.failed("edition", err)
	}
	e.Bundle, err = unpack(packed)
	return e, s.failed("edition", err)
}

// Editions is of submission.EditionStore.
func (s *Store) Editions(ctx context.Context, service string) ([]submission.Edition, error) {
	scan := func(r row) (submission.Edition, error) { return scanEdition(r) }
	editions, err := collect(ctx, s.read, scan,
		`SELECT hash, service, label, created FROM editions WHERE service = $1 ORDER BY created, label`, service)
	return editions, s.failed("editions", err)
}

func scanEdition(r row, more ...any) (submission.Edition, error) {
	var e submission.Edition
	var created stamp
	err := r.Scan(append([]any{&e.Hash, &e.Service, &e.Label, &created}, more...)...)
	e.Created = created.Time
	return e, err
}

func pack(bundle []byte) ([]byte, error) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(bundle); err != nil {
		return nil, err
	}
	err := w.Close()
	return packed.Bytes(), err
}

func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
