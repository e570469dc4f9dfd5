package renderer_test

import (
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
