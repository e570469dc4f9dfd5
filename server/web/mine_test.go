package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What follows stands on the receipt by its date, however the service lists it.
func TestDeadlinesStandByDate(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	page := b.get(b.sent()).is(http.StatusOK)
	_, timeline, _ := strings.Cut(page.body, `class="sp-timeline"`)
	if term, appeal := strings.Index(timeline, "Termine di conclusione"), strings.Index(timeline, "Termine per il ricorso"); term < 0 || appeal < term {
		t.Errorf("the timeline:\n%s", text(timeline[:min(len(timeline), 2000)]))
	}
}

// The receipt says what the national model wants: the number, when it was taken
// in charge, by when the municipality concludes, who is responsible, what comes
// next, and where one is written to.
func TestReceiptSaysWhatTheModelWants(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", url.Values{"nome": {"Marco"}, "contatto": {"marco@esempio.it"}, "residente": {"yes"}}).is(http.StatusSeeOther)
	page := b.get(draft + "/pagine/motivo")
	b.upload(draft+"/pagine/motivo", page.form(url.Values{"motivo": {"Sì"}, "minore": {"no"}, "_action": {"upload"}}), "delega.upload", "delega.pdf", pdf).is(http.StatusSeeOther)
	summary := b.fill(draft+"/pagine/motivo", url.Values{"motivo": {"Sì"}, "minore": {"no"}}).goesTo(draft + "/riepilogo")
	to := b.post(summary, b.get(summary).form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	number, _, _ := strings.Cut(strings.TrimPrefix(to, "/pratiche/"), "?")
	sent := b.get(to).is(http.StatusOK).says("it-check-circle", "Richiesta inviata", "abbiamo ricevuto la tua richiesta per la pratica "+number,
		"marco@esempio.it", "Inviata e presa in carico il", "Termine massimo per concludere", "Termine di conclusione", "Prossimi passi",
		"Ufficio relazioni con il pubblico", "Responsabile del procedimento", "Valuta il servizio", "delega.pdf", `href="/file/`,
		"/prenotazione-appuntamento?servizio=prova")
	term := time.Now().In(rome(t)).AddDate(0, 0, 10)
	sent.says(itoa(term.Day()) + " ")
}

func rome(t *testing.T) *time.Location {
	zone, err := time.LoadLocation("Europe/Rome")
	must(t, err)
	return zone
}

func itoa(n int) string { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC).Format("2") }

// Nothing is deleted before one was asked.
func TestDeletingADraftIsAsked(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.get("/area").says(`href="` + draft + `/elimina"`)
	b.get(draft+"/elimina").is(http.StatusOK).says("Vuoi eliminare questa richiesta?", "Chiedere una prova", `href="/area"`)
	b.get(draft).is(http.StatusSeeOther)
	tw.signedIn(t, "giulia-bianchi").get(draft + "/elimina").is(http.StatusNotFound)
	b.post(draft+"/elimina", nil).goesTo("/area?eliminata")
	b.get("/area?eliminata").says("Richiesta eliminata.")
	b.get(draft + "/elimina").is(http.StatusNotFound)
}

// Whatever goes wrong is told in the frame of the site: header, footer, a title,
// and where to go.
func TestWhatGoesWrongIsToldInTheFrame(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	crossing := b.request(http.MethodPost, "/accesso", strings.NewReader("citizen=marco-rossi"))
	crossing.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	crossing.Header.Set("Sec-Fetch-Site", "cross-site")
	for name, wrong := range map[string]struct {
		answer *answer
		status int
		title  string
	}{
		"no such page":     {b.get("/nulla"), http.StatusNotFound, "Pagina non trovata"},
		"no such service":  {b.get("/servizi/nulla"), http.StatusNotFound, "Pagina non trovata"},
		"not to be posted": {b.post("/servizi", nil), http.StatusMethodNotAllowed, "Operazione non prevista"},
		"from elsewhere":   {b.do(crossing), http.StatusForbidden, "Richiesta non accettata"},
		"a large form":     {b.post("/servizi/prova/valuta", url.Values{"comment": {strings.Repeat("x", 100<<10)}}), http.StatusRequestEntityTooLarge, "File troppo grandi"},
		"signed out":       {b.post("/pratiche/PI-2026-000001/valuta", nil), http.StatusForbidden, "La sessione è scaduta"},
	} {
		t.Run(name, func(t *testing.T) {
			wrong.answer.t = t
			wrong.answer.is(wrong.status).says("<h1>"+wrong.title+"</h1>", `id="footer"`, "it-header-wrapper", "sp-help", "Vai ai servizi")
		})
	}
}
