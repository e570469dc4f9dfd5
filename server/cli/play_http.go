package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/server/stage"
	"sportello/server/visitor"
)

// overHTTP plays each application of a scenario through the pages of a real
// server too, and holds what comes of it to what came of the engine.
type overHTTP struct {
	stages  map[*engine.Program]*stage.Stage
	folders []string
}

func (h *overHTTP) close() {
	for _, s := range h.stages {
		s.Close()
	}
	for _, dir := range h.folders {
		os.RemoveAll(dir)
	}
}

func (h *overHTTP) on(p *engine.Program) (*stage.Stage, error) {
	if s := h.stages[p]; s != nil {
		return s, nil
	}
	dir, err := os.MkdirTemp("", "sportello-play")
	if err != nil {
		return nil, err
	}
	h.folders = append(h.folders, dir)
	s, err := stage.Open(dir, p)
	if err == nil {
		h.stages[p] = s
	}
	return s, err
}

// play is scenario.PlayBeside's.
func (h *overHTTP) play(t scenario.Turn) error {
	s, err := h.on(t.Program)
	if err != nil {
		return err
	}
	s.Set(t.Outside)
	v, err := visitor.New(s.URL, nil)
	if err != nil {
		return err
	}
	cookie, err := s.SignIn()
	if err != nil {
		return err
	}
	v.Take(cookie)
	driver := &visitor.Driver{Visitor: v, Service: t.Program.ID()}
	player := scenario.Player{Driver: driver, Answers: t.Answers, Sending: later(s, t)}
	err = player.Play(t.Outside)
	if errors.Is(err, visitor.ErrClosed) && t.Record == nil {
		return nil // the pages do not even let one begin
	}
	if err != nil {
		return fmt.Errorf("over HTTP: %w", err)
	}
	return compareHTTP(s, t, driver, player.Path)
}

// later lets the clock go on before the application is sent, where the story
// says so.
func later(s *stage.Stage, t scenario.Turn) func() {
	if t.Sent.IsZero() {
		return nil
	}
	return func() {
		t.Outside.Now = t.Sent
		s.Set(t.Outside)
	}
}

func compareHTTP(s *stage.Stage, t scenario.Turn, d *visitor.Driver, path []string) error {
	if !slices.Equal(path, t.Path) {
		return fmt.Errorf("over HTTP the pages are %v, not %v%s", path, t.Path, refusals(d))
	}
	if d.Sent != (t.Record != nil) {
		return fmt.Errorf("over HTTP it was sent: %v; by the engine: %v (at %s%s)", d.Sent, t.Record != nil, d.Visitor.Page().URL.Path, refusals(d))
	}
	if !d.Sent || t.Record.PayFirst {
		return nil
	}
	if err := s.Compare(t.Record); err != nil {
		return fmt.Errorf("over HTTP: %w", err)
	}
	return nil
}

// refusals says what the last page complains of.
func refusals(d *visitor.Driver) string {
	screen, err := d.Screen()
	if err != nil || screen == nil {
		return ""
	}
	out := "; page " + screen.Page
	for _, p := range screen.Problems {
		out += ", wrong: " + p.Text
	}
	return out
}
