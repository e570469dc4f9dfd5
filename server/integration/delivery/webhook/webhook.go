// Package webhook tells of events by posting JSON to an address.
//
// A receiver checks the signature before it believes the body, and the
// timestamp against its own clock; it answers 2xx when it has kept the event,
// and recognises a repetition by the Idempotency-Key:
//
//	POST /events
//	Content-Type: application/json
//	Idempotency-Key: 42
//	Sportello-Signature: t=1772442000,v1=5257a869e7…
//
// v1 is the HMAC-SHA-256, in hexadecimal, of the timestamp, a full stop and the
// body, with the secret that both share.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"sportello/server/outbox"
	"sportello/server/submission"
)

// Receiver posts to an address.
type Receiver struct {
	id, address string
	secret      []byte
	answers     bool
	client      *http.Client
	clock       func() time.Time
}

// New makes a receiver. With answers the body holds what the citizen wrote;
// else only that something happened.
func New(id, address, secret string, answers bool, clock func() time.Time) (*Receiver, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("receiver %s: the address must be like https://registro.comune.example/eventi", id)
	}
	if len(secret) < 16 {
		return nil, fmt.Errorf("receiver %s: the secret must have 16 characters or more", id)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &Receiver{id, address, []byte(secret), answers, client, clock}, nil
}

// ID is of outbox.Receiver.
func (r *Receiver) ID() string { return r.id }

// Deliver is of outbox.Receiver.
func (r *Receiver) Deliver(ctx context.Context, m outbox.Message) error {
	body, err := json.Marshal(submission.NewNews(m.Event, m.Submission, r.answers))
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Sportello")
	request.Header.Set("Idempotency-Key", strconv.FormatInt(m.Event.ID, 10))
	request.Header.Set("Sportello-Signature", Signature(r.secret, r.clock(), body))
	answer, err := r.client.Do(request)
	if err != nil {
		return errors.New(plain(err))
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)) // so that the connection is used again
	return judged(answer.StatusCode)
}

// plain is an error of the client without the address, which may hold a secret.
func plain(err error) string {
	var failed *url.Error
	if errors.As(err, &failed) {
		if failed.Timeout() {
			return "no answer in time"
		}
		return failed.Err.Error()
	}
	return err.Error()
}

// judged tells what a status means. A receiver that says that it will never
// take the event is believed; anything else may pass.
func judged(status int) error {
	switch {
	case status/100 == 2:
		return nil
	case status == http.StatusBadRequest, status == http.StatusGone,
		status == http.StatusRequestEntityTooLarge, status == http.StatusUnprocessableEntity:
		return fmt.Errorf("status %d: %w", status, outbox.ErrRefused)
	}
	return fmt.Errorf("status %d", status)
}

// Signature signs a body at an instant.
func Signature(secret []byte, at time.Time, body []byte) string {
	h := hmac.New(sha256.New, secret)
	fmt.Fprintf(h, "%d.", at.Unix())
	h.Write(body)
	return fmt.Sprintf("t=%d,v1=%s", at.Unix(), hex.EncodeToString(h.Sum(nil)))
}
