package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"sportello/server/submission"
)

const offerColumns = `service, number, COALESCE(edition, ''), params, since`

// errOvertaken means that another node has just offered something too.
var errOvertaken = errors.New("another node has offered something too")

// Offer is of submission.EditionStore.
func (s *Store) Offer(ctx context.Context, o submission.Offer, again bool) error {
	for {
		err := s.transaction(ctx, func(ctx context.Context, tx *sql.Tx) error { return offer(ctx, tx, o, again) })
		if err != errOvertaken {
			return s.failed("offer", err)
		}
	}
}

func offer(ctx context.Context, tx *sql.Tx, o submission.Offer, again bool) error {
	before, err := collect(ctx, tx, scanOffer,
		`SELECT `+offerColumns+` FROM offers WHERE service = $1 ORDER BY number DESC`, o.Service)
	if err != nil {
		return err
	}
	for i, b := range before {
		if b.Same(o) && (i == 0 || !again) {
			return nil
		}
	}
	n, err := changed(ctx, tx,
		`INSERT INTO offers (service, number, edition, params, since) VALUES ($1, $2, NULLIF($3, ''), $4, $5) ON CONFLICT DO NOTHING`,
		o.Service, len(before)+1, o.Edition, string(o.Params), stamp{o.Since})
	if err == nil && n == 0 {
		err = errOvertaken
	}
	return err
}

// Offers is of submission.EditionStore.
func (s *Store) Offers(ctx context.Context) ([]submission.Offer, error) {
	offers, err := collect(ctx, s.read, scanOffer,
		`SELECT `+offerColumns+` FROM offers o
		 WHERE number = (SELECT MAX(number) FROM offers l WHERE l.service = o.service) ORDER BY service`)
	return offers, s.failed("offers", err)
}

func scanOffer(r row) (submission.Offer, error) {
	var o submission.Offer
	var params string
	var since stamp
	err := r.Scan(&o.Service, &o.Number, &o.Edition, &params, &since)
	o.Params, o.Since = []byte(params), since.Time
	return o, err
}
