package web

import (
	"time"

	"sportello/server/submission"
)

// Observer is told how the site does. It learns of routes, services, pages and
// counts: nothing about a person.
type Observer interface {
	// Answered: a request was, by its route ("/servizi/{service}"), with a status,
	// in a time.
	Answered(route, method string, status int, took time.Duration)
	// Stepped: a citizen posted a page of a service, or its summary ("sent"), with
	// an outcome: accepted, refused, more (questions), stopped, sent, payment.
	Stepped(service, page, outcome string)
}

// stepped tells the observer, if there is one.
func (s *Site) stepped(d submission.Draft, page, outcome string) {
	if s.Observer != nil {
		s.Observer.Stepped(d.Service, page, outcome)
	}
}

func (s *Site) answered(n *note, method string) {
	if s.Observer != nil {
		s.Observer.Answered(n.route, method, n.status, time.Since(n.begun))
	}
}
