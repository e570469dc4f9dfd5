package file_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sportello/server/integration/delivery/file"
	"sportello/server/outbox"
	"sportello/server/submission"
)

// A line that was cut off does not spoil the next one.
func TestCutLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "eventi.jsonl")
	tell := func(event int64) {
		t.Helper()
		r, err := file.Open("registro", path, false)
		must(t, err)
		must(t, r.Deliver(t.Context(), outbox.Message{Delivery: submission.Delivery{Event: submission.Event{ID: event}}}))
		must(t, r.Close())
	}
	tell(1)
	tell(2)
	whole, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, whole[:len(whole)-10], 0o600))
	tell(2)
	now, err := os.ReadFile(path)
	must(t, err)
	lines := strings.Split(string(now), "\n")
	before := strings.Split(string(whole), "\n")
	if len(lines) != 4 || lines[0] != before[0] || lines[2] != before[1] || lines[3] != "" {
		t.Errorf("the file is\n%s", now)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
