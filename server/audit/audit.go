// Package audit holds a running site to the criteria of the national model for
// digital services (C.SE, in conformita-servizi-digitali of
// italia/design-comuni-docs), as a citizen meets it: it opens the sheets, signs
// in, fills a service in to the receipt, and looks at every page on the way.
//
// Each criterion is one check in the list of criteria.go. What a program cannot
// judge is left to a person, and said. The report is in Italian: a municipality
// hands it to its assessor.
package audit

import (
	"context"
	"time"

	"sportello/engine/value"
)

// Subject is the site, and what is known of it.
type Subject struct {
	URL      string
	Services []Service
	// Letters tells whether a letter about an application left; nil if nobody can
	// tell from here.
	Letters func(reference string) bool
}

// Service is one service of the site, with somebody who can fill it in.
type Service struct {
	ID, Title string
	Term      bool // its sheet says in how many days it is concluded
	Fees      bool // it may cost something
	Identity  bool // one signs in for it
	Citizen   string
	Answers   value.Group // nil if no journey is known that can be sent
}

// Verdict is how a criterion is met.
type Verdict string

// The verdicts.
const (
	Met    Verdict = "soddisfatto"
	Missed Verdict = "non soddisfatto"
	Person Verdict = "da valutare" // nothing speaks against it; a person decides
)

// Result is one criterion with what was found.
type Result struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Verdict  Verdict  `json:"verdict"`
	Evidence []string `json:"evidence"` // what was seen
	Against  []string `json:"against"`  // what is not as it must be
	Left     string   `json:"left"`     // what stays for a person to judge
}

// Report is all of it.
type Report struct {
	Site     string    `json:"site"`
	At       time.Time `json:"at"`
	Services []string  `json:"services"`
	Results  []Result  `json:"results"`
	Sheets   []Sheet   `json:"sheets"`
}

// Missed counts the criteria that are not met.
func (r *Report) Missed() (n int) {
	for _, one := range r.Results {
		if one.Verdict == Missed {
			n++
		}
	}
	for _, s := range r.Sheets {
		if len(s.Against) > 0 {
			n++
		}
	}
	return n
}

// Run looks at the whole site.
func Run(ctx context.Context, s Subject, at time.Time) (*Report, error) {
	v, err := look(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &Report{Site: s.URL, At: at}
	for _, one := range s.Services {
		r.Services = append(r.Services, one.Title)
	}
	for _, c := range checks {
		r.Results = append(r.Results, c.run(v))
	}
	for _, one := range v.visits {
		r.Sheets = append(r.Sheets, sheetOf(one))
	}
	return r, nil
}
