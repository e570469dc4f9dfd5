package stage_test

import (
	"cmp"
	"slices"
	"testing"
	"time"
)

// The benchmarks of this package are about the whole server: HTTP, sessions,
// engine, pages, database. The machine that they run on is fast or slow, busy
// or not, so what they tell is how many times as long something takes as
// another thing that is done in turns with it. Such figures end in -x.

// inTurns is how often one thing is done before it is the other's turn.
const inTurns = 8

// beside measures one thing, with another in turns with it; only the one counts
// for time and allocations. It reports how many times as long the one takes,
// by the middle of each. The other may be nil.
func beside(b *testing.B, unit string, one, other func()) {
	b.Helper()
	b.ReportAllocs()
	var ones, others []time.Duration
	for b.Loop() {
		ones = append(ones, took(one))
		if other != nil && len(ones)%inTurns == 0 {
			b.StopTimer()
			for range inTurns {
				others = append(others, took(other))
			}
			b.StartTimer()
		}
	}
	b.ReportMetric(float64(middle(ones).Microseconds()), "p50-µs")
	if len(others) > 0 {
		b.ReportMetric(ratio(ones, others), unit)
	}
}

func took(do func()) time.Duration {
	begun := time.Now()
	do()
	return time.Since(begun)
}

func ratio(ones, others []time.Duration) float64 {
	return float64(middle(ones)) / float64(middle(others))
}

func middle[T cmp.Ordered](of []T) T {
	of = slices.Clone(of)
	slices.Sort(of)
	return of[len(of)/2]
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
