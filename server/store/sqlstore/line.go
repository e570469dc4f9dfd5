package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"sportello/server/submission"
)

// line is where changes wait to be committed together: while one batch is
// written to the disk the next gathers, and all of it shares one transaction
// and one sync. Whoever is alone waits for nobody.
//
// Each change has a savepoint: one that fails is undone and told its own
// error, and its neighbours go on. Nobody is answered before the commit.
type line struct {
	db    *sql.DB
	hold  string // what a query ends with that keeps others out, see Dialect
	queue chan *change
	stop  chan struct{} // closed: what waits is written, then it ends
	once  sync.Once     // stops
	ended chan struct{}

	committed atomic.Pointer[func(changes int, took time.Duration)]
}

// work is the transaction of a batch, with the ledger that its changes share.
type work struct {
	*sql.Tx
	ledger ledger
	hold   string
}

// change is one of a batch.
type change struct {
	ctx  context.Context
	do   func(context.Context, *work) error
	err  error
	done chan struct{}
}

// batch is how many changes are committed together at most, and how many wait
// before the next has to wait outside.
const batch = 256

// batchTime is how long a batch may take; a database that is stuck must not
// keep citizens waiting for ever.
const batchTime = 30 * time.Second

func newLine(db *sql.DB, hold string) *line {
	l := &line{db: db, hold: hold, queue: make(chan *change, batch), stop: make(chan struct{}), ended: make(chan struct{})}
	go l.run()
	return l
}

// close lets what waits be written, and ends.
func (l *line) close() {
	l.once.Do(func() { close(l.stop) })
	<-l.ended
}

// add waits until the change is committed or has failed. A change whose context
// ends before it begins is not made; one that has begun is not interrupted.
func (l *line) add(ctx context.Context, do func(context.Context, *work) error) error {
	c := &change{ctx: ctx, do: do, done: make(chan struct{})}
	select {
	case l.queue <- c:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-c.done:
	case <-l.ended: // the last thing it did may have been this change
		select {
		case <-c.done:
		default:
			return fmt.Errorf("the store is closed: %w", submission.ErrUnavailable)
		}
	}
	return c.err
}

func (l *line) run() {
	defer close(l.ended)
	for {
		select {
		case first := <-l.queue:
			l.together(first)
		case <-l.stop:
			l.rest()
			return
		}
	}
}

// rest writes what waits when the line ends.
func (l *line) rest() {
	for {
		select {
		case first := <-l.queue:
			l.together(first)
		default:
			return
		}
	}
}

// together commits a change and whoever waits behind it, and answers them.
func (l *line) together(first *change) {
	changes := l.gather(first)
	l.commit(changes)
	for _, c := range changes {
		close(c.done)
	}
}

// gather takes whoever waits behind the first.
func (l *line) gather(first *change) []*change {
	together := []*change{first}
	for len(together) < batch {
		select {
		case c := <-l.queue:
			together = append(together, c)
		default:
			return together
		}
	}
	return together
}

// commit makes all changes in one transaction. If that itself fails, none of
// them was made.
func (l *line) commit(together []*change) {
	began := time.Now()
	err := l.try(together)
	if tell := l.committed.Load(); tell != nil {
		(*tell)(len(together), time.Since(began))
	}
	if err == nil {
		return
	}
	for _, c := range together {
		if c.err == nil {
			c.err = err
		}
	}
}

func (l *line) try(together []*change) error {
	ctx, cancel := context.WithTimeout(context.Background(), batchTime) // nobody who leaves takes the others along
	defer cancel()
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing after Commit
	w := &work{Tx: tx, hold: l.hold}
	mark := firstMark
	for _, c := range together {
		if c.err = c.ctx.Err(); c.err != nil {
			continue
		}
		if err := c.make(ctx, w, mark); err != nil {
			return err
		}
		mark = nextMark
	}
	if err := w.ledger.close(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// A change has a savepoint, which the next one lets go: that is one way to the
// database for both. The commit lets the last one go.
const (
	firstMark = `SAVEPOINT change`
	nextMark  = `RELEASE SAVEPOINT change; SAVEPOINT change`
)

// make makes a change behind its mark. What it returns is an error of the whole
// batch; that of the change alone is in c.err.
func (c *change) make(ctx context.Context, w *work, mark string) error {
	if _, err := w.ExecContext(ctx, mark); err != nil {
		return err
	}
	before := w.ledger
	if c.err = c.guarded(ctx, w); c.err == nil {
		return nil
	}
	w.ledger = before
	if _, err := w.ExecContext(ctx, `ROLLBACK TO SAVEPOINT change`); err != nil {
		return errors.Join(c.err, err)
	}
	return nil
}

// guarded keeps a change that panics from taking its neighbours along.
func (c *change) guarded(ctx context.Context, w *work) (err error) {
	defer func() {
		if recover() != nil { // what it holds may be an answer, and is not told
			err = fmt.Errorf("a change to the store panicked: %s", debug.Stack())
		}
	}()
	return c.do(ctx, w)
}
