package renderer

import (
	"strings"

	"sportello/engine"
	"sportello/renderer/locale"
)

// Letter is what is written to a citizen by e-mail: plain text, which every
// program reads aloud as well as it shows it.
type Letter struct {
	Lang    string
	To      string
	Copies  []string // further addresses, which the others do not see
	Subject string
	Text    string
}

// NewLetter writes the letter of an application that was sent. It says what was
// received and what follows; the answers stay in the personal area, whose
// address is given.
func NewLetter(r Receipt, area string) Letter {
	w := r.Words()
	about := locale.Args{"service": r.Service, "reference": r.Reference}
	l := letter{}
	l.say(w.Text("letter.received", about))
	l.fact(w.Text("receipt.reference", nil), r.Reference)
	l.fact(w.Text("receipt.received", nil), r.Received)
	l.fact(w.Text("receipt.number", nil), r.Number)
	l.fact(r.Quota, r.Place)
	l.fact(w.Text("receipt.term", nil), r.Term)
	l.fact(w.Text("receipt.state", nil), r.State)
	if r.Office != nil {
		l.fact(w.Text("receipt.office", nil), joined(r.Office.Name, r.Office.Phone, r.Office.Email))
	}
	l.gap()
	for _, m := range r.Timeline {
		if !m.Done && m.Date != "" {
			l.fact(m.Title, m.Date)
		}
	}
	l.gap()
	for _, n := range r.Notices {
		for _, paragraph := range Paragraphs(n) {
			l.say(paragraph)
		}
	}
	l.say(w.Text("letter.area", locale.Args{"address": area}))
	l.say(w.Text("letter.automatic", nil))
	l.say(r.Municipality.Name)
	return Letter{Lang: w.Lang(), To: r.Email, Subject: engine.Unmarked(w.Text("letter.subject", about)), Text: engine.Unmarked(l.String())}
}

// letter is text being written.
type letter struct{ strings.Builder }

// say writes a paragraph.
func (l *letter) say(words string) {
	if words != "" {
		l.WriteString(words + "\n\n")
	}
}

// fact writes a line, if there is something to say.
func (l *letter) fact(name, what string) {
	if what != "" {
		l.WriteString(name + ": " + what + "\n")
	}
}

// gap ends a block of lines.
func (l *letter) gap() {
	if !strings.HasSuffix(l.String(), "\n\n") {
		l.WriteString("\n")
	}
}

// joined puts what there is of some words in a row.
func joined(words ...string) string {
	var there []string
	for _, w := range words {
		if w != "" {
			there = append(there, w)
		}
	}
	return strings.Join(there, ", ")
}
