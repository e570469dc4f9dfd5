package rehearsal

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// Step is how the requests of one step went.
type Step struct {
	Name               string
	Count, Wrong       int
	P50, P90, P99, Max time.Duration
}

// Steps gives the steps in the order in which they first happened.
func (r *Result) Steps() []Step {
	took := map[string][]time.Duration{}
	wrong := map[string]int{}
	first := map[string]time.Duration{}
	for _, q := range r.Requests {
		if at, seen := first[q.Step]; !seen || q.At < at {
			first[q.Step] = q.At
		}
		took[q.Step] = append(took[q.Step], q.Took)
		if q.Wrong {
			wrong[q.Step]++
		}
	}
	names := slices.SortedFunc(maps.Keys(took), func(a, b string) int { return int(first[a] - first[b]) })
	var steps []Step
	for _, name := range names {
		all := took[name]
		slices.Sort(all)
		steps = append(steps, Step{name, len(all), wrong[name], percentile(all, 50), percentile(all, 90), percentile(all, 99), all[len(all)-1]})
	}
	return steps
}

// percentile of sorted durations, by the nearest rank.
func percentile(sorted []time.Duration, p int) time.Duration {
	rank := int(math.Ceil(float64(p) / 100 * float64(len(sorted))))
	return sorted[max(rank-1, 0)]
}

// Rate is how many of something there were in a second.
func (r *Result) Rate(n int) float64 { return float64(n) / r.Took.Seconds() }

// Write writes the report as text.
func (r *Result) Write(w io.Writer) {
	fmt.Fprintf(w, "%d citizens in %.1f s: %d sent, %d failed\n", r.Citizens, r.Took.Seconds(), len(r.Sent), r.failed())
	fmt.Fprintf(w, "%.1f journeys/s, %.0f requests/s\n\n", r.Rate(len(r.Sent)), r.Rate(len(r.Requests)))
	fmt.Fprintf(w, "%-28s %8s %6s %9s %9s %9s %9s\n", "step", "requests", "wrong", "p50 ms", "p90 ms", "p99 ms", "max ms")
	for _, s := range r.Steps() {
		fmt.Fprintf(w, "%-28s %8d %6d %9.1f %9.1f %9.1f %9.1f\n", s.Name, s.Count, s.Wrong, ms(s.P50), ms(s.P90), ms(s.P99), ms(s.Max))
	}
	for _, why := range slices.Sorted(maps.Keys(r.Failures)) {
		fmt.Fprintf(w, "\n%d failed: %s", r.Failures[why], why)
	}
	fmt.Fprintf(w, "\nproof: %d findings\n", len(r.Findings))
	for _, finding := range r.Findings {
		fmt.Fprintln(w, finding)
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

//go:embed report.html
var pages embed.FS

var page = template.Must(template.New("report.html").Funcs(template.FuncMap{"ms": ms, "chart": newChart}).ParseFS(pages, "report.html"))

// HTML writes the report as one page that needs nothing else.
func (r *Result) HTML(w io.Writer, service, site string) error {
	return page.Execute(w, struct {
		*Result
		Service, Site string
		PerSecond     []Bar
		Slowest       []Bar
		FailedCount   int
	}{r, service, site, r.perSecond(), r.bySteps(), r.failed()})
}

// chart is bars under each other.
type chart struct {
	Title  string
	Bars   []Bar
	Height int
}

func newChart(title string, bars []Bar) chart { return chart{title, bars, len(bars) * barHeight} }

// barHeight is how far bars stand from each other.
const barHeight = 22

// Bar is one bar of a chart; Share is of the longest, in percent.
type Bar struct {
	Label string
	Value string
	Share float64
	Y     int
}

// bars gives values their places and lengths.
func bars(labels []string, values []float64, unit string) []Bar {
	longest := slices.Max(append([]float64{0}, values...))
	var out []Bar
	for i, v := range values {
		share := 0.0
		if longest > 0 {
			share = v / longest * 100
		}
		out = append(out, Bar{labels[i], strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0") + unit, share, i * barHeight})
	}
	return out
}

// mostBars is how many bars of time a chart has at most.
const mostBars = 30

// perSecond is how many applications were sent, over the time that it took.
func (r *Result) perSecond() []Bar {
	width := max(1, math.Ceil(r.Took.Seconds()/mostBars))
	values := make([]float64, int(r.Took.Seconds()/width)+1)
	labels := make([]string, len(values))
	for i := range labels {
		labels[i] = fmt.Sprintf("%.0f s", float64(i)*width)
	}
	for _, s := range r.Sent {
		if i := int(s.Ended.Sub(r.Began).Seconds() / width); i >= 0 && i < len(values) {
			values[i] += 1 / width
		}
	}
	return bars(labels, values, "")
}

func (r *Result) bySteps() []Bar {
	var labels []string
	var values []float64
	for _, s := range r.Steps() {
		labels, values = append(labels, s.Name), append(values, ms(s.P99))
	}
	return bars(labels, values, " ms")
}
