package renderer_test

import (
	"slices"
	"testing"
	"time"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer"
	"sportello/renderer/gallery"
)

func TestMilestonesAreInWords(t *testing.T) {
	got := renderer.Milestones("it", []engine.DeadlineNow{
		{Title: "Termine", Text: "Poi **basta**", At: value.Date{Year: 2026, Month: 4, Day: 1}},
		{Title: "Chiusura", At: time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)},
	})
	want := []renderer.Milestone{
		{Date: "1 aprile 2026", Title: "Termine", Text: "Poi **basta**"},
		{Date: "9 maggio 2026 alle 12:00", Title: "Chiusura"},
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestSummaryTellsWhyItCannotBeSent(t *testing.T) {
	j := engine.Journey{Problems: []engine.Problem{{Code: "amount", Page: "uno", Field: "pagine"}, {Code: "amount"}}}
	s := renderer.NewSummary(gallery.Frame("it"), here, j, "1")
	if len(s.Errors) != 2 || s.Errors[0].URL != "/d/uno#f-pagine" || s.Errors[1].URL != "" {
		t.Fatalf("got %+v", s.Errors)
	}
	for _, e := range s.Errors {
		if e.Text != "Un importo non si può calcolare: controlla le risposte" {
			t.Errorf("got %q", e.Text)
		}
	}
}

func TestCosts(t *testing.T) {
	c := renderer.NewCosts("it", gallery.Fees())
	if c.Total != "26,00\u00a0€" || len(c.Parts) != 2 || c.Parts[0] != (renderer.CostLine{Title: "Diritti di ricerca", Amount: "10,00\u00a0€"}) {
		t.Errorf("got %+v", c)
	}
	if renderer.NewCosts("it", nil) != nil {
		t.Error("costs of nothing")
	}
}

// Where a group lets less count than its parts are, a line says so and takes it
// off: the lines add up.
func TestPointsOfGroups(t *testing.T) {
	most := value.Int(6)
	c := renderer.NewCosts("it", &engine.Breakdown{
		Title: "Punteggio", Total: value.Int(11),
		Parts: []engine.PartState{
			{ID: "a4", Title: "Disabilità di Leo", Group: "a4", Amount: value.Int(4)},
			{ID: "a7", Title: "Un minore", Group: "a7", Amount: value.Int(3)},
			{ID: "a4", Title: "Disabilità di Ada", Group: "a4", Amount: value.Int(4)},
			{ID: "a7", Title: "Un disabile", Group: "a7", Amount: value.Int(5)},
		},
		Groups: []engine.GroupState{
			{ID: "a4", Title: "Disabilità", Sum: value.Int(8), Amount: most, Max: &most},
			{ID: "a7", Title: "Adulto solo", Sum: value.Int(8), Amount: value.Int(5)},
		},
	})
	want := []renderer.CostLine{
		{Title: "Disabilità di Leo", Amount: "4"}, {Title: "Un minore", Amount: "3"},
		{Title: "Disabilità di Ada", Amount: "4"}, {Title: "Disabilità: contano al massimo 6", Amount: "-2"},
		{Title: "Un disabile", Amount: "5"}, {Title: "Adulto solo: conta solo la voce più alta", Amount: "-3"},
	}
	if !slices.Equal(c.Parts, want) || c.Total != "11" {
		t.Errorf("got %+v", c)
	}
}
