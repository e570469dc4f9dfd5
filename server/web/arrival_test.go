package web_test

import (
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"time"
)

// noon is when the call of testdata/window ends, to the second.
var noon = time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC)

// newCall is a town whose clock stands at an instant until it is moved, with a
// call that ends at noon, and a citizen with an application ready to be sent.
func newCall(t *testing.T) (tw *town, b *browser, summary string) {
	tw = &town{data: t.TempDir(), demo: true, log: &lines{}, of: "window", stands: &atomic.Pointer[time.Time]{}}
	tw.at(noon.Add(-time.Minute))
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	b = tw.browser(t)
	draft := b.begin("bando")
	return tw, b, b.fill(draft+"/pagine/dati", url.Values{"nome": {"Ada"}}).goesTo(draft + "/riepilogo")
}

// Whether an application came in time is judged by when it arrived: a server
// that is slow does not shut anybody out.
func TestArrivedInTime(t *testing.T) {
	tw, b, summary := newCall(t)
	form := b.get(summary).is(http.StatusOK).form(url.Values{"_action": {"send"}})
	tw.at(noon.Add(-time.Second))
	tw.slow = func() { tw.at(noon.Add(7 * time.Second)) }
	receipt := b.post(summary, form).goesTo("/pratiche/")
	b.get(receipt).is(http.StatusOK).says("2 marzo 2026 alle 11:59:59", "si giudica dall&#39;ora di arrivo").lacks("si è chiuso")

	for one, err := range tw.store.Export(t.Context(), "bando", 0) {
		must(t, err)
		if !one.Received.Equal(noon.Add(-time.Second)) || !one.Submitted.Equal(noon.Add(7*time.Second)) {
			t.Errorf("received %v, written %v", one.Received, one.Submitted)
		}
	}
}

// Who arrives after the end is told so, and keeps the draft.
func TestArrivedTooLate(t *testing.T) {
	tw, b, summary := newCall(t)
	form := b.get(summary).is(http.StatusOK).form(url.Values{"_action": {"send"}})
	tw.at(noon.Add(2 * time.Second))
	tw.slow = func() { tw.at(noon.Add(-time.Second)) } // a clock that is set back meanwhile changes nothing
	b.post(summary, form).lacks("/pratiche/")
	tw.slow = nil
	tw.at(noon.Add(2 * time.Second))
	b.get(summary).says("Il bando si è chiuso a mezzogiorno.")
	b.post("/servizi/bando/avvia", url.Values{"privacy": {"yes"}}).lacks("/domande/")
	for range tw.store.Export(t.Context(), "bando", 0) {
		t.Fatal("an application that came too late is stored")
	}
}
