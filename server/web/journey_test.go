package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"sportello/engine/value"
	"sportello/renderer/locale"
)

var (
	goodData   = url.Values{"nome": {"Marco"}, "contatto": {""}, "residente": {"yes"}}
	goodReason = url.Values{"motivo": {"Perché sì"}, "minore": {"no"}}
)

func TestJourney(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	b.get("/").is(http.StatusOK).says("Chiedere una prova", "Dimostrazione.")
	b.get("/servizi/prova").is(http.StatusOK).says(`href="/servizi/prova/avvia"`)
	entry := b.get("/servizi/prova/avvia").is(http.StatusOK).says("Marco Rossi", "RSSMRC83L04G702T")
	b.post("/servizi/prova/avvia", entry.form(nil)).is(http.StatusUnprocessableEntity).says("Scegli una persona", "Conferma di aver letto")
	first := b.post("/servizi/prova/avvia", url.Values{"citizen": {"marco-rossi"}, "privacy": {"yes"}}).goesTo("/domande/")
	if !strings.HasSuffix(first, "/pagine/dati") {
		t.Fatalf("starts at %s", first)
	}

	b.get(first).is(http.StatusOK).says(`value="Marco"`, "Passo 1 di 3")
	b.fill(first, url.Values{"nome": {""}}).is(http.StatusUnprocessableEntity).says("Errore:", "Compila questo campo")
	second := b.fill(first, goodData).goesTo(strings.TrimSuffix(first, "dati") + "motivo")

	b.fill(second, url.Values{"motivo": {"Perché sì"}, "minore": {"yes"}}).is(http.StatusOK).says("Ci sono altre domande", `name="eta"`)
	summary := b.fill(second, url.Values{"motivo": {"Perché sì"}, "minore": {"yes"}, "eta": {"9"}}).goesTo(strings.TrimSuffix(first, "pagine/dati") + "riepilogo")

	page := b.get(summary).is(http.StatusOK).says("Perché sì", "Conferma e invia", `href="/servizi/prova/condizioni"`)
	receipt := b.post(summary, page.form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	b.get(receipt).is(http.StatusOK).says("Richiesta inviata", "Grazie, Marco.", "Perché sì", "Inviata")

	// The same button, the draft and its pages lead to the same receipt.
	again := b.post(summary, page.form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	if again != receipt {
		t.Errorf("sent again: %s, first %s", again, receipt)
	}
	b.get(second).goesTo(strings.TrimSuffix(receipt, "?inviata"))
	b.get("/area").is(http.StatusOK).says("Chiedere una prova", strings.TrimPrefix(strings.TrimSuffix(receipt, "?inviata"), "/pratiche/"))
}

func TestPressedTwiceAtOnce(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	summary := b.ready()
	form := b.get(summary).is(http.StatusOK).form(url.Values{"_action": {"send"}})
	var all sync.WaitGroup
	receipts := make(chan string, 8)
	for range cap(receipts) {
		all.Go(func() { receipts <- b.post(summary, form).header.Get("Location") })
	}
	all.Wait()
	close(receipts)
	first := <-receipts
	if !strings.HasPrefix(first, "/pratiche/") {
		t.Fatalf("sent to %q", first)
	}
	for other := range receipts {
		if other != first {
			t.Errorf("receipts %q and %q", first, other)
		}
	}
}

// ready fills an application of the service prova, up to its summary.
func (b *browser) ready() string {
	b.t.Helper()
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData).goesTo(draft + "/pagine/motivo")
	return b.fill(draft+"/pagine/motivo", goodReason).goesTo(draft + "/riepilogo")
}

func TestTwoTabs(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	page := b.begin("prova") + "/pagine/dati"
	tab := b.get(page).form(url.Values{"nome": {"Marcantonio"}, "residente": {"yes"}})
	b.fill(page, goodData).is(http.StatusSeeOther)

	conflict := b.post(page, tab).is(http.StatusConflict).says("Marcantonio", "in un'altra finestra"[:3], "cambiata", "Risposta nell&#39;altra finestra:</p><p>Marco</p>")
	b.get(page).is(http.StatusOK).says(`value="Marco"`).lacks("Marcantonio")
	b.post(page, conflict.form(url.Values{"nome": {"Marcantonio"}, "residente": {"yes"}})).is(http.StatusSeeOther)
	b.get(page).says("Marcantonio")

	summary := b.fill(strings.TrimSuffix(page, "dati")+"motivo", goodReason).goesTo("/domande/")
	shown := b.get(summary).form(url.Values{"_action": {"send"}})
	b.fill(page, goodData).is(http.StatusSeeOther)
	b.post(summary, shown).is(http.StatusConflict).says("aggiornato")
}

func TestSaveBackAndResume(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData).is(http.StatusSeeOther)
	saved := b.fill(draft+"/pagine/motivo", url.Values{"motivo": {"A metà"}, "_action": {"save"}}).goesTo(draft + "/pagine/motivo?salvata")
	lastDay := "viene cancellata dopo questo giorno: " + locale.For("it").LongDate(value.DateOf(time.Now().In(rome(t))).AddDays(30))
	b.get(saved).is(http.StatusOK).says("A metà", "Richiesta salvata", lastDay).lacks("Errore:")
	b.get("/area").says(lastDay)
	b.fill(draft+"/pagine/motivo", url.Values{"motivo": {"Quasi"}, "_action": {"back"}}).goesTo(draft + "/pagine/dati")
	b.get("/area").says("Il motivo", draft)
	b.get(draft).goesTo(draft + "/pagine/motivo")
	b.get(draft + "/pagine/motivo").says("Quasi")
	b.get(draft + "/riepilogo").goesTo(draft + "/pagine/motivo")
	b.get("/servizi/prova/avvia").says("Riprendi", draft)

	// Going back over a page that was accepted leaves it accepted.
	b.fill(draft+"/pagine/motivo", goodReason).goesTo(draft + "/riepilogo")
	b.fill(draft+"/pagine/motivo", url.Values{"motivo": {"Ecco"}, "minore": {"no"}, "_action": {"back"}}).goesTo(draft + "/pagine/dati")
	b.get(draft).goesTo(draft + "/riepilogo")

	b.post(draft+"/elimina", nil).goesTo("/area")
	b.get(draft).is(http.StatusNotFound)
}

// Whoever changes a page from the summary comes back to the summary, and walks
// only through what the change opened.
func TestChangeFromTheSummary(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	summary := b.ready()
	draft := strings.TrimSuffix(summary, "/riepilogo")
	data := draft + "/pagine/dati?riepilogo"
	b.get(summary).is(http.StatusOK).says(`href="`+data+`"`, `Modifica<span class="visually-hidden">: I tuoi dati</span>`)

	b.get(data).is(http.StatusOK).says("Torna al riepilogo", `action="`+data+`"`)
	b.fill(data, url.Values{"nome": {""}}).is(http.StatusUnprocessableEntity).says(`action="` + data + `"`)
	changed := url.Values{"nome": {"Luca"}, "contatto": {""}, "residente": {"yes"}}
	b.fill(data, changed).goesTo(summary)
	b.get(summary).says("Luca")

	changed["_action"] = []string{"back"}
	b.fill(data, changed).goesTo(summary)
	changed["_action"] = []string{"save"}
	b.fill(data, changed).goesTo(draft + "/pagine/dati?salvata&riepilogo")

	reason := draft + "/pagine/motivo?riepilogo"
	b.fill(reason, url.Values{"motivo": {"Perché sì"}, "minore": {"yes"}, "_action": {"add:nucleo"}}).goesTo(reason + "#")
	b.fill(reason, url.Values{"motivo": {"Perché sì"}, "minore": {"yes"}}).is(http.StatusUnprocessableEntity)
	b.fill(data, goodData).goesTo(reason) // the change left a gap on the other page
}

func TestRows(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	page := draft + "/pagine/motivo"
	b.fill(page, url.Values{"motivo": {"Con altri"}, "_action": {"add:nucleo"}}).goesTo(page + "#f-nucleo.0")
	b.get(page).says("Con altri", "Persona 1").lacks("Errore:")
	b.fill(page, url.Values{"nucleo.0.chi": {"Ada"}, "motivo": {"Con altri"}, "_action": {"add:nucleo"}}).goesTo(page + "#f-nucleo.1")
	b.fill(page, url.Values{"nucleo.0.chi": {"Ada"}, "nucleo.1.chi": {"Bea"}, "motivo": {"Con altri"}, "_action": {"remove:nucleo.0"}}).goesTo(page + "#f-nucleo")
	b.get(page).says("Bea").lacks("Ada")
	b.fill(page, url.Values{"nucleo.0.chi": {"Bea"}, "motivo": {"Con altri"}}).goesTo(draft + "/riepilogo")
	b.get(draft + "/riepilogo").says("Bea")
}

func TestStopIsKind(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	to := b.fill(draft+"/pagine/dati", url.Values{"nome": {"Marco"}, "residente": {"no"}}).goesTo(draft + "/esito")
	b.get(to).says("Dove puoi andare", "?servizio=prova", `href="/servizi/prova"`, `href="/servizi"`)
	b.get(to).is(http.StatusOK).says("Serve abitare qui.", "La bozza è conservata", draft+"/pagine/dati#f-residente")
	b.fill(draft+"/pagine/dati", goodData).goesTo(draft + "/pagine/motivo")
	b.get(to).goesTo(draft + "/pagine/motivo")
}

func TestPayFirst(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	summary := b.fill(draft+"/pagine/motivo", url.Values{"motivo": {"pago"}, "minore": {"no"}}).goesTo(draft + "/riepilogo")
	send := func() string {
		return b.post(summary, b.get(summary).says("Conferma e paga", "16,00").form(url.Values{"_action": {"send"}})).goesTo(draft + "/pagamento")
	}
	pay := send()
	b.get(pay).is(http.StatusOK).says("Simula il pagamento", "16,00")
	b.get(draft + "/pagine/dati").goesTo(pay)
	b.post(pay, url.Values{"_action": {"back"}}).goesTo(summary)
	send()
	receipt := b.post(pay, url.Values{"_action": {"pay"}}).goesTo("/pratiche/")
	b.get(receipt).is(http.StatusOK).says("Richiesta inviata", "16,00")
	if again := b.post(pay, url.Values{"_action": {"pay"}}).goesTo("/pratiche/"); !strings.HasPrefix(receipt, again) {
		t.Errorf("paid again: %s", again)
	}
}

func TestDraftsSurviveARestart(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	b.fill(draft+"/pagine/motivo", url.Values{"motivo": {""}, "minore": {"no"}}).is(http.StatusUnprocessableEntity)
	tw.stop()
	tw.start(t)
	b.get(draft).goesTo(draft + "/pagine/motivo")
	b.fill(draft+"/pagine/motivo", goodReason).goesTo(draft + "/riepilogo")
}

func TestWithoutIdentity(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	b.get("/servizi/libera/avvia").is(http.StatusOK).lacks("Marco Rossi")
	draft := b.begin("libera")
	// A page may be called as a screen is.
	page := draft + "/pagine/riepilogo"
	long := strings.Repeat("è", 50_000)
	b.fill(page, url.Values{"testo": {long}}).goesTo(draft + "/riepilogo")
	summary := b.get(draft + "/riepilogo").says("Conferma e invia")
	receipt := b.post(draft+"/riepilogo", summary.form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	b.get(receipt).is(http.StatusOK)
	tw.browser(t).get(receipt).is(http.StatusSeeOther)
	tw.signedIn(t, "elena-popescu").get(receipt).is(http.StatusNotFound)
}

// What was sent stays within reach also where the program can make nothing of
// its edition any more: all is shown but what the service said.
func TestReceiptOfAnEditionThatCannotBeUsed(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	summary := b.ready()
	receipt := b.post(summary, b.get(summary).form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	receipt = strings.TrimSuffix(receipt, "?inviata")
	tw.stop()
	tw.forgetful = true
	tw.start(t)
	b.get(receipt).is(http.StatusOK).says(strings.TrimPrefix(receipt, "/pratiche/")).lacks("Grazie, Marco.")
	b.get(receipt + "/ricevuta.pdf").is(http.StatusOK)
	b.get("/area").is(http.StatusOK).says(strings.TrimPrefix(receipt, "/pratiche/"))
}
