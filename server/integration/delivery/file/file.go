// Package file tells of events in an append-only file, one JSON object a line.
// It is the simplest registry, and a place outside the database where the seals
// of events are kept.
package file

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"sportello/server/outbox"
	"sportello/server/submission"
)

// Receiver appends to a file.
type Receiver struct {
	id      string
	answers bool
	mutex   sync.Mutex
	file    *os.File
}

// Open opens the file, made if need be. With answers a line holds what the
// citizen wrote; else only that something happened.
func Open(id, path string, answers bool) (*Receiver, error) {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("receiver %s: %w", id, err)
	}
	return &Receiver{id: id, answers: answers, file: file}, nil
}

// ID is of outbox.Receiver.
func (r *Receiver) ID() string { return r.id }

// Close closes the file.
func (r *Receiver) Close() error { return r.file.Close() }

// Deliver is of outbox.Receiver. The line is on disk when it returns.
func (r *Receiver) Deliver(_ context.Context, m outbox.Message) error {
	line, err := json.Marshal(submission.NewNews(m.Event, m.Submission, r.answers))
	if err != nil {
		return err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if _, err := r.file.Write(append(line, '\n')); err != nil {
		return err
	}
	return r.file.Sync()
}
