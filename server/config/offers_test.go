package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sportello/server/catalogue"
	"sportello/server/config"
	"sportello/server/submission"
)

// nodes are two desks on one store, each with a folder of its own.
func nodes(t *testing.T) (a, b *desk) {
	a = newDesk(t)
	a.mode = config.Together
	b = &desk{t: t, folder: t.TempDir(), store: a.store, log: a.log, mode: a.mode}
	a.edition("1")
	b.edition("1")
	return a, b
}

func follow(t *testing.T, nodes ...*config.Services) {
	t.Helper()
	for _, n := range nodes {
		if err := n.Follow(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func labelIs(t *testing.T, s *config.Services, want string) {
	t.Helper()
	if got := current(t, s).Label(); got != want {
		t.Errorf("edition %s is served, not %s", got, want)
	}
}

func (d *desk) publish(params string) {
	d.t.Helper()
	s := catalogue.Sources{Definitions: []string{d.folder}}
	if params != "" {
		s.Params = d.write("params.yaml", params)
	}
	found, err := catalogue.Open(s)
	if err == nil {
		err = config.Publish(ctx, found[0], d.store, time.Now())
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// What one node brings along is served by the others, also by one that starts
// later with what was replaced; what is published is served by all.
func TestEditionsReachAllNodes(t *testing.T) {
	a, b := nodes(t)
	atB := b.mustOpen("")
	a.edition("2")
	atA := a.mustOpen("")
	labelIs(t, atB, "1")
	follow(t, atA, atB)
	labelIs(t, atA, "2")
	labelIs(t, atB, "2")

	atB = b.mustOpen("")
	follow(t, atA, atB)
	labelIs(t, atA, "2")
	labelIs(t, atB, "2")
	if !strings.Contains(b.log.String(), "sportello publish offers that one again") {
		t.Errorf("the log does not say what to do:\n%s", b.log)
	}

	b.publish("")
	follow(t, atA, atB)
	labelIs(t, atA, "1")
	labelIs(t, atB, "1")
	if len(atA.All()) != 1 {
		t.Errorf("%d services are served", len(atA.All()))
	}
}

// The municipality's values travel with what is offered; those that are live
// count for earlier editions too, the others stay as they were.
func TestParametersReachAllNodes(t *testing.T) {
	a, b := nodes(t)
	atA, atB := a.mustOpen("tessera: { costo: 3.20 }"), b.mustOpen("tessera: { costo: 3.20 }")
	first := current(t, atB)
	a.edition("2")
	a.publish("tessera: { costo: 4.00 }")
	follow(t, atA, atB)
	before, err := atB.Compiled(first.Edition())
	if err != nil {
		t.Fatal(err)
	}
	if fee, open := costs(before, time.July); fee != "3.20" || open {
		t.Errorf("the earlier edition: %s, open %v", fee, open)
	}
	a.publish("tessera: { costo: 4.00, chiusura: 2026-08-31 }")
	follow(t, atA, atB)
	for _, s := range []*config.Services{atA, atB} {
		if fee, open := costs(current(t, s), time.July); fee != "4.00" || !open {
			t.Errorf("the current edition: %s, open %v", fee, open)
		}
		before, err := s.Compiled(first.Edition())
		if err != nil {
			t.Fatal(err)
		}
		if fee, open := costs(before, time.July); fee != "3.20" || !open {
			t.Errorf("the earlier edition: %s, open %v", fee, open)
		}
	}
}

func TestWithdrawnServicesAreGoneEverywhere(t *testing.T) {
	a, b := nodes(t)
	b.write("altra/service.yaml", strings.ReplaceAll(strings.Replace(tessera, "service: tessera", "service: altra", 1), "@", "1"))
	atA, atB := a.mustOpen(""), b.mustOpen("")
	follow(t, atA, atB)
	if all := atA.All(); len(all) != 2 || all[0].ID() != "tessera" || all[1].ID() != "altra" {
		t.Errorf("served %v", all)
	}
	if err := a.store.Offer(ctx, submission.Offer{Service: "altra", Since: time.Now()}, true); err != nil {
		t.Fatal(err)
	}
	follow(t, atA, atB)
	for _, s := range []*config.Services{atA, atB, b.mustOpen("")} {
		if _, served := s.Service("altra"); served || len(s.All()) != 1 {
			t.Errorf("served %v", s.All())
		}
	}
}

// An edition that a node cannot compile leaves it with the one before.
func TestWhatCannotBeCompiledIsNotServed(t *testing.T) {
	a, _ := nodes(t)
	s := a.mustOpen("")
	strange := submission.Edition{Hash: "strange", Service: "tessera", Label: "9", Created: time.Now(), Bundle: []byte(`{"files":{"service.yaml":"c2VydmljZTog"}}`)}
	if err := a.store.Publish(ctx, strange); err != nil {
		t.Fatal(err)
	}
	if err := a.store.Offer(ctx, submission.Offer{Service: "tessera", Edition: "strange", Params: []byte("{}"), Since: time.Now()}, true); err != nil {
		t.Fatal(err)
	}
	follow(t, s)
	labelIs(t, s, "1")
	if !strings.Contains(a.log.String(), "cannot be served here") {
		t.Errorf("the log does not tell:\n%s", a.log)
	}
}

// Where nobody else serves, what is on disk at the start is what is offered.
func TestAloneTheDiskDecides(t *testing.T) {
	d := newDesk(t)
	d.edition("1")
	d.write("altra/service.yaml", strings.ReplaceAll(strings.Replace(tessera, "service: tessera", "service: altra", 1), "@", "1"))
	d.mustOpen("")
	d.edition("2")
	labelIs(t, d.mustOpen(""), "2")
	d.edition("1")
	if err := os.RemoveAll(filepath.Join(d.folder, "altra")); err != nil {
		t.Fatal(err)
	}
	s := d.mustOpen("")
	follow(t, s)
	labelIs(t, s, "1")
	if len(s.All()) != 1 {
		t.Errorf("served %v", s.All())
	}
}
