// Package rehearsal is a dress rehearsal for a click day: many citizens fill a
// service in at the same time, through its pages, and afterwards it is proved
// that nothing was lost, doubled or put out of order.
//
// Citizens know only HTML (package visitor). What they answer was drawn by lot
// beforehand (package explore), so that all complete their journey, each with
// answers of its own. They sign in as the fictitious people of a demonstration.
package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/engine/value"
	"sportello/server/visitor"
)

// Plan is what is rehearsed.
type Plan struct {
	URL      string        // of the site
	Service  string        // its id
	Roles    []Role        // played in turn
	Citizens int           // how many come
	Arrive   time.Duration // in which time they come, by chance
	Seed     uint64
	Tell     func(Progress) // told each second; may be nil
}

// Role is somebody with the answers that complete a journey.
type Role struct {
	Citizen string // the id that they sign in with; "" if nobody signs in
	Answers value.Group
}

// Progress is how far a rehearsal is.
type Progress struct{ Citizens, Arrived, Sent, Failed int }

// Sent is one application that the site said it took.
type Sent struct {
	Reference string
	Begun     time.Time // when sending was asked
	Ended     time.Time // when the citizen read that it was sent
}

// Result is what came of a rehearsal.
type Result struct {
	Began    time.Time
	Took     time.Duration
	Citizens int
	Sent     []Sent
	Failures map[string]int // by what happened
	Requests []Request
	Findings []string // of the proof; none if all is well
}

// Request is one request that a citizen made.
type Request struct {
	Step  string // which step of the journey
	At    time.Duration
	Took  time.Duration
	Wrong bool // no answer, or one of the server's failures
}

// Run plays the rehearsal to its end, or until the context ends.
func Run(ctx context.Context, p Plan) (*Result, error) {
	if len(p.Roles) == 0 || p.Citizens < 1 {
		return nil, errors.New("a rehearsal needs citizens with answers")
	}
	c := &crowd{plan: p, result: Result{Began: time.Now(), Citizens: p.Citizens, Failures: map[string]int{}}}
	c.transport = &http.Transport{MaxIdleConnsPerHost: 1024, MaxConnsPerHost: 1024, IdleConnTimeout: time.Minute}
	defer c.transport.CloseIdleConnections()
	stop := c.tellEachSecond()
	c.come(ctx)
	stop()
	c.result.Took = time.Since(c.result.Began)
	c.result.ownReferences()
	c.result.inOrder()
	return &c.result, nil
}

// crowd is everybody who comes.
type crowd struct {
	plan      Plan
	transport *http.Transport
	mutex     sync.Mutex
	result    Result
	arrived   int
}

// come lets everybody come, and waits until all are gone.
func (c *crowd) come(ctx context.Context) {
	chance := rand.New(rand.NewPCG(c.plan.Seed, 1))
	var all sync.WaitGroup
	for i := range c.plan.Citizens {
		wait := time.Duration(chance.Float64() * float64(c.plan.Arrive))
		all.Go(func() {
			select {
			case <-ctx.Done():
			case <-time.After(time.Until(c.result.Began.Add(wait))):
				c.one(ctx, i)
			}
		})
	}
	all.Wait()
}

// one plays one citizen's journey.
func (c *crowd) one(ctx context.Context, i int) {
	c.mutex.Lock()
	c.arrived++
	c.mutex.Unlock()
	role := c.plan.Roles[i%len(c.plan.Roles)]
	sent, err := c.journey(ctx, i, role)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if err != nil {
		c.result.Failures[err.Error()]++
		return
	}
	c.result.Sent = append(c.result.Sent, sent)
}

func (c *crowd) journey(ctx context.Context, i int, role Role) (Sent, error) {
	watch := &stopwatch{crowd: c, ctx: ctx}
	window, err := visitor.New(c.plan.URL, watch)
	if err != nil {
		return Sent{}, err
	}
	if role.Citizen != "" {
		if err := window.SignIn(fmt.Sprintf("%s+%d", role.Citizen, i)); err != nil {
			return Sent{}, err
		}
	}
	driver := &visitor.Driver{Visitor: window, Service: c.plan.Service}
	player := scenario.Player{Driver: driver, Answers: role.Answers}
	if err := player.Play(engine.Outside{}); err != nil {
		return Sent{}, plain(err)
	}
	if err := window.Pay(); err != nil {
		return Sent{}, err
	}
	reference, ok := window.Page().Reference()
	if !ok {
		return Sent{}, fmt.Errorf("the journey ends at %s with status %d: %s", window.Page().Step(), window.Page().Status,
			strings.Join(window.Page().Errors(), "; "))
	}
	return Sent{reference, watch.sending, time.Now()}, nil
}

// plain is an error without the addresses of one citizen, so that those of all
// can be counted together.
func plain(err error) error {
	var failed interface{ Timeout() bool }
	if errors.As(err, &failed) && failed.Timeout() {
		return errors.New("no answer in time")
	}
	if root := errors.Unwrap(err); root != nil {
		return plain(root)
	}
	return err
}

// tellEachSecond tells how far it is, until it is stopped.
func (c *crowd) tellEachSecond() (stop func()) {
	if c.plan.Tell == nil {
		return func() {}
	}
	end := make(chan struct{})
	var telling sync.WaitGroup
	telling.Go(func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				c.plan.Tell(c.progress())
			case <-end:
				c.plan.Tell(c.progress())
				return
			}
		}
	})
	return func() { close(end); telling.Wait() }
}

func (c *crowd) progress() Progress {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	failed := 0
	for _, n := range c.result.Failures {
		failed += n
	}
	return Progress{c.plan.Citizens, c.arrived, len(c.result.Sent), failed}
}

// stopwatch times the requests of one citizen.
type stopwatch struct {
	crowd   *crowd
	ctx     context.Context
	sending time.Time // when sending was asked last
}

// RoundTrip is of http.RoundTripper.
func (s *stopwatch) RoundTrip(r *http.Request) (*http.Response, error) {
	step := stepOf(r)
	began := time.Now()
	if step == stepSend {
		s.sending = began
	}
	resp, err := s.crowd.transport.RoundTrip(r.WithContext(s.ctx))
	one := Request{Step: step, At: began.Sub(s.crowd.result.Began), Took: time.Since(began), Wrong: err != nil || resp.StatusCode >= 500}
	s.crowd.mutex.Lock()
	s.crowd.result.Requests = append(s.crowd.result.Requests, one)
	s.crowd.mutex.Unlock()
	return resp, err
}
