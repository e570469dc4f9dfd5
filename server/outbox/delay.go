package outbox

import (
	"math"
	"time"
)

// The delays between tries double from the first to the longest. With these,
// what cannot be delivered is parked after about a day.
const (
	firstDelay   = 10 * time.Second
	longestDelay = time.Hour
	maxTries     = 32
)

// Delay is how long to wait after so many tries failed before this one: twice
// as long each time, and by chance (a number from 0 to 1) up to a quarter
// shorter or longer, so that what failed together is not tried together.
func Delay(tries int, chance float64) time.Duration {
	delay := float64(firstDelay) * math.Pow(2, float64(min(tries, 30)))
	delay = min(delay, float64(longestDelay))
	return time.Duration(delay * (0.75 + chance/2))
}

// Circuit keeps a worker from asking a receiver that is down. After a few
// failures in a row it opens: for a while nothing is tried, then one delivery
// is, which closes it again or opens it for longer.
type Circuit struct {
	failures int
	until    time.Time
}

const (
	openAfter   = 5
	openFirst   = 15 * time.Second
	openLongest = 10 * time.Minute
)

// Allows gives how many of so many deliveries may be tried now.
func (c *Circuit) Allows(n int, now time.Time) int {
	switch {
	case c.failures < openAfter:
		return n
	case now.Before(c.until):
		return 0
	}
	return min(n, 1)
}

// Count says how a try ended.
func (c *Circuit) Count(arrived bool, now time.Time) {
	if arrived {
		*c = Circuit{}
		return
	}
	c.failures++
	if beyond := c.failures - openAfter; beyond >= 0 {
		open := float64(openFirst) * math.Pow(2, float64(min(beyond, 30)))
		c.until = now.Add(time.Duration(min(open, float64(openLongest))))
	}
}
