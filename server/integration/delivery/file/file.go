// Package file tells of events in an append-only file, one JSON object a line.
// It is the simplest registry, and a place outside the database where the seals
// of events are kept. A line that is not whole is followed by a new one with the
// same event.
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
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o600)
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
	broken, err := r.broken()
	if err != nil {
		return err
	}
	if broken {
		line = append([]byte("\n"), line...)
	}
	if _, err := r.file.Write(append(line, '\n')); err != nil {
		return err
	}
	return r.file.Sync()
}

// broken reports whether the last line has no end: a disk was full, or power was
// cut. The event is told again, on a line of its own.
func (r *Receiver) broken() (bool, error) {
	about, err := r.file.Stat()
	if err != nil || about.Size() == 0 || !about.Mode().IsRegular() {
		return false, err
	}
	var last [1]byte
	_, err = r.file.ReadAt(last[:], about.Size()-1)
	return last[0] != '\n', err
}
