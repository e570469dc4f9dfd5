package renderer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sportello/renderer/gallery"
)

// TestGolden compares the form of each sample with the one that was looked at
// and found good: go test ./renderer -run Golden -update writes them anew.
func TestGolden(t *testing.T) {
	r := shared(t)
	for _, sample := range gallery.Samples() {
		t.Run(sample.Name, func(t *testing.T) {
			screen := gallery.Screen{Name: sample.Name, Template: "page", View: gallery.FieldPage("it", sample)}
			compare(t, filepath.Join("testdata", "golden", sample.Name+".html"), form(t, render(t, r, screen)))
		})
	}
}

// form is the part of a page between its form tags, which is what the posts
// of citizens depend on.
func form(t *testing.T, page string) string {
	t.Helper()
	start := strings.Index(page, `<form method="post" action="/pratiche`)
	end := strings.LastIndex(page, "</main>")
	if start < 0 || end < start {
		t.Fatal("the page has no form")
	}
	end = start + strings.Index(page[start:end], "</form>")
	return page[start:end] + "</form>\n"
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		write(t, file, []byte(got))
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; if that is meant, run with -update\n%s", file, firstDifference(string(want), got))
	}
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "want " + a[i] + "\ngot  " + b[i]
		}
	}
	return "one is longer than the other"
}
