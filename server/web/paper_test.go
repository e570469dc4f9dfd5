package web_test

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The receipt on paper is its owner's, says what was sent, and is the same
// whenever it is asked for.
func TestReceiptOnPaper(t *testing.T) {
	tw := newTown(t)
	b := tw.signedIn(t, "marco-rossi")
	draft := b.begin("prova")
	b.fill(draft+"/pagine/dati", goodData)
	page := draft + "/pagine/motivo"
	b.upload(page, b.get(page).form(url.Values{"motivo": {"Così è (se vi pare) €"}, "_action": {"upload"}}), "delega.upload", "delega.pdf", pdf).is(http.StatusSeeOther)
	b.post(page, b.get(page).form(url.Values{"motivo": {"Così è (se vi pare) €"}})).goesTo(draft + "/riepilogo")
	receipt := b.post(draft+"/riepilogo", b.get(draft+"/riepilogo").form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	receipt = strings.TrimSuffix(receipt, "?inviata")
	b.get(receipt).says(`href="`+receipt+`/ricevuta.pdf"`, "(PDF)")

	a := b.get(receipt + "/ricevuta.pdf").is(http.StatusOK)
	h := a.header
	if h.Get("Content-Type") != "application/pdf" || h.Get("Cache-Control") != "private, no-store" ||
		!strings.HasPrefix(h.Get("Content-Disposition"), `attachment; filename="ricevuta-`) || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers %v", h)
	}
	file := filepath.Join(t.TempDir(), "ricevuta.pdf")
	must(t, os.WriteFile(file, []byte(a.body), 0o600))
	out, err := exec.Command("pdfinfo", "-struct-text", file).CombinedOutput()
	must(t, err)
	for _, words := range []string{
		"Chiedere una prova", "Marco Rossi, RSS***83L04*****", "Così è (se vi pare) €", "delega.pdf", "SHA-256",
		"Ufficio relazioni con il pubblico", "Responsabile del procedimento", "Grazie, ", strings.TrimPrefix(receipt, "/pratiche/"),
	} {
		if !strings.Contains(string(out), words) {
			t.Errorf("it does not say %q:\n%s", words, out)
		}
	}
	if again := b.get(receipt + "/ricevuta.pdf"); again.body != a.body {
		t.Error("asked for again it is another")
	}
	if head := b.do(b.request(http.MethodHead, receipt+"/ricevuta.pdf", nil)).is(http.StatusOK); head.body != "" {
		t.Error("HEAD gives a body")
	}
	tw.signedIn(t, "elena-popescu").get(receipt + "/ricevuta.pdf").is(http.StatusNotFound)
	tw.browser(t).get(receipt + "/ricevuta.pdf").goesTo("/accesso?ritorno=")
}
