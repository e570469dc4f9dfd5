package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// script posts a page as its script does: it wants the fields back.
func (b *browser) script(path string, form url.Values) *answer {
	b.t.Helper()
	r := b.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sportello-Part", "fields")
	r.Header.Set("Accept-Language", "en") // the draft was begun in Italian, and stays so
	return b.do(r)
}

// reason begins an application and gives the address of its second page.
func (b *browser) reason() string {
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData).goesTo(draft + "/pagine/motivo")
	return draft + "/pagine/motivo"
}

// Asking shows the fields as they would stand, says what changed, and keeps
// nothing.
func TestAsking(t *testing.T) {
	b := newTown(t).signedIn(t, "marco-rossi")
	page := b.reason()
	before := b.get(page).says(`data-follow="minore"`)
	ask := func(answers url.Values) *answer {
		answers.Set("_action", "ask")
		return b.script(page, before.form(answers))
	}
	ask(url.Values{"motivo": {"<b>"}, "minore": {"yes"}}).is(http.StatusOK).
		says(`name="eta"`, "C&#39;è una domanda in più.", "&lt;b&gt;").lacks("<html", "Errore", "Compila questo campo")
	ask(url.Values{"minore": {"no"}}).is(http.StatusOK).lacks(`name="eta"`, "data-told")
	before = ask(url.Values{"minore": {"yes"}})
	ask(url.Values{"minore": {"no"}}).says("Una domanda non serve più.")
	if b.get(page).body != b.get(page).lacks(`name="eta"`, "&lt;b&gt;").body {
		t.Error("asking kept something")
	}
}

// A draft is kept as typed, valid or not, and a window that is behind is told.
func TestKeeping(t *testing.T) {
	b := newTown(t).signedIn(t, "marco-rossi")
	page := b.reason()
	old := b.get(page)
	keep := func(text string, form *answer) (told struct{ Rev, Told string }, status int) {
		a := b.script(page, form.form(url.Values{"motivo": {text}, "_action": {"keep"}}))
		must(t, json.Unmarshal([]byte(a.body), &told))
		return told, a.status
	}
	first, status := keep(strings.Repeat("lungo ", 200), old)
	if status != http.StatusOK || !strings.HasPrefix(first.Told, "Bozza salvata alle ") || first.Rev == "" {
		t.Fatal(status, first)
	}
	again, status := keep(strings.Repeat("lungo ", 200), old)
	if status != http.StatusOK || again.Rev != first.Rev {
		t.Error("what is kept already is no conflict", status, again)
	}
	b.get(page).says("lungo lungo").lacks("Errore")
	if told, status := keep("altro", old); status != http.StatusConflict || !strings.Contains(told.Told, "un'altra finestra") {
		t.Error(status, told)
	}
	b.get(page).says("lungo lungo").lacks("altro")
}

// Rows are added and taken away without a page around the fields, at the same
// address and with the same words as without a script.
func TestRowsOfAScript(t *testing.T) {
	b := newTown(t).signedIn(t, "marco-rossi")
	page := b.reason()
	form := b.get(page)
	form = b.script(page, form.form(url.Values{"motivo": {"Mio"}, "_action": {"add:nucleo"}})).is(http.StatusOK).
		says(`data-target="f-nucleo.0"`, `data-rev="3"`, "Persona 1", "Mio").lacks("<html")
	rev := url.Values{"_rev": {"3"}, "nucleo.0.chi": {"Sara"}, "_action": {"remove:nucleo.0"}}
	b.script(page, form.form(rev)).is(http.StatusOK).says(`data-target="f-nucleo"`, "Rimosso.").lacks("Sara")
	rev.Set("motivo", "Altro")
	b.script(page, form.form(rev)).is(http.StatusConflict)
}

// Whoever is not signed in any more is told so, also by what a script gets.
func TestScriptWithoutSession(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	page := b.reason()
	form := b.get(page)
	for _, action := range []string{"ask", "keep"} {
		stranger := tw.browser(t)
		stranger.script(page, form.form(url.Values{"_action": {action}})).is(http.StatusForbidden)
		other := tw.signedIn(t, "giulia-bianchi")
		other.script(page, form.form(url.Values{"_action": {action}})).is(http.StatusNotFound).lacks(`name="motivo"`)
	}
	b.script(strings.Replace(page, "motivo", "nessuna", 1), form.form(url.Values{"_action": {"ask"}})).is(http.StatusNotFound)
}
