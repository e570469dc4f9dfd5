package cli

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"sportello/definitions"
	"sportello/server/catalogue"
)

// Every block of the library has worked cases, and all of them come out.
func TestBlocksOfTheLibraryPlay(t *testing.T) {
	blocks, err := fs.Glob(definitions.Library(), "blocks/*@*")
	if err != nil || len(blocks) < 15 {
		t.Fatalf("%d blocks: %v", len(blocks), err)
	}
	for _, dir := range blocks {
		name := strings.TrimPrefix(dir, "blocks/")
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			if err := (&Play{Services: []string{name}}).Run(Common{}, Streams{Out: &out, Err: &errs}); err != nil {
				t.Fatalf("%v\n%s%s", err, &out, &errs)
			}
			if strings.HasPrefix(out.String(), "0 passed") {
				t.Error("it has no scenarios")
			}
		})
	}
}

// Without names the blocks are among what is checked and played; they are never
// among what is served.
func TestBlocksStandBesideTheServices(t *testing.T) {
	all, err := catalogue.OpenAll(catalogue.Sources{})
	if err != nil {
		t.Fatal(err)
	}
	served, err := catalogue.Open(catalogue.Sources{})
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, svc := range all {
		if svc.Block {
			blocks++
		}
	}
	if blocks == 0 || len(all) != len(served)+blocks {
		t.Errorf("%d services and blocks, %d blocks, %d services", len(all), blocks, len(served))
	}
}
