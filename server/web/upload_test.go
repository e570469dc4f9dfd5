package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

const pdf = "%PDF-1.7\ntrailer <</Root 1 0 R>>\n%%EOF"

var fileID = regexp.MustCompile(`name="delega" value="([^"]+)"`)

func TestUpload(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	page := draft + "/pagine/motivo"
	send := func(action, name, content string) *answer {
		typed := url.Values{"motivo": {"Con delega"}, "minore": {"no"}, "_action": {action}}
		return b.upload(page, b.get(page).form(typed), "delega.upload", name, content)
	}

	for name, c := range map[string]struct{ content, words string }{
		"foto.png":   {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00", "Formati ammessi: PDF"},
		"finto.pdf":  {"<html><script>alert(1)</script>", "Formati ammessi: PDF"},
		"grande.pdf": {pdf + strings.Repeat(" ", 2<<20), "troppo grande"},
		"vuoto.pdf":  {"", "Il file è vuoto"},
		"chiuso.pdf": {strings.Replace(pdf, "/Root", "/Encrypt 7 0 R /Root", 1), "protetto da una password"},
	} {
		a := send("upload", name, c.content).is(http.StatusUnprocessableEntity).says(c.words, "Con delega", "Errore:")
		if fileID.MatchString(a.body) {
			t.Errorf("%s was kept", name)
		}
		send("next", name, c.content).is(http.StatusUnprocessableEntity).says(c.words)
	}

	send("upload", "../Delega <Rossi>.pdf", pdf).goesTo(page + "#f-delega")
	shown := b.get(page).says("Con delega", "Rossi").lacks("Errore:")
	id := fileID.FindStringSubmatch(shown.body)[1]
	got := b.get("/file/" + id).is(http.StatusOK)
	if got.body != pdf || got.header.Get("Content-Type") != "application/pdf" ||
		!strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment;") || got.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("file: %q, %v", got.body, got.header)
	}

	// A second, with "next" at once; then the first is taken away.
	send("next", "altra.pdf", pdf+"\n").goesTo(draft + "/riepilogo")
	b.get(draft+"/riepilogo").says("altra.pdf", "Rossi")
	b.post(page, b.get(page).form(url.Values{"_action": {"drop:delega:" + id}, "motivo": {"Con delega"}, "minore": {"no"}})).goesTo(page + "#f-delega")
	b.get(page).says("altra.pdf").lacks("Rossi_")
	b.get("/file/" + id).is(http.StatusNotFound)
	b.fill(page, url.Values{"motivo": {"Con delega"}, "minore": {"no"}}).goesTo(draft + "/riepilogo")
	summary := b.get(draft + "/riepilogo").says("altra.pdf")
	receipt := b.post(draft+"/riepilogo", summary.form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	b.get(receipt).is(http.StatusOK).says("altra.pdf")
}

// Where one file may be, another takes its place: nobody has to take the first
// away before.
func TestReplacedFile(t *testing.T) {
	b := newTown(t).signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	page := draft + "/pagine/motivo"
	send := func(name string) *answer {
		form := b.get(page).form(url.Values{"motivo": {"Con foto"}, "minore": {"no"}, "_action": {"upload"}})
		b.upload(page, form, "ritratto.upload", name, pdf+name).goesTo(page + "#f-ritratto")
		return b.get(page)
	}
	send("prima.pdf").says("prima.pdf", "Sostituisci il file")
	send("seconda.pdf").says("seconda.pdf").lacks("prima.pdf")
	b.fill(page, url.Values{"motivo": {"Con foto"}, "minore": {"no"}}).goesTo(draft + "/riepilogo")
	b.get(draft + "/riepilogo").says("seconda.pdf").lacks("prima.pdf")
}
