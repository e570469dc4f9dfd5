package config_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/catalogue"
	"sportello/server/config"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

var ctx = context.Background()

// tessera is a small service; what stands for @ is its edition.
const tessera = `
service: tessera
edition: "@"
title: Chiedere la tessera @
identity: { required: no }
sheet:
  category: Cultura e tempo libero
  topics: Tempo libero
  summary: Una tessera.
  audience: Tutti.
  how: Compila.
  needed: Niente
  result: La tessera.
  timing: Presto.
  days: param.giorni
  costs: Poco.
  office: urp
  terms: Nessuna.
deadlines:
  - { id: fine, title: Fine, date: "add_days(submission.date, param.giorni)" }
parameters:
  giorni: { title: Giorni, type: integer, default: 10 }
  costo: { title: Costo, type: money, default: 2.50 }
  chiusura: { title: Chiusura, type: date, live: yes, default: 2026-06-30 }
window: { closes: param.chiusura, closed: "Chiuso." }
contract:
  type: object
  required: [nome]
  properties:
    nome: { type: string, title: Nome, maxLength: 80 }
pages:
  - page: dati
    title: Dati
    fields:
      - field: nome
fees:
  title: Costi
  parts:
    - { id: tessera, title: Tessera, amount: param.costo }
`

// desk is a folder of services with a store beside it.
type desk struct {
	t      *testing.T
	folder string
	store  *sqlstore.Store
	log    *bytes.Buffer
	mode   config.Mode
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	store, err := sqlite.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return &desk{t: t, folder: t.TempDir(), store: store, log: &bytes.Buffer{}}
}

func (d *desk) write(name, content string) string {
	d.t.Helper()
	path := filepath.Join(d.folder, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) edition(label string) {
	d.write("tessera/service.yaml", strings.ReplaceAll(tessera, "@", label))
}

func (d *desk) open(params string) (*config.Services, error) {
	s := catalogue.Sources{Definitions: []string{d.folder}}
	if params != "" {
		s.Params = d.write("params.yaml", params)
	}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	return config.Open(ctx, s, d.store, d.mode, now, slog.New(slog.NewTextHandler(d.log, nil)))
}

func (d *desk) mustOpen(params string) *config.Services {
	d.t.Helper()
	s, err := d.open(params)
	if err != nil {
		d.t.Fatalf("%v\n%s", err, d.log)
	}
	return s
}

func current(t *testing.T, s *config.Services) *engine.Program {
	t.Helper()
	p, ok := s.Service("tessera")
	if !ok {
		t.Fatal("tessera is not served")
	}
	return p
}

// costs is what a complete application costs on a day of 2026.
func costs(p *engine.Program, month time.Month) (fee string, open bool) {
	d := engine.Draft{Answers: value.Group{"nome": "Ada"}}
	j := p.Walk(d, engine.Outside{Now: time.Date(2026, month, 15, 12, 0, 0, 0, time.UTC)})
	return j.Fees.Total.StringFixed(2), len(j.Stops) == 0
}

func TestEarlierEditionsAreCompiledAgain(t *testing.T) {
	d := newDesk(t)
	d.edition("1")
	first := current(t, d.mustOpen("tessera: { costo: 3.20, chiusura: 2026-05-31 }"))
	d.edition("2")
	later := d.mustOpen("tessera: { costo: 4.00, chiusura: 2026-08-31 }")
	if fee, open := costs(current(t, later), time.July); fee != "4.00" || !open {
		t.Errorf("the current edition: %s, open %v", fee, open)
	}

	again, err := later.Compiled(first.Edition())
	if err != nil {
		t.Fatal(err)
	}
	// Its cost is that of then, exactly; its end, which is live, that of now.
	if fee, open := costs(again, time.July); again.Label() != "1" || fee != "3.20" || !open {
		t.Errorf("the earlier edition: label %s, %s, open %v", again.Label(), fee, open)
	}
	if twice, _ := later.Compiled(first.Edition()); twice != again {
		t.Error("compiled twice")
	}
	if _, err := later.Edition("nowhere"); !errors.Is(err, submission.ErrNotFound) {
		t.Errorf("an unknown edition: %v", err)
	}
}

// Many who come back at once to drafts of an earlier edition wait for one
// compilation.
func TestEarlierEditionsAreCompiledOnce(t *testing.T) {
	d := newDesk(t)
	d.edition("1")
	first := current(t, d.mustOpen("")).Edition()
	d.edition("2")
	s := d.mustOpen("")
	var all sync.WaitGroup
	got := make([]*engine.Program, 8)
	for i := range got {
		all.Go(func() { got[i], _ = s.Compiled(first) })
	}
	all.Wait()
	for _, p := range got {
		if p == nil || p != got[0] {
			t.Fatal("not the same program for all")
		}
	}
}

// An edition that this program can make nothing of is told to the operator
// once, and is as if it were not there.
func TestEditionThatCannotBeUsed(t *testing.T) {
	d := newDesk(t)
	d.edition("1")
	s := d.mustOpen("")
	for _, bundle := range []string{"no JSON", `{"files":{"service.yaml":"c2VydmljZTogW10="},"params":{}}`} {
		hash := fmt.Sprintf("%064d", len(bundle))
		e := submission.Edition{Hash: hash, Service: "tessera", Label: hash[60:], Bundle: []byte(bundle), Created: time.Now()}
		if err := d.store.Publish(ctx, e); err != nil {
			t.Fatal(err)
		}
		d.log.Reset()
		for range 2 {
			if _, err := s.Edition(hash); !errors.Is(err, submission.ErrNotFound) {
				t.Errorf("%s: %v", bundle, err)
			}
		}
		if lines := strings.Count(d.log.String(), "\n"); lines != 1 || !strings.Contains(d.log.String(), "edition="+e.Label) {
			t.Errorf("log:\n%s", d.log)
		}
	}
}

func TestLabelsAreNotTakenTwice(t *testing.T) {
	d := newDesk(t)
	d.edition("1")
	d.mustOpen("")
	d.write("tessera/service.yaml", strings.ReplaceAll(tessera, "@", "1")+"\n# changed\n")
	if _, err := d.open(""); !errors.Is(err, config.ErrNoService) {
		t.Errorf("error is %v", err)
	}
	if !strings.Contains(d.log.String(), "give it another label") {
		t.Errorf("the log does not say what to do:\n%s", d.log)
	}

	// Other values of a municipality make another edition under the same label.
	d.edition("1")
	d.mustOpen("tessera: { costo: 9.00 }")
	d.mustOpen("tessera: { costo: 8.00 }")
	d.mustOpen("")
}

func TestFaultyServiceIsNotServed(t *testing.T) {
	d := newDesk(t)
	d.edition("1")
	d.write("rotta/service.yaml", strings.Replace(strings.ReplaceAll(tessera, "@", "1"), "service: tessera", "service: rotta\nsbagliato: sì", 1))
	d.write("doppia/service.yaml", strings.ReplaceAll(tessera, "@", "3"))
	s := d.mustOpen("")
	if all := s.All(); len(all) != 1 || all[0].ID() != "tessera" {
		t.Errorf("served %v", all)
	}
	for _, words := range []string{"rotta/service.yaml:3:1", "sbagliato", "same id"} {
		if !strings.Contains(d.log.String(), words) {
			t.Errorf("the log does not say %q:\n%s", words, d.log)
		}
	}
	if _, err := s.Current("rotta"); !errors.Is(err, submission.ErrNotFound) {
		t.Errorf("error is %v", err)
	}
}

func TestNothingToServe(t *testing.T) {
	d := newDesk(t)
	if _, err := d.open(""); !errors.Is(err, catalogue.ErrUnknown) {
		t.Errorf("an empty folder: %v", err)
	}
	d.write("rotta/service.yaml", "service: rotta\n")
	if _, err := d.open(""); !errors.Is(err, config.ErrNoService) {
		t.Errorf("a faulty service: %v", err)
	}
}

// Without its sheet a service can be tried, and not be published.
func TestAServiceWithoutItsSheetIsOnlyTried(t *testing.T) {
	d := newDesk(t)
	first, rest, _ := strings.Cut(tessera, "sheet:\n")
	_, rest, _ = strings.Cut(rest, "deadlines:\n")
	d.write("tessera/service.yaml", strings.ReplaceAll(first+"deadlines:\n"+rest, "@", "1"))
	if _, err := d.open(""); !errors.Is(err, config.ErrNoService) {
		t.Fatalf("published: %v", err)
	}
	s := catalogue.Sources{Definitions: []string{d.folder}}
	tried, err := config.Open(ctx, s, d.store, config.Trying, time.Now(), slog.New(slog.NewTextHandler(d.log, nil)))
	if err != nil {
		t.Fatal(err, d.log)
	}
	current(t, tried)
}
