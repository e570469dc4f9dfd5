// Package metrics counts what an operator watches, in the form that Prometheus
// reads: requests, journeys step by step, what waits in the outbox, how long the
// store takes. Labels are routes, services, pages and receivers; nothing is
// about a person.
//
// It is served by a listener of its own, which citizens do not reach.
package metrics

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"sportello/server/submission"
)

// Metrics counts. It may be used by many requests at once.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	steps    *prometheus.CounterVec
	batches  prometheus.Histogram
	commits  prometheus.Histogram
}

// seconds are the limits of the buckets of durations.
var seconds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// New makes metrics of a store.
func New(store Counted) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "sportello_request_seconds", Help: "How long requests took, by route, method and status.", Buckets: seconds,
		}, []string{"route", "method", "status"}),
		steps: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sportello_steps_total", Help: "Pages that citizens posted, by service, page and outcome.",
		}, []string{"service", "page", "outcome"}),
		batches: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "sportello_commit_changes", Help: "How many changes were committed together.", Buckets: prometheus.ExponentialBuckets(1, 2, 9),
		}),
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "sportello_commit_seconds", Help: "How long a transaction of changes took, its sync included.", Buckets: seconds,
		}),
	}
	m.registry.MustRegister(m.requests, m.steps, m.batches, m.commits, &standing{store: store},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Answered is of web.Observer.
func (m *Metrics) Answered(route, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Observe(took.Seconds())
}

// Stepped is of web.Observer.
func (m *Metrics) Stepped(service, page, outcome string) {
	m.steps.WithLabelValues(service, page, outcome).Inc()
}

// Committed counts a transaction of so many changes.
func (m *Metrics) Committed(changes int, took time.Duration) {
	m.batches.Observe(float64(changes))
	m.commits.Observe(took.Seconds())
}

// Handler serves what was counted.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Counted is a store that can be counted.
type Counted interface {
	Count(ctx context.Context) (submission.Counts, error)
}

// standing asks the store when Prometheus asks.
type standing struct{ store Counted }

var (
	drafts      = prometheus.NewDesc("sportello_drafts", "Drafts that are being filled in.", nil, nil)
	submissions = prometheus.NewDesc("sportello_submissions", "Applications that were sent.", nil, nil)
	outboxSize  = prometheus.NewDesc("sportello_outbox", "Deliveries that wait or are parked, by receiver and state.", []string{"receiver", "state"}, nil)
	outboxAge   = prometheus.NewDesc("sportello_outbox_oldest_seconds", "Since when the oldest has waited, by receiver and state.", []string{"receiver", "state"}, nil)
	counted     = prometheus.NewDesc("sportello_store_up", "1 if the store could be counted, else 0.", nil, nil)
)

// countTime is how long counting may take.
const countTime = 5 * time.Second

// Describe is of prometheus.Collector.
func (s *standing) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{drafts, submissions, outboxSize, outboxAge, counted} {
		to <- d
	}
}

// Collect is of prometheus.Collector.
func (s *standing) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), countTime)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	c, err := s.store.Count(ctx)
	if err != nil {
		gauge(counted, 0)
		return
	}
	gauge(counted, 1)
	gauge(drafts, float64(c.Drafts))
	gauge(submissions, float64(c.Submissions))
	for _, q := range c.Outbox {
		gauge(outboxSize, float64(q.Deliveries), q.Receiver, string(q.State))
		gauge(outboxAge, time.Since(q.Oldest).Seconds(), q.Receiver, string(q.State))
	}
}
