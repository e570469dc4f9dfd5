package audit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Sheet is a service sheet, held to what the official validator of the national
// model looks at (C.SI.1.3, R.SI.1.1, C.SI.2.1, C.SI.2.2, C.SI.2.6).
type Sheet struct {
	Service string   `json:"service"`
	Against []string `json:"against"`
}

// voices of the index, letter by letter and in this order.
var voices = []string{
	"A chi è rivolto", "Come fare", "Cosa serve", "Cosa si ottiene", "Tempi e scadenze",
	"Accedi al servizio", "Condizioni di servizio", "Contatti",
}

// written are the elements that must have three letters or more.
var written = []string{
	"service-title", "service-description", "service-addressed", "service-how-to", "service-needed",
	"service-achieved", "service-calendar-text", "service-area", "service-status",
}

// there are the elements that must be there.
var there = []string{"service-calendar-list", "service-file", "service-topic", "breadcrumb", "appointment-booking", "metatag"}

func sheetOf(v *visit) Sheet {
	s := Sheet{Service: v.Title}
	f := &finding{}
	if v.sheet == nil {
		f.wrong("la scheda non si apre")
	} else {
		lookAtSheet(f, v)
	}
	s.Against = f.against
	return s
}

func lookAtSheet(f *finding, v *visit) {
	var index []string
	for _, list := range v.sheet.Marked("page-index") {
		for _, a := range list.Inside("a") {
			index = append(index, a.Words())
		}
	}
	f.must(slices.Equal(index, voices), "le otto voci dell'indice, in ordine (ci sono: %s)", strings.Join(index, ", "))
	for _, name := range written {
		found := v.sheet.Marked(name)
		f.must(len(found) > 0 && len(found[0].Words()) >= 3, "il testo di %s", name)
	}
	for _, name := range there {
		f.must(len(v.sheet.Marked(name)) > 0, "l'elemento %s", name)
	}
	access := len(v.sheet.Marked("service-online-access")) + len(v.sheet.Marked("service-booking-access")) + len(v.sheet.Marked("service-generic-access"))
	f.must(access > 0, "un modo per accedere al servizio")
	f.must(strings.Contains(v.sheet.Words(), "Quanto sono chiare le informazioni su questa pagina?"), "la valutazione della pagina")
	structured(f, v)
}

// structured looks at what search engines read.
func structured(f *finding, v *visit) {
	for _, e := range v.sheet.Marked("metatag") {
		var said map[string]any
		if err := json.Unmarshal([]byte(e.Text()), &said); err != nil {
			f.wrong("i dati strutturati non sono JSON")
			return
		}
		for _, path := range []string{
			"name", "serviceType", "serviceOperator.name", "areaServed.name", "audience.audienceType", "availableChannel.serviceUrl",
			"availableChannel.serviceLocation.name", "availableChannel.serviceLocation.address.streetAddress",
			"availableChannel.serviceLocation.address.postalCode", "availableChannel.serviceLocation.address.addressLocality",
		} {
			f.must(at(said, path) != "", "nei dati strutturati, %s", path)
		}
	}
}

// at is the text at a path of JSON; "" if there is none.
func at(v any, path string) string {
	for _, step := range strings.Split(path, ".") {
		g, ok := v.(map[string]any)
		if !ok {
			return ""
		}
		v = g[step]
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
