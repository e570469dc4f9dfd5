package engine_test

import (
	"io/fs"
	"os"
	"testing"

	"sportello/definitions"
	"sportello/engine"
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
// program, and the examples, by their ids.
func shipped(t testing.TB) map[string]*engine.Program {
	t.Helper()
	out := map[string]*engine.Program{}
	for _, root := range []fs.FS{definitions.Services(), os.DirFS("../examples")} {
		for id, files := range services(t, root) {
			out[id] = program(t, files)
		}
	}
	return out
}

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
