package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/server/catalogue"
	"sportello/server/stage"
	"sportello/server/visitor"
)

// The application that is filled in: the longest of those that come with the
// program.
const (
	service = "alloggio-erp"
	story   = "scenarios/s2-1-famiglia-in-affitto.yaml"
)

// errFilled ends the story before the application is sent.
var errFilled = errors.New("all is filled in")

// fill fills an application in as its story tells, up to the summary, and gives the
// longest page on the way, and the summary.
func fill() (places []place, end func(), err error) {
	found, err := catalogue.Open(catalogue.Sources{}, service)
	if err != nil {
		return nil, nil, err
	}
	told, _ := scenario.ReadAll(found[0].Files)
	if told[story] == nil {
		return nil, nil, fmt.Errorf("%s has no %s", service, story)
	}
	scenario.PlayBeside(story, told[story], found[0].With, func(t scenario.Turn) error {
		if places != nil || err != nil {
			return nil // only the first application of the story
		}
		places, end, err = walk(t)
		return nil
	})
	if err == nil && places == nil {
		err = fmt.Errorf("%s fills nothing in", story)
	}
	return places, end, err
}

func walk(t scenario.Turn) ([]place, func(), error) {
	folder, err := os.MkdirTemp("", "sportello-lighthouse")
	if err != nil {
		return nil, nil, err
	}
	s, err := stage.Open(folder, t.Program)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(folder))
	}
	end := func() { s.Close(); os.RemoveAll(folder) }
	places, err := filled(s, t)
	if err != nil {
		end()
		return nil, nil, err
	}
	return places, end, nil
}

// filled goes through the application on a stage, up to its summary.
func filled(s *stage.Stage, t scenario.Turn) ([]place, error) {
	s.Set(t.Outside)
	cookie, err := s.SignIn()
	if err != nil {
		return nil, err
	}
	v, err := visitor.New(s.URL, nil)
	if err != nil {
		return nil, err
	}
	v.Take(cookie)
	w := &walker{Driver: &visitor.Driver{Visitor: v, Service: service}}
	player := scenario.Player{Driver: w, Answers: t.Answers}
	if err := player.Play(t.Outside); !errors.Is(err, errFilled) {
		return nil, fmt.Errorf("the story does not go up to the summary: %w", err)
	}
	return []place{
		{"the longest page: " + w.longest[strings.LastIndex(w.longest, "/")+1:], w.longest, cookie},
		{"summary", v.Page().URL.String(), cookie},
	}, nil
}

// walker is a citizen who stops before sending, and remembers the longest page.
type walker struct {
	*visitor.Driver
	longest string
	fields  int
}

// Screen is of scenario.Driver.
func (w *walker) Screen() (*scenario.Screen, error) {
	page := w.Visitor.Page()
	if f := page.FormWith(engine.ShownName); f != nil && len(f.Controls) > w.fields {
		w.longest, w.fields = page.URL.String(), len(f.Controls)
	}
	return w.Driver.Screen()
}

// Submit is of scenario.Driver.
func (w *walker) Submit() error { return errFilled }
