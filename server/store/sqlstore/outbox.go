package sqlstore

import (
	"context"
	"encoding/json"
	"time"

	"sportello/server/submission"
)

// Undelivered is of submission.Outbox.
func (s *Store) Undelivered(ctx context.Context, limit int) ([]submission.Event, error) {
	events, err := collect(ctx, s.read, scanEvent,
		`SELECT e.id, e.submission, s.reference, e.kind, e.payload, e.created, e.delivered
		 FROM events e JOIN submissions s ON s.number = e.submission
		 WHERE e.delivered IS NULL ORDER BY e.id LIMIT $1`, limit)
	return events, s.failed("undelivered", err)
}

func scanEvent(r row) (submission.Event, error) {
	var e submission.Event
	var payload string
	var created, delivered stamp
	err := r.Scan(&e.ID, &e.Number, &e.Reference, &e.Kind, &payload, &created, &delivered)
	e.Payload = json.RawMessage(payload)
	e.Created, e.Delivered = created.Time, delivered.Time
	return e, err
}

// Delivered is of submission.Outbox.
func (s *Store) Delivered(ctx context.Context, id int64, at time.Time) error {
	_, err := s.change(ctx,
		`UPDATE events SET delivered = $1 WHERE id = $2 AND delivered IS NULL`, stamp{at}, id)
	return s.failed("delivered", err)
}
