package definitions_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	. "sportello/definitions"
)

// FuzzDecode: whatever is in a file, reading it ends, soon, without a panic and
// with faults that have a place.
func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob("testdata/bad/*.yaml")
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Add([]byte(library))
	f.Fuzz(func(t *testing.T, content []byte) {
		start := time.Now()
		_, faults := ReadBundle(Bundle{"service.yaml": content, "contract.json": content, "blocks/a@1/block.yaml": content, "t.csv": content})
		_, more := ReadProfile("profile.yaml", content)
		_, values := ReadParams("params.yaml", content)
		if spent := time.Since(start); spent > 5*time.Second {
			t.Errorf("took %v for %d bytes", spent, len(content))
		}
		for _, fault := range append(append(faults, more...), values...) {
			if fault.Line < 1 || fault.Column < 1 || fault.File == "" || fault.Code == "" {
				t.Errorf("a fault without a place or code: %#v", fault)
			}
		}
	})
}
