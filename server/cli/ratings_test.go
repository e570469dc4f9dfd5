package cli

import (
	"bytes"
	"path/filepath"
	"testing"

	"sportello/server/store/sqlite"
	"sportello/server/submission"
)

func TestRatings(t *testing.T) {
	folder := t.TempDir()
	store, err := sqlite.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []submission.Rating{
		{ID: "a", Service: "tessera", About: submission.AboutService, Stars: 5, Answer: "positive.1", Comment: "=1+1", Day: "2026-03-02"},
		{ID: "b", Service: "tessera", About: submission.AboutPage, Stars: 2, Answer: "negative.5", Day: "2026-03-03"},
		{ID: "c", Service: "altro", About: submission.AboutPage, Stars: 1, Day: "2026-03-03"},
	} {
		if err := store.Rate(t.Context(), r, ""); err != nil {
			t.Fatal(err)
		}
	}
	store.Close()
	for _, c := range []struct{ format, want string }{
		{"csv", "service,about,day,stars,answer,comment\ntessera,service,2026-03-02,5,Le indicazioni erano chiare,'=1+1\ntessera,page,2026-03-03,2,Altro,\n"},
		{"json", `[
  {
    "service": "tessera",
    "about": "service",
    "day": "2026-03-02",
    "stars": 5,
    "answer": "Le indicazioni erano chiare",
    "comment": "=1+1"
  },
  {
    "service": "tessera",
    "about": "page",
    "day": "2026-03-03",
    "stars": 2,
    "answer": "Altro"
  }
]
`},
	} {
		var out, told bytes.Buffer
		status := Run([]string{"ratings", "--data", filepath.Clean(folder), "--service", "tessera", "--format", c.format}, Streams{&out, &told})
		if status != 0 || out.String() != c.want {
			t.Errorf("%s: status %d\n%s%s", c.format, status, out.String(), told.String())
		}
	}
}
