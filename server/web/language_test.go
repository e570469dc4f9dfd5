package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sportello/definitions"
	"sportello/renderer/locale"
)

// newTownIn is a town that offers languages; one service there is in German.
func newTownIn(t *testing.T, languages string) *town {
	t.Helper()
	_, profile := definitions.DefaultProfile()
	file := filepath.Join(t.TempDir(), "profile.yaml")
	offered := regexp.MustCompile(`(?m)^languages: .*$`).ReplaceAllLiteralString(string(profile), "languages: ["+languages+"]")
	must(t, os.WriteFile(file, []byte(offered), 0o644))
	tw := &town{data: t.TempDir(), demo: true, log: &lines{}, profile: file}
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	return tw
}

// inLanguage asks for a page as a browser set to a language does.
func (b *browser) inLanguage(path, accept string) *answer {
	b.t.Helper()
	r := b.request(http.MethodGet, path, nil)
	r.Header.Set("Accept-Language", accept)
	return b.do(r)
}

func TestTheLanguageIsChosenAndRemembered(t *testing.T) {
	b := newTownIn(t, "it, de, sl").browser(t)
	b.get("/servizi").is(http.StatusOK).says(`<html lang="it">`, `href="/servizi?lingua=de" lang="de" hreflang="de">Deutsch</a>`, "Slovenščina")
	if to := b.get("/servizi?lingua=de&q=testo").goesTo("/servizi"); to != "/servizi?q=testo" {
		t.Errorf("goes to %s", to)
	}
	b.get("/").is(http.StatusOK).says(`<html lang="de">`, "Etwas sagen", "Ohne sich auszuweisen.", "Umwelt")
	b.get("/servizi?lingua=fr").goesTo("/servizi")
	b.get("/servizi").says(`<html lang="de">`)
	if to := b.get("//evil.example/?lingua=it").header.Get("Location"); strings.HasPrefix(to, "//") {
		t.Errorf("leads away, to %s", to)
	}
}

func TestTheBrowserIsAskedAtFirst(t *testing.T) {
	tw := newTownIn(t, "it, de")
	b := tw.browser(t)
	b.inLanguage("/", "de-AT,de;q=0.9,en;q=0.5").says(`<html lang="de">`)
	b.inLanguage("/", "fr").says(`<html lang="it">`)
	b.get("/?lingua=it").is(http.StatusSeeOther)
	b.inLanguage("/", "de").says(`<html lang="it">`)
	newTown(t).browser(t).inLanguage("/", "de").says(`<html lang="it">`).lacks("Deutsch")
}

func TestAServiceThatIsNotTranslatedIsInItalian(t *testing.T) {
	b := newTownIn(t, "it, de").browser(t)
	b.get("/?lingua=de").is(http.StatusSeeOther)
	b.get("/servizi/libera").is(http.StatusOK).says(`<html lang="de">`, "Wir antworten bald.")
	b.get("/servizi/prova").is(http.StatusOK).says(`<html lang="it">`, `lang="de">Dieser Dienst ist nur auf Italienisch verfügbar.`)
	b.get("/").says(`<html lang="de">`, `href="/servizi/prova" data-element="service-link" lang="it">`)
}

func TestChangingTheLanguageKeepsWhatWasTyped(t *testing.T) {
	b := newTownIn(t, "it, de").browser(t)
	page := b.begin("libera") + "/pagine/riepilogo"
	b.get(page).is(http.StatusOK).says("Il tuo testo", `form="page-form" formnovalidate name="_action" value="language:de"`)
	to := b.fill(page, url.Values{"testo": {"mezzo scritto"}, "_action": {"language:de"}}).goesTo(page)
	b.get(to).is(http.StatusOK).says(`<html lang="de">`, "Ihr Text", "mezzo scritto", "Weiter")
	to = b.fill(page, url.Values{"testo": {""}}).is(http.StatusUnprocessableEntity).says("Füllen Sie dieses Feld aus").at
	b.fill(to, url.Values{"testo": {"tutto"}}).goesTo(strings.TrimSuffix(page, "/pagine/riepilogo"))
}

func TestTheReceiptIsInTheLanguageOfTheApplication(t *testing.T) {
	tw := newTownIn(t, "it, de")
	b := tw.browser(t)
	b.get("/?lingua=de").is(http.StatusSeeOther)
	draft := b.begin("libera")
	b.fill(draft+"/pagine/riepilogo", url.Values{"testo": {"x"}}).is(http.StatusSeeOther)
	summary := draft + "/riepilogo"
	receipt := b.post(summary, b.get(summary).is(http.StatusOK).says("Zusammenfassung", "Ihr Text").form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	b.get(receipt).is(http.StatusOK).says(`<html lang="de">`, "Antrag gesendet", "Abschlussfrist")
	// Another browser, which chose nothing, would read it in German all the same.
	u, _ := url.Parse(b.town.URL)
	var kept []*http.Cookie
	for _, c := range b.jar.Cookies(u) {
		if !strings.HasSuffix(c.Name, "-lingua") {
			kept = append(kept, c)
		}
	}
	other := tw.browser(t)
	other.jar.SetCookies(u, kept)
	other.inLanguage(receipt, "it").is(http.StatusOK).says(`<html lang="de">`, "Ihr Text")
	other.get("/").says(`<html lang="it">`)
}

// A script is answered in the language of the draft too, whatever its browser
// would like.
func TestAPieceOfAPageIsInTheLanguageOfItsDraft(t *testing.T) {
	b := newTownIn(t, "it, de").browser(t)
	page := b.begin("libera") + "/pagine/riepilogo"
	form := b.get(page).form(url.Values{"testo": {"mezzo"}, "_action": {"keep"}})
	r := b.request(http.MethodPost, page, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Sportello-Part", "fields")
	r.Header.Set("Accept-Language", "de")
	saved := locale.For("it").Text("live.saved", nil)
	b.do(r).is(http.StatusOK).says(saved[:strings.IndexAny(saved, "…")])
}
