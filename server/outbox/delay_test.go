package outbox_test

import (
	"testing"
	"time"

	"sportello/server/outbox"
)

func TestDelaysGrow(t *testing.T) {
	for _, c := range []struct {
		tries  int
		chance float64
		want   time.Duration
	}{
		{0, 0.5, 10 * time.Second}, {1, 0.5, 20 * time.Second}, {3, 0.5, 80 * time.Second},
		{0, 0, 7500 * time.Millisecond}, {0, 1, 12500 * time.Millisecond},
		{9, 0.5, time.Hour}, {1000, 0.5, time.Hour},
	} {
		if got := outbox.Delay(c.tries, c.chance); got != c.want {
			t.Errorf("after %d tries, by chance %v: %v, not %v", c.tries, c.chance, got, c.want)
		}
	}
}

func TestCircuit(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var c outbox.Circuit
	allows := func(want int) {
		t.Helper()
		if got := c.Allows(16, now); got != want {
			t.Errorf("allows %d, not %d", got, want)
		}
	}
	for range 4 {
		c.Count(false, now)
		allows(16)
	}
	c.Count(false, now)
	allows(0)
	now = now.Add(15 * time.Second)
	allows(1) // one may try
	c.Count(false, now)
	now = now.Add(29 * time.Second)
	allows(0) // and failed: twice as long
	now = now.Add(time.Second)
	allows(1)
	c.Count(true, now)
	allows(16)
}
