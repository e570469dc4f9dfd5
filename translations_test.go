package main_test

import (
	"io/fs"
	"os"
	"regexp"
	"testing"

	"sportello/definitions"
)

// A service that somebody has begun to translate stays translated, with the
// blocks that it uses: whoever changes an Italian text writes the others too.
func TestTranslationsAreComplete(t *testing.T) {
	begun := 0
	for _, folder := range []fs.FS{definitions.Services(), os.DirFS("examples")} {
		found, err := fs.Glob(folder, "*/i18n/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			begun++
			complete(t, folder, file)
		}
	}
	if begun < 2 {
		t.Errorf("only %d translations: is anything read?", begun)
	}
}

var translation = regexp.MustCompile(`^(.+)/i18n/([a-z]+)\.yaml$`)

func complete(t *testing.T, folder fs.FS, file string) {
	t.Helper()
	m := translation.FindStringSubmatch(file)
	service, err := fs.Sub(folder, m[1])
	if err != nil {
		t.Fatal(err)
	}
	l, faults := definitions.ReadService(service, definitions.Library())
	if faults.Blocking() {
		t.Fatalf("%s: %v", m[1], faults)
	}
	for _, gap := range l.In(m[2]).Gaps {
		what := "is not translated"
		if gap.Stale {
			what = "has changed since it was translated"
		}
		t.Errorf("%s: %s of %s %s: %q (run sportello translate, and write the text)", m[1], gap.Key, gap.File, what, gap.Text.Value)
	}
}
