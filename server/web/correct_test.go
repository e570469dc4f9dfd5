package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// keepsVehicle is a citizen who has kept a vehicle, and the address where it is
// corrected.
func keepsVehicle(t *testing.T, tw *town) (b *browser, address string) {
	t.Helper()
	b = tw.signedIn(t, "marco-rossi")
	draft := b.begin("sosta")
	car := url.Values{"auto.tipo": {"auto"}, "auto.modello": {"Fiat Panda"}, "auto.targa": {"AB123CD"}, "auto._keep": {"profile"}}
	b.fill(draft+"/pagine/auto", car).goesTo(draft)
	page := b.get("/area/dati").is(http.StatusOK).says("AB123CD")
	return b, "/area/dati/" + between(page.body, `href="/area/dati/`, `"`)
}

func onceTown(t *testing.T) *town {
	t.Helper()
	tw := &town{data: t.TempDir(), demo: true, log: &lines{}, of: "once"}
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	return tw
}

var vehicle = url.Values{"veicolo.tipo": {"auto"}, "veicolo.modello": {"Fiat Panda"}, "veicolo.targa": {"XY987ZW"}}

// What is kept is corrected in the personal area, with the fields and the checks of
// a service; nothing is lost where something is wrong, and nobody is asked about it.
func TestKeptValuesAreCorrected(t *testing.T) {
	tw := onceTown(t)
	b, at := keepsVehicle(t, tw)
	page := b.get(at).is(http.StatusOK).says("Correggi: Veicolo", "Chiedere il permesso di sosta", `value="AB123CD"`, `value="Fiat Panda"`, "Salva le correzioni")
	page.lacks("Vuoi salvare questi dati?", "Quale vuoi usare?")

	wrong := url.Values{"veicolo.tipo": {"moto"}, "veicolo.modello": {"Fiat Panda 4x4"}, "veicolo.targa": {"XY987ZW"}}
	refused := b.fill(at, wrong).is(http.StatusUnprocessableEntity)
	refused.says("<title>Errore: Correggi: Veicolo", `id="errors"`, `href="#f-veicolo.targa"`, "La targa non è di un motociclo", `value="Fiat Panda 4x4"`, `value="XY987ZW"`)
	b.get("/area/dati").says("AB123CD").lacks("XY987ZW")

	b.fill(at, vehicle).goesTo("/area/dati?corretti")
	b.get("/area/dati?corretti").says("Dati corretti", "XY987ZW", "Corretti il").lacks("AB123CD")
	b.get(b.begin("rimborso") + "/pagine/auto").says("Fiat Panda XY987ZW")
	if log := tw.log.String(); strings.Contains(log, "XY987ZW") || strings.Contains(log, "Panda") {
		t.Error("the profile is in the log")
	}
}

// Another window, another citizen and another site change nothing; the session may
// end without anything being lost.
func TestCorrectionIsNobodyElses(t *testing.T) {
	tw := onceTown(t)
	b, at := keepsVehicle(t, tw)
	shown := b.get(at)
	later := url.Values{"veicolo.tipo": {"auto"}, "veicolo.modello": {"Seat Ibiza"}, "veicolo.targa": {"ZZ111ZZ"}}

	other := tw.signedIn(t, "giulia-bianchi")
	other.get(at).is(http.StatusNotFound)
	other.post(at, shown.form(later)).is(http.StatusNotFound)
	crossing := b.request(http.MethodPost, at, strings.NewReader(shown.form(later).Encode()))
	crossing.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	crossing.Header.Set("Sec-Fetch-Site", "cross-site")
	b.do(crossing).is(http.StatusForbidden)

	b.post(at, shown.form(vehicle)).goesTo("/area/dati?corretti")
	conflict := b.post(at, shown.form(later)).is(http.StatusConflict).says("Questi dati sono cambiati", `value="ZZ111ZZ"`)
	b.get("/area/dati").says("XY987ZW").lacks("ZZ111ZZ")
	b.post(at, conflict.form(later)).goesTo("/area/dati?corretti")

	guest := tw.browser(t)
	again := guest.post(at, shown.form(vehicle)).is(http.StatusForbidden).says("La sessione è scaduta")
	form := again.form(url.Values{"citizen": {"marco-rossi"}})
	guest.post("/accesso", form).is(http.StatusOK).says("Correggi: Veicolo", `value="XY987ZW"`)
}

// The script asks for the fields alone; the language changes without losing what is
// typed; what is deleted cannot be corrected.
func TestCorrectionAsIsTyped(t *testing.T) {
	tw := onceTown(t)
	b, at := keepsVehicle(t, tw)
	ask := b.get(at).form(vehicle)
	ask.Set("_action", "ask")
	r := b.request(http.MethodPost, at, strings.NewReader(ask.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sportello-Part", "fields")
	b.do(r).is(http.StatusOK).says(`id="fields"`, `value="XY987ZW"`).lacks("<h1")

	ask.Set("_action", "language:en")
	b.post(at, ask).is(http.StatusOK).says(`value="XY987ZW"`)
	ask.Set("_action", "keep")
	b.post(at, ask).is(http.StatusBadRequest)
	b.post(at+"/elimina", nil).goesTo("/area/dati")
	b.get(at).is(http.StatusNotFound)
}
