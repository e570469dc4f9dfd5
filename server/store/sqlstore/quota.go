package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/submission"
)

// taken is how much of a quota is.
type taken struct{ inside, waiting, cents int64 }

// place decides whether an application is inside its quota. The caller holds
// the ledger, so that nobody decides at the same time.
func place(ctx context.Context, tx *sql.Tx, sub *submission.Submission) (*engine.Place, error) {
	q := sub.Quota
	if q == nil {
		return nil, nil
	}
	t, err := readQuota(ctx, tx, sub.Service, q.Name)
	if err != nil {
		return nil, err
	}
	out := t.decide(q)
	if out.Waiting && !q.Waiting {
		return nil, submission.ErrFull
	}
	_, err = tx.ExecContext(ctx,
		`INSERT INTO quotas (service, name, inside, waiting, cents) VALUES ($1, $2, $3, $4, $5)
		 ON CONFLICT (service, name) DO UPDATE SET inside = excluded.inside, waiting = excluded.waiting, cents = excluded.cents`,
		sub.Service, q.Name, t.inside, t.waiting, t.cents)
	return out, err
}

func readQuota(ctx context.Context, tx *sql.Tx, service, name string) (t taken, err error) {
	err = tx.QueryRowContext(ctx, `SELECT inside, waiting, cents FROM quotas WHERE service = $1 AND name = $2`, service, name).
		Scan(&t.inside, &t.waiting, &t.cents)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return t, err
}

// decide takes a place. Once somebody waits everybody waits, also who asks for
// so little that it would still fit: the order is what counts.
func (t *taken) decide(q *engine.Quota) *engine.Place {
	cents := inCents(q.Amount)
	fits := t.waiting == 0 &&
		(q.Places == nil || value.Int(int(t.inside)+1).Cmp(*q.Places) <= 0) &&
		(q.Budget == nil || t.cents+cents <= inCents(*q.Budget))
	if !fits {
		t.waiting++
		return &engine.Place{Waiting: true, Number: t.waiting}
	}
	t.inside++
	t.cents += cents
	return &engine.Place{Number: t.inside}
}

// inCents gives euro in cents, rounded half up as amounts are.
func inCents(euro value.Number) int64 { return euro.Mul(value.Int(100)).Round(0).IntPart() }
