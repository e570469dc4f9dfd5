package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sportello/server/submission"
)

// sent sends an application and gives the address of its receipt.
func (b *browser) sent() string {
	b.t.Helper()
	summary := b.ready()
	page := b.get(summary).is(http.StatusOK)
	to := b.post(summary, page.form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	return strings.TrimSuffix(to, "?inviata")
}

func TestRatingAService(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	receipt := b.sent()
	page := b.get(receipt).is(http.StatusOK).says("Quanto è stato facile usare questo servizio?",
		"Dove hai incontrato le maggiori difficoltà?", "A volte le indicazioni non erano chiare", "A volte le indicazioni non erano complete",
		"A volte non capivo se stavo procedendo correttamente", "Ho avuto problemi tecnici",
		"Quali sono stati gli aspetti che hai preferito?", "Le indicazioni erano chiare", "Le indicazioni erano complete",
		"Capivo sempre che stavo procedendo correttamente", "Non ho avuto problemi tecnici", "Altro", `maxlength="200"`)
	if at := func(n string) int { return strings.Index(page.body, `data-element="feedback-rate-`+n+`"`) }; at("1") < 0 || at("1") > at("5") {
		t.Error("the stars do not stand in their order")
	}

	wordy := url.Values{"positive": {"1"}, "comment": {"Bello & <semplice>"}}
	b.post(receipt+"/valuta", wordy).is(http.StatusUnprocessableEntity).says("Scegli da 1 a 5 stelle", ">Bello &amp; &lt;semplice&gt;</textarea>")
	wordy.Set("rating", "4")
	wordy.Set("_action", "language:en") // what is written is there in the other language
	b.post(receipt+"/valuta", wordy).is(http.StatusOK).says(`lang="en"`, "Bello &amp;", `data-element="feedback-rate-4" checked`, `name="positive" value="1" checked`, "Italiano")
	b.post(receipt+"/valuta", url.Values{"_action": {"language:it"}}).goesTo(receipt)
	long := strings.Repeat("è", 300)
	good := url.Values{"rating": {"5"}, "positive": {"3"}, "negative": {"1"}, "comment": {" " + long}}
	b.post(receipt+"/valuta", good).goesTo(receipt + "?valutata#rating-title")
	b.get(receipt + "?valutata").says(`role="status" tabindex="-1" data-focus>Grazie`)
	b.get(receipt).says("Grazie, il tuo parere ci aiuterà a migliorare il servizio!").lacks("feedback-rate-1", "data-focus")
	b.post(receipt+"/valuta", url.Values{"rating": {"1"}}).goesTo(receipt) // once only
	tw.signedIn(t, "giulia-bianchi").post(receipt+"/valuta", good).is(http.StatusNotFound)

	kept, err := tw.store.Ratings(t.Context(), "prova")
	must(t, err)
	if len(kept) != 1 {
		t.Fatalf("%d ratings are kept", len(kept))
	}
	r := kept[0]
	if r.Stars != 5 || r.Answer != "positive.3" || r.About != submission.AboutService || r.Comment != long[:2*submission.LongestComment] {
		t.Errorf("kept %+v", r)
	}
}

func TestRatingASheet(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	b.get("/servizi/prova").says("Quanto sono chiare le informazioni su questa pagina?", `action="/servizi/prova/valuta"`).lacks("Quanto è stato facile")
	b.post("/servizi/prova/valuta", url.Values{"comment": {"Chiaro"}}).is(http.StatusUnprocessableEntity).says(">Chiaro</textarea>")
	b.post("/servizi/prova/valuta", nil).is(http.StatusUnprocessableEntity).says("Scegli da 1 a 5 stelle", "service-title")
	b.post("/servizi/nessuno/valuta", nil).is(http.StatusNotFound)
	to := b.post("/servizi/prova/valuta", url.Values{"rating": {"2"}, "negative": {"5"}, "positive": {"1"}}).goesTo("/servizi/prova?valutata")
	b.get(to).says("Grazie, il tuo parere")
	kept, err := tw.store.Ratings(t.Context(), "prova")
	must(t, err)
	if len(kept) != 1 || kept[0].About != submission.AboutPage || kept[0].Answer != "negative.5" {
		t.Errorf("kept %+v", kept)
	}
}

// A flood of ratings of a sheet is held back, at whatever node it comes in, with
// a page that says what to do; a minute later they are taken again.
func TestTooManyRatings(t *testing.T) {
	one := &town{data: t.TempDir(), demo: true, log: &lines{}, stands: &atomic.Pointer[time.Time]{}}
	one.at(noon)
	one.start(t)
	other := &town{data: one.data, demo: true, log: &lines{}, stands: one.stands}
	other.start(t)
	t.Cleanup(func() { one.stop(); other.stop() })
	windows := []*browser{one.browser(t), other.browser(t)}
	post := func(n int) *answer {
		return windows[n%2].post("/servizi/prova/valuta", url.Values{"rating": {"3"}})
	}
	for n := range 60 {
		post(n).is(http.StatusSeeOther)
	}
	for n := range 4 {
		held := post(n).is(http.StatusTooManyRequests).says("Troppe richieste insieme", `id="footer"`)
		if held.header.Get("Retry-After") != "60" {
			t.Errorf("Retry-After is %q", held.header.Get("Retry-After"))
		}
	}
	one.at(noon.Add(time.Minute))
	post(0).is(http.StatusSeeOther)
}
