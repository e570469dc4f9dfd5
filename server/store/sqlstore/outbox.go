package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"sportello/server/submission"
)

// post puts an event on its way to each of its receivers.
func post(ctx context.Context, tx *sql.Tx, e submission.Event) error {
	for _, receiver := range e.To {
		_, err := tx.ExecContext(ctx,
			`INSERT INTO deliveries (event, receiver, submission, state, tries, due, leased, reason)
			 VALUES ($1, $2, $3, $4, 0, $5, '', '')`,
			e.ID, receiver, e.Number, submission.DeliveryWaiting, stamp{e.Created})
		if err != nil {
			return err
		}
	}
	return nil
}

// Claim is of submission.Outbox.
func (s *Store) Claim(ctx context.Context, receiver string, limit int, now, lease time.Time) ([]submission.Delivery, error) {
	var claimed []submission.Delivery
	err := s.transaction(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		claimed, err = s.claim(ctx, tx, receiver, limit, now)
		for i := 0; err == nil && i < len(claimed); i++ {
			_, err = tx.ExecContext(ctx, `UPDATE deliveries SET leased = $1 WHERE receiver = $2 AND event = $3`,
				stamp{lease}, receiver, claimed[i].Event.ID)
		}
		return err
	})
	return claimed, s.failed("claim", err)
}

const deliveryColumns = `d.receiver, d.state, d.tries, d.due, d.reason`

// claim finds what is due. Of what waits for one submission it takes the first
// only.
func (s *Store) claim(ctx context.Context, tx *sql.Tx, receiver string, limit int, now time.Time) ([]submission.Delivery, error) {
	return collect(ctx, tx, scanDelivery,
		`SELECT `+eventColumns+`, `+deliveryColumns+`
		 FROM deliveries d JOIN events e ON e.id = d.event JOIN submissions s ON s.number = e.submission
		 WHERE d.receiver = $1 AND d.state = 'waiting' AND d.due <= $2 AND d.leased <= $2
		   AND NOT EXISTS (SELECT 1 FROM deliveries b WHERE b.receiver = d.receiver AND b.submission = d.submission
		                   AND b.event < d.event AND b.state IN ('waiting', 'parked'))
		 ORDER BY d.event LIMIT $3`+s.dialect.Skip, receiver, stamp{now}, limit)
}

func scanDelivery(r row) (submission.Delivery, error) {
	var d submission.Delivery
	var due stamp
	var err error
	d.Event, err = scanEvent(r, &d.Receiver, &d.State, &d.Tries, &due, &d.Reason)
	d.Due = due.Time
	return d, err
}

// Delivered is of submission.Outbox.
func (s *Store) Delivered(ctx context.Context, receiver string, event int64) error {
	_, err := s.change(ctx,
		`UPDATE deliveries SET state = 'done', tries = tries + 1, leased = '', reason = ''
		 WHERE receiver = $1 AND event = $2 AND state <> 'done'`, receiver, event)
	return s.failed("delivered", err)
}

// Failed is of submission.Outbox.
func (s *Store) Failed(ctx context.Context, receiver string, event int64, reason string, next time.Time, parked bool) error {
	state := submission.DeliveryWaiting
	if parked {
		state = submission.DeliveryParked
	}
	_, err := s.change(ctx,
		`UPDATE deliveries SET state = $1, tries = tries + 1, due = $2, leased = '', reason = $3
		 WHERE receiver = $4 AND event = $5 AND state = 'waiting'`, state, stamp{next}, reason, receiver, event)
	return s.failed("failed delivery", err)
}

// Deliveries is of submission.Outbox.
func (s *Store) Deliveries(ctx context.Context, state submission.DeliveryState, after int64, limit int) ([]submission.Delivery, error) {
	found, err := collect(ctx, s.read, scanDelivery,
		`SELECT `+eventColumns+`, `+deliveryColumns+`
		 FROM deliveries d JOIN events e ON e.id = d.event JOIN submissions s ON s.number = e.submission
		 WHERE d.state = $1 AND d.event > $2 ORDER BY d.event, d.receiver LIMIT $3`, state, after, limit)
	return found, s.failed("deliveries", err)
}

// Retry is of submission.Outbox.
func (s *Store) Retry(ctx context.Context, receiver string, event int64, now time.Time) error {
	n, err := s.change(ctx,
		`UPDATE deliveries SET state = 'waiting', tries = 0, due = $1 WHERE receiver = $2 AND event = $3 AND state = 'parked'`,
		stamp{now}, receiver, event)
	if err == nil && n == 0 {
		err = submission.ErrNotFound
	}
	return s.failed("retry", err)
}

// Discard is of submission.Outbox.
func (s *Store) Discard(ctx context.Context, receiver string, event int64) error {
	n, err := s.change(ctx,
		`UPDATE deliveries SET state = 'discarded' WHERE receiver = $1 AND event = $2 AND state = 'parked'`, receiver, event)
	if err == nil && n == 0 {
		err = submission.ErrNotFound
	}
	return s.failed("discard", err)
}
