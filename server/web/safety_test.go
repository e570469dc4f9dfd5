package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/web"
)

func TestHeadersOnEveryAnswer(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/", 200}, {"HEAD", "/", 200}, {"GET", "/servizi?q=prova", 200}, {"GET", "/healthz", 200}, {"GET", "/readyz", 200},
		{"GET", "/niente", 404}, {"GET", "/servizi/niente", 404}, {"GET", "/assets/0000/css/sportello.css", 404}, {"GET", "/servizi/prova/altro", 404},
		{"DELETE", "/", 405}, {"GET", "/esci", 405}, {"PUT", "/servizi/prova/avvia", 405}, {"POST", "/healthz", 405},
	} {
		a := b.do(b.request(c.method, c.path, nil)).is(c.status)
		h := a.header
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'none'; style-src 'self'; script-src 'self';") ||
			h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Request-Id") == "" || h.Get("Referrer-Policy") == "" {
			t.Errorf("%s %s: headers %v", c.method, c.path, h)
		}
		if c.status == 405 && h.Get("Allow") == "" {
			t.Errorf("%s %s: no Allow", c.method, c.path)
		}
		if c.status >= 400 && (!strings.Contains(a.body, "Comune di Pisa") || !strings.Contains(h.Get("Content-Type"), "text/html")) {
			t.Errorf("%s %s: not a page of the site", c.method, c.path)
		}
	}
}

func TestPagesHoldNoInlineStyleOrScript(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	summary := b.ready()
	for _, path := range []string{"/", "/servizi/prova", "/servizi/prova/avvia", summary, "/area"} {
		b.get(path).is(http.StatusOK).lacks(" style=", "<style", "onclick=", "javascript:")
	}
}

func TestPostsFromOtherSites(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	for name, header := range map[string][2]string{
		"fetch metadata": {"Sec-Fetch-Site", "cross-site"},
		"origin":         {"Origin", "https://altrove.example"},
	} {
		r := b.request(http.MethodPost, draft+"/elimina", nil)
		r.Header.Set(header[0], header[1])
		a := b.do(r).is(http.StatusForbidden).says("arriva da un altro sito")
		if a.header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: no headers", name)
		}
	}
	b.get(draft).is(http.StatusSeeOther)
}

// withFile begins an application and attaches a file on its second page.
func (b *browser) withFile() (draft, page, file string) {
	draft = b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	page = draft + "/pagine/motivo"
	b.upload(page, b.get(page).form(url.Values{"motivo": {"Con delega"}, "_action": {"upload"}}), "delega.upload", "delega.pdf", pdf).is(http.StatusSeeOther)
	return draft, page, fileID.FindStringSubmatch(b.get(page).body)[1]
}

func TestOthersSeeNothing(t *testing.T) {
	tw := newTown(t)
	marco, elena, nobody := tw.signedIn(t, "marco-rossi"), tw.signedIn(t, "elena-popescu"), tw.browser(t)
	draft, page, file := marco.withFile()

	for _, path := range []string{draft, page, draft + "/riepilogo", draft + "/pagamento", draft + "/esito", "/file/" + file} {
		elena.get(path).is(http.StatusNotFound).lacks("Con delega")
		nobody.get(path).goesTo("/accesso")
	}
	elena.post(page, url.Values{"_action": {"next"}, "_rev": {"2"}}).is(http.StatusNotFound)
	elena.upload(page, url.Values{"_action": {"upload"}}, "delega.upload", "a.pdf", pdf).is(http.StatusNotFound)
	elena.post(draft+"/elimina", nil).is(http.StatusNotFound)
	nobody.post(page, url.Values{"_action": {"next"}}).is(http.StatusForbidden).says("Accedi").lacks("Con delega")

	marco.fill(page, goodReason).goesTo(draft + "/riepilogo")
	summary := marco.get(draft + "/riepilogo")
	receipt := marco.post(draft+"/riepilogo", summary.form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	elena.get(receipt).is(http.StatusNotFound)
	elena.post(draft+"/riepilogo", summary.form(url.Values{"_action": {"send"}})).is(http.StatusNotFound)
}

// Every address of the table that names something of one person, those that come
// later too, is nothing to another person, and asks nobody in particular to sign in.
func TestEveryAddressIsItsOwners(t *testing.T) {
	tw := newTown(t)
	marco, elena, nobody := tw.signedIn(t, "marco-rossi"), tw.signedIn(t, "elena-popescu"), tw.browser(t)
	draft, _, file := marco.withFile()
	summary := marco.ready()
	sent := marco.post(summary, marco.get(summary).form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	theirs := strings.NewReplacer(
		"{draft}", strings.TrimPrefix(draft, "/domande/"), "{page}", "motivo", "{file}", file,
		"{reference}", strings.TrimSuffix(strings.TrimPrefix(sent, "/pratiche/"), "?inviata"), "{kept}", "a",
	)
	actions := map[string]string{"riepilogo": "send", "pagamento": "back"}
	seen := 0
	for _, a := range web.Addresses() {
		path := theirs.Replace(a.Path)
		if path == a.Path {
			continue
		}
		seen++
		if a.Get {
			elena.get(path).is(http.StatusNotFound).lacks("Con delega", "Perché sì")
			nobody.get(path).goesTo("/accesso")
		}
		if a.Post {
			form := url.Values{"_action": {actions[path[strings.LastIndexByte(path, '/')+1:]]}, "_rev": {"2"}, "rating": {"5"}}
			elena.post(path, form).is(http.StatusNotFound)
			nobody.post(path, form).is(http.StatusForbidden)
		}
		if a.Get && !strings.Contains(a.Path, "{kept}") {
			if status := marco.get(path).status; status == http.StatusNotFound {
				t.Errorf("%s: not even its owner finds it", a.Path)
			}
		}
	}
	if seen < 12 {
		t.Errorf("only %d addresses name something of one person", seen)
	}
}

func TestSignOut(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.post("/esci", nil).is(http.StatusOK).says("Sei uscito")
	b.get(draft).goesTo("/accesso?ritorno=" + url.QueryEscape(draft))
	b.post("/accesso", url.Values{"citizen": {"marco-rossi"}, "ritorno": {draft}}).goesTo(draft)
	b.get(draft).is(http.StatusSeeOther)
	b.post("/accesso", url.Values{"citizen": {"marco-rossi"}, "ritorno": {"//altrove.example/"}}).goesTo("/area")
	b.post("/accesso", url.Values{"citizen": {"nessuno"}}).is(http.StatusUnprocessableEntity)
}

func TestLevelTooLow(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	b.post("/servizi/prova/avvia", url.Values{"citizen": {"teresa-bruni"}, "privacy": {"yes"}}).
		is(http.StatusUnprocessableEntity).says("livello più alto")
	b.post("/servizi/prova/avvia", url.Values{"privacy": {"yes"}}).is(http.StatusUnprocessableEntity)
	b.post("/servizi/prova/avvia", url.Values{"citizen": {"stefano-ricci"}, "privacy": {"yes"}}).goesTo("/domande/")
}

func TestNoDemonstration(t *testing.T) {
	tw := &town{data: t.TempDir(), log: &lines{}}
	tw.start(t)
	defer func() { tw.stop() }()
	b := tw.browser(t)
	b.get("/").is(http.StatusOK).lacks("Dimostrazione.", "/accesso")
	b.get("/accesso").is(http.StatusNotFound)
	b.post("/accesso", url.Values{"citizen": {"marco-rossi"}}).is(http.StatusNotFound)
	b.post("/servizi/prova/avvia", url.Values{"citizen": {"marco-rossi"}, "privacy": {"yes"}}).is(http.StatusUnprocessableEntity)
	b.get("/area").is(http.StatusForbidden)
}

func TestBodiesThatAreTooLarge(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	large := url.Values{"motivo": {strings.Repeat("a", 2<<20)}}
	b.post("/servizi/prova/avvia", url.Values{"a": {strings.Repeat("a", 70<<10)}}).is(http.StatusRequestEntityTooLarge)
	b.post("/accesso", large).is(http.StatusRequestEntityTooLarge).says("Comune di Pisa")
	b.post(draft+"/pagine/dati", large).is(http.StatusRequestEntityTooLarge)
	b.upload(draft+"/pagine/dati", large, "delega.upload", "", "").is(http.StatusRequestEntityTooLarge)
	b.get(draft).is(http.StatusSeeOther)
}

func TestNothingPersonalInTheLog(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", url.Values{"nome": {"Segretissimo"}, "residente": {"yes"}})
	b.get("/servizi?q=Segretissimo")
	b.get("/Segretissimo")
	b.post(draft+"/pagine/motivo", url.Values{"_action": {"Segretissimo"}}).is(http.StatusBadRequest)
	log := tw.log.String()
	if !strings.Contains(log, `"route":"/domande/{draft}/pagine/{page}"`) {
		t.Errorf("the log does not tell routes:\n%s", log)
	}
	for _, secret := range []string{"Segretissimo", "Marco", "RSSMRC", strings.TrimPrefix(draft, "/domande/")} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestAssets(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	path := strings.Split(strings.Split(b.get("/").body, `<link rel="stylesheet" href="`)[1], `"`)[0]
	r := b.request(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	a := b.do(r).is(http.StatusOK)
	if a.header.Get("Cache-Control") != "public, max-age=31536000, immutable" || a.header.Get("Content-Encoding") != "gzip" {
		t.Errorf("headers %v", a.header)
	}
	r = b.request(http.MethodGet, path, nil)
	r.Header.Set("If-None-Match", a.header.Get("ETag"))
	b.do(r).is(http.StatusNotModified)
	r = b.request(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "identity")
	if plain := b.do(r).is(http.StatusOK); !strings.Contains(plain.body, "{") || plain.header.Get("Content-Encoding") != "" {
		t.Errorf("plain answer: %v", plain.header)
	}
}

func TestCookie(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	cookie := b.post("/accesso", url.Values{"citizen": {"marco-rossi"}}).header.Get("Set-Cookie")
	for _, part := range []string{"sportello=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("cookie %q has no %s", cookie, part)
		}
	}
}

// exploding is a catalogue in which one service makes the program panic, with a
// value that must not come out.
type exploding struct{ web.Services }

func (e exploding) Service(id string) (*engine.Program, bool) {
	if id == "boom" {
		panic("Segretissimo")
	}
	return e.Services.Service(id)
}

func TestPanicIsAPage(t *testing.T) {
	tw := &town{data: t.TempDir(), demo: true, log: &lines{}, around: func(s web.Services) web.Services { return exploding{s} }}
	tw.start(t)
	defer func() { tw.stop() }()
	a := tw.browser(t).get("/servizi/boom").is(http.StatusInternalServerError).
		says("Qualcosa non ha funzionato", "Comune di Pisa").lacks("Segretissimo")
	if id := a.header.Get("X-Request-Id"); !strings.Contains(a.body, id) || !strings.Contains(tw.log.String(), id) {
		t.Errorf("the page and the log do not share the code %q", id)
	}
	if a.header.Get("Content-Security-Policy") == "" || strings.Contains(tw.log.String(), "Segretissimo") {
		t.Error("no headers, or the value of the panic in the log")
	}
}

func TestStoreThatIsGone(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	must(t, tw.store.Close())
	b.get("/area").is(http.StatusInternalServerError).says("Qualcosa non ha funzionato")
	tw.browser(t).get("/servizi/prova").is(http.StatusOK)
}

func TestSigningInKeepsWhatWasBegun(t *testing.T) {
	tw := newTown(t)
	b := tw.browser(t)
	draft := b.begin("libera")
	page := draft + "/pagine/riepilogo"
	b.fill(page, url.Values{"testo": {"Iniziata prima"}}).goesTo(draft + "/riepilogo")
	b.post("/accesso", url.Values{"citizen": {"marco-rossi"}}).is(http.StatusSeeOther)
	b.get(page).is(http.StatusOK).says("Iniziata prima")
	b.get("/area").says("Dire qualcosa", draft)
	b.fill(page, url.Values{"testo": {"E finita dopo"}}).goesTo(draft + "/riepilogo")
	receipt := b.post(draft+"/riepilogo", b.get(draft+"/riepilogo").form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	b.get(receipt).is(http.StatusOK).says("E finita dopo")
	b.get("/area").says(strings.TrimSuffix(strings.TrimPrefix(receipt, "/pratiche/"), "?inviata"))
	tw.signedIn(t, "marco-rossi").get(receipt).is(http.StatusNotFound)
}

func TestSessionThatEndsWhileOneTypes(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	page := draft + "/pagine/motivo"
	typed := b.get(page).form(url.Values{"motivo": {"Scritto <tardi>"}, "minore": {"no"}})
	b.post("/esci", nil)

	again := b.post(page, typed).is(http.StatusForbidden).says("La sessione è scaduta", "Scritto &lt;tardi&gt;")
	again = b.post("/accesso", again.form(nil)).is(http.StatusUnprocessableEntity).says("Scritto &lt;tardi&gt;")
	carried := again.form(url.Values{"citizen": {"marco-rossi"}})
	b.post("/accesso", carried).goesTo(page)
	shown := b.get(page).is(http.StatusOK).says("Scritto &lt;tardi&gt;").lacks("Errore:")
	b.post(page, shown.form(url.Values{"motivo": {"Scritto"}, "minore": {"no"}})).goesTo(draft + "/riepilogo")

	// Somebody else who signs in there sees nothing, and changes nothing.
	elena := tw.browser(t)
	carried.Set("citizen", "elena-popescu")
	elena.post("/accesso", carried).goesTo("/area")
	b.get(page).says("Scritto").lacks("tardi")
}

// Scripts may ask how long a session lasts without prolonging it.
func TestSessionTime(t *testing.T) {
	tw := newTown(t)
	tw.browser(t).get("/sessione").is(http.StatusForbidden)
	b := tw.signedIn(t, "marco-rossi")
	b.get("/area").says(` data-session="43`)
	left := func(a *answer) int {
		seconds, err := strconv.Atoi(a.is(http.StatusNoContent).header.Get("Session-Seconds"))
		must(t, err)
		return seconds
	}
	tw.late.Store(int64(11 * time.Hour))
	for range 2 {
		if s := left(b.get("/sessione")); s > 3600 || s < 3500 {
			t.Errorf("%d seconds are left, want an hour", s)
		}
	}
	if s := left(b.post("/sessione", nil)); s < 43000 {
		t.Errorf("%d seconds are left, want twelve hours", s)
	}
	tw.late.Store(int64(22 * time.Hour))
	b.get("/area").is(http.StatusOK)
	tw.late.Store(int64(35 * time.Hour))
	b.post("/sessione", nil).is(http.StatusForbidden)
}
