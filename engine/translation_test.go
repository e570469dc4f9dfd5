package engine_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/value"
)

const bilingual = `service: saluti
edition: "1"
title: Salutare
contract:
  type: object
  properties:
    nome: { type: string, title: Nome }
    come: { type: string, title: Come, oneOf: [ { const: a, title: A voce }, { const: s, title: Per scritto } ] }
    dove: { type: string, title: Dove }
data:
  luoghi: { file: luoghi.csv, key: codice, columns: { codice: { type: text }, nome: { type: text }, nome_de: { type: text } } }
pages:
  - page: dati
    title: Dati
    fields:
      - field: nome
      - field: come
      - { field: dove, options: { from: data.luoghi, label: "{nome}" } }
  - page: fine
    title: Fine
    intro: "Saluti {nome|tutti} così: {come|non si sa}, a {dove|nessuno}"
    fields:
      - content: Solo italiano
fees:
  title: Costi
  parts: [ { id: f, title: Francobollo, when: come == "s", amount: "1.10" } ]
`

const inGerman = `language: de
texts:
  title: { source: Salutare, text: Grüßen }
  contract.nome.title: { source: Nome, text: Name }
  contract.come.title: { source: Come, text: Wie }
  contract.come.a.title: { source: A voce, text: Mündlich }
  contract.come.s.title: { source: Per scritto, text: Schriftlich }
  contract.dove.title: { source: Dove, text: Wo }
  pages.dati.title: { source: Dati, text: Angaben }
  pages.fine.title: { source: Fine, text: Ende }
  pages.fine.intro:
    source: "Saluti {nome|tutti} così: {come|non si sa}, a {dove|nessuno}"
    text: "{come|Unbekannt}: so grüßen Sie {nome|alle} in {dove|niemandem}"
  fees.title: { source: Costi, text: Kosten }
  fees.parts.f.title: { source: Francobollo, text: Briefmarke }
`

const oneMore = "  pages.fine.content: { source: Solo italiano, text: Nun auch Deutsch }\n"

// inLanguages compiles the service above for a municipality with languages.
func inLanguages(t *testing.T, german, languages string) (*engine.Program, definitions.Faults) {
	t.Helper()
	_, profile := definitions.DefaultProfile()
	town := strings.Replace(string(profile), "languages: [it", languages+"\nsocial: {}\n#", 1)
	p, faults := definitions.ReadProfile("profile.yaml", []byte(town))
	if faults.Blocking() {
		t.Fatal(faults)
	}
	files := fstest.MapFS{
		"service.yaml": {Data: []byte(bilingual)}, "i18n/de.yaml": {Data: []byte(german)},
		"luoghi.csv": {Data: []byte("codice,nome,nome_de\nbz,Bolzano,Bozen\npi,Pisa,\n")},
	}
	l, faults := definitions.ReadService(files, nil)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	return engine.Compile(l, p, nil)
}

func german(t *testing.T, p *engine.Program, dove string) *engine.Journey {
	t.Helper()
	d := engine.Draft{Answers: value.Group{"nome": "Ada", "come": "s", "dove": dove}}
	return p.Pages(d, engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), Language: "de"})
}

func TestTextsAreInTheLanguageOfTheWalk(t *testing.T) {
	p, faults := inLanguages(t, inGerman+oneMore, "languages: [it, de]")
	if p == nil || p.Language("de") != "de" || p.Language("fr") != "it" {
		t.Fatal(faults)
	}
	j := german(t, p, "bz")
	first, last := j.Pages[0], j.Pages[1]
	for got, want := range map[string]string{
		p.Words(p.Service().Title, "de"): "Grüßen", first.Title: "Angaben", j.Outline[1].Title: "Ende",
		first.Items[0].Label: "Name", first.Items[1].Options[0].Label: "Mündlich",
		first.Items[2].Options[0].Label: "Bozen", first.Items[2].Options[1].Label: engine.Foreign("Pisa"),
		last.Intro: "Schriftlich: so grüßen Sie Ada in Bozen", last.Items[0].Text: "Nun auch Deutsch",
		j.Fees.Title: "Kosten", j.Fees.Parts[0].Title: "Briefmarke",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := german(t, p, "pi").Pages[1].Intro; !strings.Contains(got, engine.Foreign("Pisa")) {
		t.Errorf("a cell without a translation is not marked: %q", got)
	}
}

func TestWhatIsStoredIsInItalian(t *testing.T) {
	p, _ := inLanguages(t, inGerman+oneMore, "languages: [it, de]")
	d := engine.Draft{Answers: value.Group{"nome": "Ada", "come": "s", "dove": "bz"}}
	r, problems := p.Complete(d, engine.Outside{Language: "de"})
	if len(problems) > 0 || r.Fees.Parts[0].Title != "Francobollo" {
		t.Fatal(problems, r)
	}
	if got := p.Titled(r.Fees, "de"); got.Title != "Kosten" || got.Parts[0].Title != "Briefmarke" || !got.Total.Equal(r.Fees.Total) {
		t.Errorf("got %+v", got)
	}
}

func TestAnIncompleteLanguage(t *testing.T) {
	hidden, faults := inLanguages(t, inGerman, "languages: [it, de]")
	if hidden == nil || hidden.Language("de") != "it" || len(faults) != 1 || !faults[0].Warning || faults[0].Code != definitions.CodeTranslation {
		t.Errorf("not offered, and a warning: %v", faults)
	}
	refused, faults := inLanguages(t, inGerman, "languages: [it, de]\nincomplete: { de: fault }")
	if refused != nil || !faults.Blocking() {
		t.Errorf("a fault: %v", faults)
	}
	partly, faults := inLanguages(t, inGerman, "languages: [it, de]\nincomplete: { de: italian }")
	if partly == nil || partly.Language("de") != "de" {
		t.Fatal(faults)
	}
	if got := german(t, partly, "bz").Pages[1].Items[0].Text; got != engine.Foreign("Solo italiano") {
		t.Errorf("what stays Italian is marked: %q", got)
	}
}

// An edition is the same whatever languages the municipality offers, so that one
// may be added while drafts are on their way.
func TestLanguagesDoNotChangeTheEdition(t *testing.T) {
	one, _ := inLanguages(t, inGerman+oneMore, "languages: [it]")
	two, _ := inLanguages(t, inGerman+oneMore, "languages: [it, de]")
	if one.Edition() != two.Edition() {
		t.Error("two editions")
	}
}

// What is kept is named in the language of whoever looks at it, by the block.
func TestKeptValuesAreNamedInALanguage(t *testing.T) {
	_, profile := definitions.DefaultProfile()
	town, faults := definitions.ReadProfile("profile.yaml", []byte(strings.Replace(string(profile), "languages: [it", "languages: [it, en]\nsocial: {}\n#", 1)))
	if faults.Blocking() {
		t.Fatal(faults)
	}
	l, faults := definitions.ReadService(fstest.MapFS{
		"service.yaml": {Data: []byte(`service: isee
edition: "1"
title: ISEE
contract: { type: object, required: [attestazione], properties: { attestazione: { $ref: isee@1 } } }
pages: [ { page: isee, title: ISEE, fields: [ { block: attestazione } ] } ]
`)},
		"i18n/en.yaml": {Data: []byte("language: en\ntexts:\n  title: { source: ISEE, text: ISEE }\n  pages.isee.title: { source: ISEE, text: ISEE }\n")},
	}, definitions.Library())
	if faults.Blocking() {
		t.Fatal(faults)
	}
	p, faults := engine.Compile(l, town, nil)
	if p == nil || p.Language("en") != "en" {
		t.Fatal(faults)
	}
	kept := engine.Kept{Group: "isee", Values: []byte(`{"presente":"dsu","protocollo":"INPS-ISEE-2026-01234567K-00"}`)}
	for language, want := range map[string][2]string{
		"it": {"Hai un'attestazione ISEE valida?", "Ho presentato la DSU ma non ho ancora l'attestazione"},
		"en": {"Do you have a valid ISEE certificate?", "I have submitted the DSU but do not have the certificate yet"},
	} {
		items := p.KeptItems(kept, language)
		if len(items) != 2 || items[0].Label != want[0] || items[0].Options[0].Label != want[1] {
			t.Errorf("%s: %+v", language, items)
		}
	}
}
