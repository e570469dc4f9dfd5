package submission_test

import (
	"strings"
	"testing"

	"sportello/server/submission"
)

func TestReference(t *testing.T) {
	seen := map[string]bool{}
	for _, number := range []int64{1, 2, 9, 10, 123, 999_999, 1_000_000, 999_999_999_999} {
		r := submission.Reference(2026, number)
		if seen[r] {
			t.Errorf("%s twice", r)
		}
		seen[r] = true
		for _, written := range []string{r, strings.ToLower(r), strings.ReplaceAll(r, "-", ""), " " + strings.ReplaceAll(r, "-", " ")} {
			if got, ok := submission.ParseReference(written); !ok || got != r {
				t.Errorf("%q reads as %q, %v; want %q", written, got, ok, r)
			}
		}
	}
}

func TestReferenceCatchesMistakes(t *testing.T) {
	right := submission.Reference(2026, 123_456)
	for i := range right {
		if right[i] == '-' {
			continue
		}
		for _, sign := range "0123456789ABCDEFGHJKLMNPQRTUVWXYZ" {
			wrong := right[:i] + string(sign) + right[i+1:]
			if got, ok := submission.ParseReference(wrong); ok && got != right {
				t.Errorf("%s reads as %s", wrong, got)
			}
		}
		for j := range i {
			b := []byte(right)
			b[i], b[j] = b[j], b[i]
			if got, ok := submission.ParseReference(string(b)); ok && got != right {
				t.Errorf("%s reads as %s", b, got)
			}
		}
	}
	for _, none := range []string{"", "2026", "2026-000001", "2026-1-A", "20260000010000001-A", "2026-000001-AA"} {
		if got, ok := submission.ParseReference(none); ok {
			t.Errorf("%q reads as %s", none, got)
		}
	}
}
