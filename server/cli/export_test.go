package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/attachment"
	"sportello/server/store/sqlite"
	"sportello/server/submission"
)

const pdf = "%PDF-1.7\ntrailer <</Root 1 0 R>>\n%%EOF"

// sentTwo is a folder with two applications of different editions; the first
// has a file.
func sentTwo(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	store, err := sqlite.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	files, err := attachment.Open(filepath.Join(folder, attachmentsFolder), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	file, err := files.Keep(t.Context(), "delega.pdf", strings.NewReader(pdf))
	if err != nil {
		t.Fatal(err)
	}
	file.ID = "f1"
	send(t, store, "1", `{"nome":"=1+1","via":{"civico":-5,"nota":"a, \"b\""},"figli":[{"_id":"r1","nome":"<Ada>"}]}`, file)
	send(t, store, "2", `{"nome":"Bea","socio":true}`)
	return folder
}

func send(t *testing.T, store submission.Store, edition, answers string, files ...engine.File) {
	t.Helper()
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	d := submission.Draft{ID: "d" + edition, Service: "tessera", Edition: edition, Owner: "ada", Revision: 1, State: submission.Filling, Content: []byte("{}"), Created: at, Updated: at}
	s := submission.Submission{
		Year: 2026, Draft: d.ID, Service: d.Service, Edition: edition, Label: "v" + edition, Owner: "ada",
		Evidence: submission.Evidence{Issuer: "demo", Subject: "ada", Claims: map[string]any{"nome": "Ada"}},
		Record:   engine.Record{Answers: json.RawMessage(answers), Office: "urp", Files: files}, Received: at, Submitted: at,
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(store.Publish(t.Context(), submission.Edition{Hash: edition, Service: d.Service, Label: s.Label, Created: at}))
	must(store.CreateDraft(t.Context(), d))
	for _, f := range files {
		must(store.AddFile(t.Context(), d.ID, d.Owner, f, at))
	}
	sent := submission.Event{Kind: submission.Sent, Payload: json.RawMessage(`{}`), Created: at}
	_, err := store.Submit(t.Context(), s, 1, sent)
	must(err)
}

func export(t *testing.T, c Export) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Run(Streams{&out, io.Discard}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestExportJSON(t *testing.T) {
	folder := sentTwo(t)
	text := export(t, Export{Service: "tessera", Place: Place{Data: folder}, Format: "json"})
	var got []submission.Exported
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Reference != submission.Reference(2026, 1) || got[0].Label != "v1" || got[0].Identity.Claims["nome"] != "Ada" {
		t.Errorf("got %+v", got)
	}
	if !strings.Contains(text, `"nome":"<Ada>"`) {
		t.Errorf("answers are not as they were sent:\n%s", text)
	}
	if none := export(t, Export{Service: "altro", Place: Place{Data: folder}, Format: "json"}); none != "[]\n" {
		t.Errorf("of a service without applications: %q", none)
	}
}

func TestExportCSV(t *testing.T) {
	text := export(t, Export{Service: "tessera", Place: Place{Data: sentTwo(t)}, Format: "csv"})
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := strings.Join(lines[0], " ")
	if columns != "reference number received_at sent_at edition label office flags identity figli nome socio via.civico via.nota" {
		t.Errorf("columns %s", columns)
	}
	first, second := strings.Join(lines[1][9:], "|"), strings.Join(lines[2][9:], "|")
	if first != `[{"_id":"r1","nome":"<Ada>"}]|'=1+1||-5|a, "b"` || second != "|Bea|true||" {
		t.Errorf("lines %q and %q", first, second)
	}
}

func TestFormulasAreMadeHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Ada": "Ada", "-5": "-5", "-1234.50": "-1234.50", "=1": "'=1", "+39050": "'+39050", "@a": "'@a",
		"-1+cmd": "'-1+cmd", "\t=1": "'\t=1", "-": "'-", "\r=1": "'\r=1",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q becomes %q", cell, got)
		}
	}
}

func TestExportFiles(t *testing.T) {
	folder, to := sentTwo(t), filepath.Join(t.TempDir(), "allegati")
	export(t, Export{Service: "tessera", Place: Place{Data: folder}, Format: "json", Files: to})
	content, err := os.ReadFile(filepath.Join(to, submission.Reference(2026, 1), "01-delega.pdf"))
	if err != nil || string(content) != pdf {
		t.Errorf("%q, %v", content, err)
	}
	if folders, _ := os.ReadDir(to); len(folders) != 1 {
		t.Errorf("folders %v", folders)
	}
}

func TestExportWithoutDatabase(t *testing.T) {
	folder := t.TempDir()
	err := (&Export{Service: "tessera", Place: Place{Data: folder}, Format: "json"}).Run(Streams{io.Discard, io.Discard})
	if err == nil || !strings.Contains(err.Error(), "no database") {
		t.Errorf("error is %v", err)
	}
	if made, _ := os.ReadDir(folder); len(made) != 0 {
		t.Errorf("it made %v", made)
	}
}
