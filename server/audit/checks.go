package audit

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sportello/server/visitor"
)

// check is one criterion: what it asks, how it is looked at, and what stays for
// a person.
type check struct {
	id, title string
	look      func(*finding, *site)
	left      string
	person    bool // decides: a program can only find what speaks against it
}

// checks are the criteria of the model, in its order.
var checks = []check{
	{"C.SE.1.1", "Accesso con identità digitale dalla scheda, dentro il flusso del servizio", entry,
		"Provare l'accesso con SPID e CIE veri, dal sito pubblico.", true},
	{"C.SE.1.2", "Conferma di presa in carico nell'area personale e su un altro canale", confirmation,
		"Controllare che il messaggio arrivi davvero a una casella di posta.", false},
	{"C.SE.1.3", "Caratteri tipografici del modello", fonts,
		"Guardare una pagina: titoli e testi in Titillium Web.", false},
	{"C.SE.1.4", "Riepilogo completo, come testo, subito prima della conferma", summary, "", false},
	{"C.SE.1.5", "I dati già forniti non si chiedono di nuovo", onceOnly,
		"Provare due servizi diversi con la stessa persona, con dati di residenza, nucleo, ISEE e IBAN.", false},
	{"C.SE.1.6", "Salvataggio della bozza e ripresa", drafts, "", false},
	{"C.SE.1.7", "Valutazione dell'esperienza d'uso, con i testi del modello", rating, "", false},
	{"C.SE.1.8", "Passaggi sempre visibili, ritorno e modifica", steps, "", false},
	{"C.SE.1.9", "Stato della pratica nell'area personale", status, "", false},
	{"C.SE.1.10", "Data di presa in carico, numero e termine massimo", term, "", false},
	{"C.SE.2.1", "Pagamento digitale dove c'è da pagare", payment,
		"Controllare che il prestatore di servizi di pagamento sia collegato a pagoPA.", true},
	{"C.SE.2.2", "Prenotazione di un appuntamento da ogni passaggio", booking,
		"Nella pagina di prenotazione si scelgono ufficio, data, ora e motivo, e il nome è già scritto.", true},
	{"C.SE.3.1", "Solo cookie del Comune prima del consenso", cookies, "", false},
	{"C.SE.3.2", "Dichiarazione di accessibilità nel piè di pagina", accessibility,
		"Aprire la dichiarazione: deve essere valida e almeno parzialmente conforme.", false},
	{"C.SE.3.3", "Informativa privacy nel piè di pagina", privacy,
		"Leggere l'informativa: deve riguardare questi servizi.", false},
	{"C.SE.4.1", "Velocità delle pagine", speed,
		"Eseguire Lighthouse per dispositivi mobili su ogni pagina: il punteggio deve essere almeno 50.", true},
	{"C.SE.5.1", "HTTPS", secure,
		"Controllare il certificato e i cifrari con uno strumento esterno.", true},
	{"C.SE.5.2", "Sottodominio dei servizi", domain, "", false},
}

// finding gathers what is seen for one criterion.
type finding struct{ evidence, against []string }

func (f *finding) saw(format string, args ...any) {
	f.evidence = append(f.evidence, fmt.Sprintf(format, args...))
}

func (f *finding) wrong(format string, args ...any) {
	f.against = append(f.against, fmt.Sprintf(format, args...))
}

// must notes one thing that is there, or is not.
func (f *finding) must(is bool, what string, args ...any) {
	if is {
		f.saw(what, args...)
	} else {
		f.wrong("manca: "+what, args...)
	}
}

func (c check) run(v *site) Result {
	f := &finding{}
	c.look(f, v)
	r := Result{ID: c.id, Title: c.title, Evidence: f.evidence, Against: f.against, Left: c.left, Verdict: Met}
	switch {
	case len(f.against) > 0:
		r.Verdict = Missed
	case c.person || len(f.evidence) == 0:
		r.Verdict = Person
	}
	return r
}

// complete are the visits that came to the receipt; the others are said.
func complete(f *finding, v *site) []*visit {
	var out []*visit
	for _, one := range v.visits {
		if one.receipt == nil {
			f.wrong("%s: non è stato possibile arrivare alla ricevuta (%s)", one.Title, one.failed)
			continue
		}
		out = append(out, one)
	}
	return out
}

func entry(f *finding, v *site) {
	for _, one := range v.visits {
		if one.sheet == nil || one.entered == nil {
			f.wrong("%s: il servizio non si apre (%s)", one.Title, one.failed)
			continue
		}
		f.must(hasLink(one.sheet.Marked("service-online-access"), "/servizi/"+one.ID+"/avvia"), "%s: la scheda porta al servizio", one.Title)
		f.must(one.entered.Place() != "" && strings.Contains(one.entered.Words(), one.Title), "%s: dopo l'accesso si è nel flusso del servizio (%s)", one.Title, one.entered.Step())
		if !one.Identity {
			f.saw("%s: non chiede l'identità, come dichiara", one.Title)
		}
	}
}

func confirmation(f *finding, v *site) {
	for _, one := range complete(f, v) {
		f.must(strings.Contains(one.area.Words(), one.reference), "%s: la pratica %s è nell'area personale", one.Title, one.reference)
		switch {
		case v.Letters == nil:
			f.saw("%s: la pagina dice a quale indirizzo si scrive", one.Title)
		case v.Letters(one.reference):
			f.saw("%s: è partito il messaggio di posta", one.Title)
		default:
			f.wrong("%s: non è partito nessun messaggio di posta", one.Title)
		}
	}
}

var family = regexp.MustCompile(`@font-face\s*\{[^}]*font-family:\s*["']?([^;"']+)`)

// modelFonts are those that the model allows.
var modelFonts = []string{"Titillium Web", "Lora", "Roboto Mono"}

func fonts(f *finding, v *site) {
	for _, sheet := range v.home.Elements(func(e visitor.Element) bool { return e.Tag() == "link" && e.Attr("rel") == "stylesheet" }) {
		text, err := v.text(sheet.Attr("href"))
		if err != nil {
			f.wrong("il foglio di stile %s non si legge", sheet.Attr("href"))
			continue
		}
		for _, m := range family.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(modelFonts, m[1]) {
				f.wrong("carattere non ammesso: %s", m[1])
			}
		}
		f.must(strings.Contains(text, "Titillium Web"), "il foglio di stile %s usa Titillium Web", sheet.Attr("href"))
	}
	outside(f, v, "link", "href")
}

// outside says what of the pages would be fetched from another host.
func outside(f *finding, v *site, tag, attribute string) {
	for _, p := range v.all() {
		for _, e := range p.Tags(tag) {
			if u, err := url.Parse(e.Attr(attribute)); err == nil && u.Host != "" && u.Host != p.URL.Host && e.Attr("rel") != "canonical" {
				f.wrong("%s carica %s da un altro sito", p.URL.Path, e.Attr(attribute))
			}
		}
	}
}

func summary(f *finding, v *site) {
	for _, one := range complete(f, v) {
		if one.summary == nil {
			f.wrong("%s: non c'è riepilogo", one.Title)
			continue
		}
		words, asked := one.summary.Words(), 0
		for _, p := range lastShown(one.pages) {
			for _, label := range labels(p) {
				asked++
				if !strings.Contains(words, label) {
					f.wrong("%s: nel riepilogo manca «%s»", one.Title, label)
				}
			}
		}
		f.must(asked > 0, "%s: il riepilogo ha tutte le %d domande, come testo", one.Title, asked)
		f.must(strings.Contains(words, "Conferma e invia"), "%s: la conferma è nel riepilogo", one.Title)
		f.must(len(one.summary.Elements(isAnswerField)) == 0, "%s: nel riepilogo non si scrive, si legge", one.Title)
	}
}

func isAnswerField(e visitor.Element) bool {
	kind := e.Attr("type")
	return e.Tag() == "textarea" || e.Tag() == "select" || e.Tag() == "input" && kind != "hidden" && kind != "checkbox" && kind != "search"
}

// lastShown are the pages as each was shown last: with the questions that the
// answers before had opened.
func lastShown(pages []*visitor.Page) []*visitor.Page {
	var out []*visitor.Page
	for i, p := range pages {
		again := slices.ContainsFunc(pages[i+1:], func(later *visitor.Page) bool { return later.Place() == p.Place() })
		if !again {
			out = append(out, p)
		}
	}
	return out
}

// beside is what stands beside the words of a question: the unit in brackets.
var beside = regexp.MustCompile(` \([^()]*\)$`)

// labels are the words of the questions on a page.
func labels(p *visitor.Page) []string {
	var out []string
	for _, group := range p.Classed("form-group") {
		out = append(out, firstOf(group.Inside("label"))...)
	}
	for _, choices := range p.Classed("sp-choices") {
		out = append(out, firstOf(choices.Inside("legend"))...)
	}
	return slices.DeleteFunc(out, func(words string) bool { return words == "" || slices.Contains(keeping, words) })
}

// keeping are the words of questions about where data are kept: they are no
// answers of the application.
var keeping = []string{"Vuoi salvare questi dati?", "Dati da usare"}

// firstOf is the question that the first of some elements asks.
func firstOf(elements []visitor.Element) []string {
	if len(elements) == 0 {
		return nil
	}
	return []string{question(elements[0])}
}

// question gives words without the mark of what is required, and the unit.
func question(e visitor.Element) string {
	words := beside.ReplaceAllString(e.Words(), "")
	words = strings.TrimSpace(strings.TrimSuffix(words, "*"))
	return beside.ReplaceAllString(words, "")
}

func onceOnly(f *finding, v *site) {
	for _, one := range complete(f, v) {
		if !one.Identity {
			continue
		}
		asked, again := 0, 0
		for _, p := range one.second {
			form := p.FormWith("_shown")
			if form == nil {
				continue
			}
			for _, e := range p.Elements(func(e visitor.Element) bool {
				return e.Tag() == "input" && slices.Contains(personal, e.Attr("autocomplete"))
			}) {
				asked++
				if e.Attr("value") == "" {
					again++
					f.wrong("%s: il campo %s si chiede di nuovo", one.Title, e.Attr("name"))
				}
			}
		}
		if again == 0 {
			f.saw("%s: in una seconda richiesta %d dati personali sono già scritti o non si chiedono", one.Title, asked)
		}
	}
}

// personal are the tokens of autocomplete for data that the citizen has given.
var personal = []string{"given-name", "family-name", "bday", "email", "tel", "postal-code", "address-level2"}

func drafts(f *finding, v *site) {
	for _, one := range complete(f, v) {
		for _, p := range one.pages {
			if !hasButton(p, "save") {
				f.wrong("%s: la pagina %s non ha il salvataggio", one.Title, p.Step())
			}
		}
		f.must(one.saved != nil && strings.Contains(one.saved.Words(), "salvata"), "%s: la bozza incompleta si salva e la pagina lo dice", one.Title)
		f.must(one.resumed != nil && one.resumed.Place() != "", "%s: dall'area personale si riprende la bozza", one.Title)
	}
}

func hasButton(p *visitor.Page, action string) bool {
	return len(p.Elements(func(e visitor.Element) bool {
		return e.Tag() == "button" && e.Attr("name") == "_action" && e.Attr("value") == action
	})) > 0
}

// ratingTexts are those of the model, letter by letter.
var ratingTexts = []string{
	"Quanto è stato facile usare questo servizio?",
	"Quali sono stati gli aspetti che hai preferito?", "Dove hai incontrato le maggiori difficoltà?",
	"Le indicazioni erano chiare", "Le indicazioni erano complete", "Capivo sempre che stavo procedendo correttamente", "Non ho avuto problemi tecnici",
	"A volte le indicazioni non erano chiare", "A volte le indicazioni non erano complete", "A volte non capivo se stavo procedendo correttamente", "Ho avuto problemi tecnici",
	"Altro",
}

func rating(f *finding, v *site) {
	for _, one := range complete(f, v) {
		words := one.receipt.Words()
		for _, text := range ratingTexts {
			if !strings.Contains(words, text) {
				f.wrong("%s: manca il testo «%s»", one.Title, text)
			}
		}
		stars := 0
		for n := 1; n <= 5; n++ {
			stars += len(one.receipt.Marked(fmt.Sprint("feedback-rate-", n)))
		}
		f.must(stars == 5, "%s: la conferma ha le cinque stelle e le domande del modello", one.Title)
	}
}

func steps(f *finding, v *site) {
	for _, one := range complete(f, v) {
		for _, p := range append(slices.Clone(one.pages), one.summary) {
			if p == nil {
				continue
			}
			current := p.Elements(func(e visitor.Element) bool { return e.Attr("aria-current") == "step" })
			if len(current) != 1 {
				f.wrong("%s: a %s non si vede il passaggio attuale", one.Title, p.Step())
			}
		}
		back := 0
		for _, p := range one.pages {
			if hasButton(p, "back") || len(p.Classed("steppers-btn-prev")) > 0 {
				back++
			}
		}
		f.must(back >= len(one.pages)-1, "%s: %d pagine con i passaggi, da %d si torna indietro", one.Title, len(one.pages), back)
		if one.summary != nil {
			f.must(strings.Contains(one.summary.Words(), "Modifica"), "%s: dal riepilogo si torna a modificare", one.Title)
		}
	}
}

func status(f *finding, v *site) {
	for _, one := range complete(f, v) {
		words := one.area.Words()
		f.must(strings.Contains(words, one.reference) && len(one.area.Tags("h2", "h3")) > 0, "%s: l'area personale elenca la pratica con il suo stato", one.Title)
		f.must(len(one.receipt.Classed("point-list"))+len(one.receipt.Classed("sp-timeline")) > 0, "%s: la pratica mostra le tappe", one.Title)
	}
}

func term(f *finding, v *site) {
	for _, one := range complete(f, v) {
		words := one.receipt.Words()
		f.must(strings.Contains(words, "presa in carico il"), "%s: data di presa in carico", one.Title)
		f.must(strings.Contains(words, one.reference), "%s: numero %s", one.Title, one.reference)
		if one.Term {
			f.must(strings.Contains(words, "Termine massimo"), "%s: termine massimo, lo stesso dato della scheda", one.Title)
		}
	}
}

func payment(f *finding, v *site) {
	for _, one := range v.visits {
		if !one.Fees {
			f.saw("%s: non c'è niente da pagare", one.Title)
			continue
		}
		if one.sheet != nil {
			f.must(len(one.sheet.Marked("service-cost")) > 0, "%s: la scheda dice i costi", one.Title)
		}
	}
}

func booking(f *finding, v *site) {
	for _, one := range complete(f, v) {
		with := 0
		for _, p := range one.pages {
			for _, e := range p.Marked("appointment-booking") {
				if strings.Contains(e.Attr("href"), "servizio=") {
					with++
					break
				}
			}
		}
		f.must(with == len(one.pages), "%s: %d passaggi su %d hanno la prenotazione, con il servizio già scelto", one.Title, with, len(one.pages))
	}
}

func cookies(f *finding, v *site) {
	names := map[string]bool{}
	for _, c := range v.cookies {
		names[c.name] = true
		if c.domain != "" {
			f.wrong("il cookie %s vale per %s", c.name, c.domain)
		}
		if !c.kept {
			f.wrong("il cookie %s si legge da altri: manca HttpOnly o SameSite", c.name)
		}
	}
	f.saw("%d cookie, tutti di questo sito e tecnici", len(names))
	for _, tag := range []struct{ tag, attribute string }{{"script", "src"}, {"img", "src"}, {"iframe", "src"}, {"link", "href"}} {
		outside(f, v, tag.tag, tag.attribute)
	}
}

func accessibility(f *finding, v *site) {
	for _, p := range v.all() {
		if !hasLink(p.Marked("accessibility-link"), "https://form.agid.gov.it/") {
			f.wrong("%s: manca il collegamento alla dichiarazione su form.agid.gov.it", p.URL.Path)
		}
	}
	f.saw("%d pagine con il collegamento", len(v.all()))
}

func privacy(f *finding, v *site) {
	for _, p := range v.all() {
		if !hasLink(p.Marked("privacy-policy-link"), "http") {
			f.wrong("%s: manca il collegamento all'informativa", p.URL.Path)
		}
	}
	f.saw("%d pagine con il collegamento", len(v.all()))
}

func hasLink(elements []visitor.Element, begins string) bool {
	return slices.ContainsFunc(elements, func(e visitor.Element) bool { return strings.HasPrefix(e.Attr("href"), begins) })
}

// heaviest is how many bytes of HTML a page may have before it is called heavy.
const heaviest = 500 << 10

func speed(f *finding, v *site) {
	var slow load
	for _, l := range v.loads {
		if l.took > slow.took {
			slow = l
		}
		if l.bytes > heaviest {
			f.wrong("%s pesa %d KB", l.path, l.bytes>>10)
		}
	}
	f.saw("%d pagine lette; la più lenta in %d ms (%s)", len(v.loads), slow.took.Milliseconds(), slow.path)
}

func secure(f *finding, v *site) {
	u, err := url.Parse(v.URL)
	if err != nil || u.Scheme != "https" {
		return // here nobody can tell
	}
	version, err := v.tls(u)
	f.must(err == nil && version >= 0x0303, "TLS 1.2 o successivo")
}

func domain(f *finding, v *site) {
	u, err := url.Parse(v.URL)
	if err != nil || !strings.Contains(u.Hostname(), ".comune.") {
		return // a trial on this machine
	}
	f.must(strings.HasPrefix(u.Hostname(), "servizi.comune."), "il sito è %s", u.Hostname())
}
