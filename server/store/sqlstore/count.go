package sqlstore

import (
	"context"

	"sportello/server/submission"
)

// Count tells how much the store holds. The number of submissions is the
// ledger's: nobody counts rows.
func (s *Store) Count(ctx context.Context) (submission.Counts, error) {
	var c submission.Counts
	err := s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM drafts), number FROM ledger`).Scan(&c.Drafts, &c.Submissions)
	if err == nil {
		c.Outbox, err = collect(ctx, s.read, scanQueue,
			`SELECT d.receiver, d.state, count(*), min(e.created) FROM deliveries d JOIN events e ON e.id = d.event
			 WHERE d.state IN ('waiting', 'parked') GROUP BY d.receiver, d.state ORDER BY d.receiver, d.state`)
	}
	return c, s.failed("count", err)
}

func scanQueue(r row) (submission.Queue, error) {
	var q submission.Queue
	var oldest stamp
	err := r.Scan(&q.Receiver, &q.State, &q.Deliveries, &oldest)
	q.Oldest = oldest.Time
	return q, err
}
