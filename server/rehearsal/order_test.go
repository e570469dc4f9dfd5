package rehearsal

import (
	"testing"
	"time"

	"sportello/server/submission"
)

func TestOrder(t *testing.T) {
	at := func(second int) time.Time { return time.Unix(int64(second), 0) }
	sent := func(number int64, begun, ended int) Sent {
		return Sent{submission.Reference(2026, number), at(begun), at(ended)}
	}
	for _, c := range []struct {
		what string
		sent []Sent
		want int
	}{
		{"one after the other", []Sent{sent(1, 0, 1), sent(2, 2, 3), sent(3, 4, 5)}, 0},
		{"at the same time, either way", []Sent{sent(2, 0, 3), sent(1, 1, 4)}, 0},
		{"told before, with the higher number", []Sent{sent(2, 0, 1), sent(1, 2, 3)}, 1},
		{"far apart", []Sent{sent(9, 0, 1), sent(1, 5, 6), sent(2, 0, 9)}, 1},
		{"twice", []Sent{sent(1, 0, 1), sent(1, 0, 1)}, 1},
	} {
		r := Result{Sent: c.sent}
		r.ownReferences()
		r.inOrder()
		if len(r.Findings) != c.want {
			t.Errorf("%s: %v", c.what, r.Findings)
		}
	}
}
