package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What was given in one service, and kept, is asked again in no other.
func TestTwoServicesAskOnce(t *testing.T) {
	tw := &town{data: t.TempDir(), demo: true, log: &lines{}, of: "once"}
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	b := tw.signedIn(t, "marco-rossi")

	draft := b.begin("sosta")
	car := url.Values{"auto.tipo": {"auto"}, "auto.modello": {"Fiat Panda"}, "auto.targa": {"AB123CD"}}
	b.fill(draft+"/pagine/auto", car).is(http.StatusUnprocessableEntity).says("Vuoi salvare questi dati?", "Scegli una risposta")
	car.Set("auto._keep", "profile")
	b.fill(draft+"/pagine/auto", car).goesTo(draft + "/pagine/isee")
	dsu := url.Values{"attestazione.presente": {"dsu"}, "attestazione.protocollo": {thisYears()}, "attestazione._keep": {"once"}}
	b.fill(draft+"/pagine/isee", dsu).is(http.StatusOK) // the number has come up
	b.fill(draft+"/pagine/isee", dsu).goesTo(draft + "/riepilogo")
	b.send(draft)

	// The second service shows the vehicle, and goes on without a word typed.
	draft = b.begin("rimborso")
	page := b.get(draft+"/pagine/auto").is(http.StatusOK).says("Quale vuoi usare?", "Fiat Panda AB123CD", "Dati che hai già fornito il", "Chiedere il permesso di sosta")
	page.lacks("Vuoi salvare questi dati?", `name="auto.targa"`)
	entry := between(page.body, `name="auto._entry" value="`, `"`)
	b.fill(draft+"/pagine/auto", url.Values{"auto._entry": {entry}}).goesTo(draft + "/pagine/isee")
	// The ISEE was for the first application only.
	b.get(draft + "/pagine/isee").lacks("INPS-ISEE")

	// The citizen sees what is kept, and nobody else does.
	mine := b.get("/area/dati").is(http.StatusOK).says("I miei dati", "AB123CD", "Salvati il", "Chiedere il permesso di sosta", "identità digitale", "RSSMRC83L04G702T", "restano come sono")
	mine.lacks("INPS-ISEE")
	tw.signedIn(t, "giulia-bianchi").get("/area/dati").is(http.StatusOK).lacks("AB123CD").says("Non hai salvato nessun dato")
	id := between(mine.body, `href="/area/dati/`, `"`)
	tw.signedIn(t, "giulia-bianchi").post("/area/dati/"+id+"/elimina", nil).is(http.StatusNotFound)
	tw.signedIn(t, "giulia-bianchi").get("/area/dati/" + id + "/elimina").is(http.StatusNotFound)
	asked := b.get("/area/dati/"+id+"/elimina").is(http.StatusOK).says("Vuoi eliminare questi dati?", "Chiedere il permesso di sosta", `href="/area/dati"`)
	asked.says(`action="/area/dati/` + id + `/elimina"`)
	b.get("/area/dati").says("AB123CD") // asking deletes nothing
	b.post("/area/dati/"+id+"/elimina", nil).goesTo("/area/dati?eliminati")
	b.get("/area/dati?eliminati").says("Dati eliminati", "Non hai salvato nessun dato")

	// What was taken over stays; what was not begun is asked again.
	b.get(draft + "/pagine/isee").is(http.StatusOK)
	b.get(b.begin("rimborso") + "/pagine/auto").says(`name="auto.targa"`).lacks("Quale vuoi usare?")
	if log := tw.log.String(); strings.Contains(log, "AB123CD") || strings.Contains(log, "Panda") {
		t.Error("the profile is in the log")
	}
}

func thisYears() string { return "INPS-ISEE-" + time.Now().Format("2006") + "-01234567K-00" }

// send hands a complete application in.
func (b *browser) send(draft string) {
	b.t.Helper()
	b.post(draft+"/riepilogo", b.get(draft+"/riepilogo").form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
}

func between(text, before, after string) string {
	_, text, _ = strings.Cut(text, before)
	text, _, _ = strings.Cut(text, after)
	return text
}
