package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestServicesByCategory(t *testing.T) {
	b := newTown(t).browser(t)
	category := "/servizi/categorie/cultura-e-tempo-libero"
	b.get("/").is(http.StatusOK).says("Servizi online del Comune di Pisa", `href="`+category+`"`, `href="/servizi/prova"`)
	b.get("/servizi").is(http.StatusOK).says("Tutti i servizi", `href="`+category+`"`, "Elenco dei servizi")
	b.get(category).is(http.StatusOK).says("<h1>Cultura e tempo libero</h1>", `href="/servizi/prova"`, "1 servizio").lacks("Dire qualcosa")
	b.get("/servizi/categorie/turismo").is(http.StatusOK).says("per ora non ci sono servizi")
	b.get("/servizi/categorie/astronavi").is(http.StatusNotFound)
}

// A service that opens later is not called closed.
func TestCardsSayWhetherAServiceOpens(t *testing.T) {
	tw := &town{data: t.TempDir(), demo: true, log: &lines{}, of: "shut"}
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	tw.browser(t).get("/").is(http.StatusOK).says(">Non ancora aperto</span> Apre il 1 gennaio 2099.", ">Chiuso</span> Ha chiuso il 1 gennaio 2020.")
}

func TestSearch(t *testing.T) {
	b := newTown(t).browser(t)
	for query, found := range map[string]bool{
		"prova": true, "  CHIEDERE  una ": true, "chi prova": true, "Patrimonio": true, "CULTURÀ": true, "prove": true,
		"astronavi": false, "prova astronavi": false,
	} {
		page := b.get("/servizi?" + url.Values{"q": {query}}.Encode()).is(http.StatusOK)
		if got := strings.Contains(page.body, `href="/servizi/prova"`); got != found {
			t.Errorf("%q finds the service: %v", query, got)
		}
		if !found {
			page.says("Nessun servizio parla di", "prova con una parola sola", "Richiedi assistenza")
		}
	}
}

// The order of the index is that of the national model, word by word; each of
// its elements is there.
func TestSheetHasTheVoicesOfTheModel(t *testing.T) {
	tw := newTown(t)
	page := tw.browser(t).get("/servizi/prova").is(http.StatusOK)
	list := regexp.MustCompile(`(?s)data-element="page-index">(.*?)</ul>`).FindStringSubmatch(page.body)
	var voices []string
	for _, m := range regexp.MustCompile(`<a[^>]*>([^<]*)</a>`).FindAllStringSubmatch(list[1], -1) {
		voices = append(voices, m[1])
	}
	if got := strings.Join(voices, "|"); got != "A chi è rivolto|Come fare|Cosa serve|Cosa si ottiene|Tempi e scadenze|Accedi al servizio|Condizioni di servizio|Contatti" {
		t.Errorf("the index is %s", got)
	}
	for _, element := range strings.Fields("breadcrumb service-title service-status service-description page-index service-addressed service-how-to " +
		"service-needed service-achieved service-calendar-text service-calendar-list service-cost service-online-access service-booking-access " +
		"service-file service-area service-topic metatag appointment-booking contacts faq report-inefficiency privacy-policy-link legal-notes accessibility-link " +
		"main-navigation management news all-services live page-name") {
		page.says(`data-element="` + element + `"`)
	}
	page.says("Tempo massimo: 10 giorni", "/prenotazione-appuntamento?servizio=prova", `href="/servizi/prova/condizioni"`,
		`<a href="/servizi/categorie/cultura-e-tempo-libero">Cultura e tempo libero</a>`)
	tw.browser(t).get("/servizi/prova/condizioni").is(http.StatusOK).says("Nessuna <strong>condizione</strong> particolare")
	tw.browser(t).get("/servizi/nessuno/condizioni").is(http.StatusNotFound)
}

func TestStructuredDataOfASheet(t *testing.T) {
	page := newTown(t).browser(t).get("/servizi/prova").is(http.StatusOK)
	written := regexp.MustCompile(`(?s)<script type="application/ld\+json" data-element="metatag">(.*?)</script>`).FindStringSubmatch(page.body)
	var got struct {
		Type             string `json:"@type"`
		Name             string `json:"name"`
		ServiceType      string `json:"serviceType"`
		ServiceOperator  struct{ Name string }
		AreaServed       struct{ Name string }
		Audience         struct{ AudienceType string }
		AvailableChannel struct {
			ServiceURL      string `json:"serviceUrl"`
			ServiceLocation struct {
				Name    string
				Address struct{ StreetAddress, PostalCode, AddressLocality string }
			}
		}
	}
	must(t, json.Unmarshal([]byte(written[1]), &got))
	place := got.AvailableChannel.ServiceLocation
	all := strings.Join([]string{
		got.Type, got.Name, got.ServiceType, got.ServiceOperator.Name, got.AreaServed.Name, got.Audience.AudienceType,
		got.AvailableChannel.ServiceURL, place.Name, place.Address.StreetAddress, place.Address.PostalCode, place.Address.AddressLocality,
	}, "|")
	want := "GovernmentService|Chiedere una prova|Cultura e tempo libero|Comune di Pisa|Comune di Pisa|Chi prova.|" +
		"http://servizi.comune.example/servizi/prova/avvia|Ufficio relazioni con il pubblico|Lungarno Galilei 43|56125|Pisa"
	if all != want {
		t.Errorf("got  %s\nwant %s", all, want)
	}
}
