package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sportello/server/store/sqlite"
	"sportello/server/submission"
)

func TestReceiversFile(t *testing.T) {
	t.Setenv("REGISTRY_SECRET", "a secret of some length")
	folder := t.TempDir()
	for _, c := range []struct{ text, wrong string }{
		{"receivers:\n- { receiver: a, file: " + folder + "/a.jsonl, answers: yes }\n- { receiver: b, webhook: 'https://b.example/e', secret_env: REGISTRY_SECRET }", ""},
		{"receivers:\n- { receiver: a, fil: x }", "fil"},
		{"receivers:\n- { receiver: a }", "either webhook or file"},
		{"receivers:\n- { receiver: a, webhook: 'https://b.example/e' }", "secret_env"},
		{"receivers:\n- { receiver: a, webhook: b, secret_env: REGISTRY_SECRET }", "https://"},
		{"receivers:\n- { receiver: a, file: " + folder + "/a.jsonl }\n- { receiver: a, file: " + folder + "/b.jsonl }", "twice"},
		{"receivers:\n- { receiver: email, file: " + folder + "/a.jsonl }", "letters"},
	} {
		path := filepath.Join(folder, "receivers.yaml")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		got, err := openReceivers(path, Streams{io.Discard, &said})
		if c.wrong == "" {
			if err != nil || strings.Join(got.ids(), " ") != "a b" || got.Close() != nil {
				t.Errorf("%s\ngives %v, %v", c.text, got, err)
			}
			continue
		}
		if err == nil || !strings.Contains(said.String()+err.Error(), c.wrong) {
			t.Errorf("%s\ngives %v: %s", c.text, err, &said)
		}
	}
}

// TestOutboxCommands parks two deliveries, and lets an operator decide.
func TestOutboxCommands(t *testing.T) {
	folder := t.TempDir()
	parked(t, folder)
	place := Place{Data: folder}
	var out bytes.Buffer
	run := func(c interface{ Run(Streams) error }) string {
		t.Helper()
		out.Reset()
		if err := c.Run(Streams{&out, io.Discard}); err != nil {
			t.Errorf("%v", err)
		}
		return out.String()
	}
	if text := run(&OutboxList{place, "parked"}); !strings.Contains(text, "registro\t1\tsubmission.sent") ||
		!strings.Contains(text, "status 422") || !strings.HasSuffix(text, "2 parked\n") {
		t.Errorf("list:\n%s", text)
	}
	if text := run(&OutboxDiscard{Parked{place, "registro", 1}}); text != "1 discarded\n" {
		t.Errorf("discard: %s", text)
	}
	if text := run(&OutboxRetry{Parked{place, "registro", 0}}); text != "1 to be tried again\n" {
		t.Errorf("retry: %s", text)
	}
	if text := run(&OutboxList{place, "waiting"}); !strings.HasSuffix(text, "1 waiting\n") {
		t.Errorf("list:\n%s", text)
	}
	err := (&OutboxRetry{Parked{place, "registro", 1}}).Run(Streams{io.Discard, io.Discard})
	if err == nil || !strings.Contains(err.Error(), "event 1 is not parked for registro") {
		t.Errorf("error is %v", err)
	}
}

// parked makes a database with two deliveries that are.
func parked(t *testing.T, folder string) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	if err := store.Publish(t.Context(), submission.Edition{Hash: "h", Service: "s", Label: "1", Created: at}); err != nil {
		t.Fatal(err)
	}
	for i, draft := range []string{"d1", "d2"} {
		d := submission.Draft{ID: draft, Service: "s", Edition: "h", Owner: "ada", Revision: 1, State: submission.Filling, Content: []byte("{}"), Created: at, Updated: at}
		if err := store.CreateDraft(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		event := submission.Event{Kind: submission.Sent, Payload: json.RawMessage(`{}`), Created: at, To: []string{"registro"}}
		s := submission.Submission{Year: 2026, Draft: draft, Service: "s", Edition: "h", Owner: "ada", Received: at, Submitted: at}
		if _, err := store.Submit(t.Context(), s, 1, event); err != nil {
			t.Fatal(err)
		}
		if err := store.Failed(t.Context(), "registro", int64(i+1), "status 422", at, true); err != nil {
			t.Fatal(err)
		}
	}
}
