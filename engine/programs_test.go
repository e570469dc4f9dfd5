package engine_test

import (
	"io/fs"
	"os"
	"sync"
	"testing"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/scenario"
)

// pisa is the municipality that the tests compile for.
func pisa(t testing.TB) *definitions.Profile {
	t.Helper()
	name, content := definitions.DefaultProfile()
	p, faults := definitions.ReadProfile(name, content)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	return p
}

// program compiles a service that must be sound.
func program(t testing.TB, service fs.FS) *engine.Program {
	t.Helper()
	loaded, faults := definitions.ReadService(service, definitions.Library())
	if faults.Blocking() {
		t.Fatal(faults)
	}
	p, faults := engine.Compile(loaded, pisa(t), nil)
	if p == nil {
		t.Fatal(faults)
	}
	if faults := p.SchemaFaults(); len(faults) > 0 {
		t.Fatal(faults)
	}
	return p
}

// shipped are the services that tests go through: those that come with the
// program, and the examples, by their ids. They are compiled once for all tests.
func shipped(t testing.TB) map[string]*engine.Program {
	t.Helper()
	shop.Lock()
	defer shop.Unlock()
	if shop.programs != nil {
		return shop.programs
	}
	programs := map[string]*engine.Program{}
	for _, root := range []fs.FS{definitions.Services(), os.DirFS("../examples")} {
		for id, files := range services(t, root) {
			programs[id] = program(t, files)
			shop.worked[id] = scenario.Completed(files, programs[id], 8)
		}
	}
	shop.programs = programs
	return programs
}

// shop holds what is shipped, with the worked cases that can be sent.
var shop = struct {
	sync.Mutex
	programs map[string]*engine.Program
	worked   map[string][]scenario.Turn
}{worked: map[string][]scenario.Turn{}}

// services finds the folders that hold a service.
func services(t testing.TB, root fs.FS) map[string]fs.FS {
	t.Helper()
	found, err := fs.Glob(root, "*/service.yaml")
	if err != nil || len(found) == 0 {
		t.Fatal("no services", err)
	}
	out := map[string]fs.FS{}
	for _, file := range found {
		dir := file[:len(file)-len("/service.yaml")]
		if out[dir], err = fs.Sub(root, dir); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
