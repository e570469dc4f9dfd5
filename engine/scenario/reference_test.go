package scenario_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"sportello/engine/scenario"
)

var update = flag.Bool("update", false, "write the golden file")

func TestReferenceIsCurrent(t *testing.T) {
	const file = "../../docs/scenarios.md"
	got := scenario.Reference()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the tags say; run go test ./engine/scenario -update", file)
	}
}
