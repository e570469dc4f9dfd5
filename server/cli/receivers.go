package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"sportello/definitions"
	"sportello/server/integration/delivery/file"
	"sportello/server/integration/delivery/mail"
	"sportello/server/integration/delivery/webhook"
	"sportello/server/outbox"
)

// receiversFile is the file that --receivers names.
type receiversFile struct {
	Receivers []receiverEntry `key:"receivers" need:"yes" doc:"Who is told what happens to applications."`
	Pos       definitions.Pos
}

// receiverEntry is one receiver: it has a webhook or a file.
type receiverEntry struct {
	ID      definitions.String `key:"receiver" need:"yes" doc:"Its name in the outbox, for ever the same." eg:"protocollo"`
	Webhook definitions.String `key:"webhook" doc:"The address to which events are posted." eg:"https://protocollo.comune.example/eventi"`
	Secret  definitions.String `key:"secret_env" doc:"With webhook: the variable of the environment that holds the secret of its signatures." eg:"SPORTELLO_PROTOCOLLO_SECRET"`
	File    definitions.String `key:"file" doc:"The file to which events are appended, one JSON object a line." eg:"/var/lib/sportello/eventi.jsonl"`
	Answers bool               `key:"answers" doc:"yes: it is told what the citizen wrote, too."`
	Pos     definitions.Pos
}

// receivers are open, and to be closed.
type receivers struct {
	all   []outbox.Receiver
	close []io.Closer
}

func (r *receivers) Close() error {
	var failed error
	for _, c := range r.close {
		failed = errors.Join(failed, c.Close())
	}
	return failed
}

// ids are what the receivers are called in the outbox.
func (r *receivers) ids() []string {
	var ids []string
	for _, one := range r.all {
		ids = append(ids, one.ID())
	}
	return ids
}

// openReceivers reads a file of receivers ("" for none) and opens them all.
func openReceivers(path string, s Streams) (*receivers, error) {
	if path == "" {
		return &receivers{}, nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("receivers: %w", err)
	}
	var entries receiversFile
	if faults := definitions.Decode(path, content, &entries); faults.Blocking() {
		printFaults(s.Err, faults)
		return nil, ErrFailed
	}
	out := &receivers{}
	for _, e := range entries.Receivers {
		if err := out.open(e); err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", e.Pos, err), out.Close())
		}
	}
	return out, nil
}

func (r *receivers) open(e receiverEntry) error {
	if e.ID.Value == mail.ID {
		return fmt.Errorf("%s is the name of the letters to citizens in the outbox: give the receiver another", mail.ID)
	}
	for _, other := range r.all {
		if other.ID() == e.ID.Value {
			return fmt.Errorf("the receiver %s is there twice: give each a name of its own", e.ID.Value)
		}
	}
	switch {
	case e.Webhook.Value != "" && e.File.Value == "":
		secret := os.Getenv(e.Secret.Value)
		if secret == "" {
			return fmt.Errorf("the receiver %s has no secret: name a variable of the environment in secret_env, and set it", e.ID.Value)
		}
		hook, err := webhook.New(e.ID.Value, e.Webhook.Value, secret, e.Answers, time.Now)
		r.all = append(r.all, hook)
		return err
	case e.File.Value != "" && e.Webhook.Value == "":
		f, err := file.Open(e.ID.Value, e.File.Value, e.Answers)
		if err != nil {
			return err
		}
		r.all, r.close = append(r.all, f), append(r.close, f)
		return nil
	}
	return fmt.Errorf("the receiver %s needs either webhook or file", e.ID.Value)
}
