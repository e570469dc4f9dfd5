package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// One of eight thousand communes is found and chosen without JavaScript: what
// was typed is looked for on the server, and the options that fit are offered.
func TestFindingAmongThousands(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	draft := b.begin("residenza")
	page := draft + "/pagine/dove"
	b.get(page).says(`value="find:comune"`).lacks("comune.pick")
	b.fill(page, url.Values{"comune": {"forli"}, "_action": {"find:comune"}}).goesTo(page + "#f-comune")
	found := b.get(page).is(http.StatusOK).says(`value="forli"`, "scegli quello giusto", `name="comune.pick" value="Forlì (FC)"`, "Forlimpopoli (FC)").lacks("Errore:", "Pisa (PI)")

	b.post(page, found.form(url.Values{"comune": {"forli"}})).is(http.StatusUnprocessableEntity).says("Scegli una delle risposte proposte", "Forlì (FC)")
	b.fill(page, url.Values{"comune": {"pisa"}, "comune.pick": {"Forlì (FC)"}, "_action": {"find:comune"}}).is(http.StatusSeeOther)
	b.get(page).says("Pisa (PI)").lacks("Forlì") // looked for anew
	b.fill(page, url.Values{"comune": {"forli"}, "comune.pick": {"Forlì (FC)"}}).goesTo(draft + "/riepilogo")
	b.get(draft + "/riepilogo").says("Forlì (FC)")

	b.fill(page, url.Values{"comune": {"astronavi"}, "_action": {"find:comune"}}).is(http.StatusSeeOther)
	b.get(page).says("0 risultati")
}
