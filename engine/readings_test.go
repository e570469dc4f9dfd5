package engine_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The rules of the shipped services and examples in plain words. A person reads
// these files: they are where a wrong reading is seen.
func TestReadings(t *testing.T) {
	for id, p := range shipped(t) {
		t.Run(id, func(t *testing.T) {
			var lines []string
			for _, r := range p.Readings() {
				lines = append(lines, r.String())
			}
			golden(t, filepath.Join("testdata/readings", id+".txt"), strings.Join(lines, "\n")+"\n")
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got; run go test ./engine -run Readings -update and read the difference\n%s", file, diff)
	}
}
