package definitions

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const greeting = `service: saluti
edition: "1"
title: Salutare
contract:
  type: object
  properties:
    nome: { type: string, title: Nome }
    come: { type: string, title: Come, oneOf: [ { const: a, title: A voce }, { const: s, title: Per scritto } ] }
conditions:
  letto: { title: non è per i cittadini, when: nome == "x" }
pages:
  - page: dati
    title: Dati
    fields:
      - { field: nome, label: "Il nome", messages: { required: "Serve il nome" } }
      - content: Primo testo
      - content: Secondo testo
      - content: "{nome|}"
checks:
  - { rule: S-1, when: nome == "x", error: "Non {nome|tu}", on: nome }
`

func TestKeysOfTexts(t *testing.T) {
	var got []string
	for _, k := range spoken(t, greeting, nil).Texts["."] {
		got = append(got, k.Key)
	}
	want := []string{
		"title", "contract.nome.title", "contract.come.title", "contract.come.a.title", "contract.come.s.title",
		"pages.dati.title", "pages.dati.nome.label", "pages.dati.nome.messages.required",
		"pages.dati.content", "pages.dati.content-2", "checks.S-1.error",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// spoken reads a service with files of translations.
func spoken(t *testing.T, service string, files map[string]string) *Loaded {
	t.Helper()
	fsys := fstest.MapFS{"service.yaml": {Data: []byte(service)}}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	l, faults := ReadService(fsys, nil)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	return l
}

// wordsIn gives the translations of a language by their Italian.
func wordsIn(t *testing.T, l *Loaded, language string) map[string]string {
	t.Helper()
	in, out := l.In(language), map[string]string{}
	for _, k := range l.Texts["."] {
		if text, ok := in.Words[k.Text.Pos]; ok {
			out[k.Text.Value] = text
		}
	}
	return out
}

const german = `language: de
texts:
  title: { source: Salutare, text: Grüßen }
  pages.dati.content: { source: Primo testo, text: Erster Text }
  pages.dati.content-2: { source: Secondo testo, text: Zweiter Text, note: so gewollt }
  pages.dati.altro.label: { source: Non c'è più, text: Gibt es nicht mehr }
`

func TestWhatIsTranslatedAndWhatLacks(t *testing.T) {
	l := spoken(t, greeting, map[string]string{"i18n/de.yaml": german})
	want := map[string]string{"Salutare": "Grüßen", "Primo testo": "Erster Text", "Secondo testo": "Zweiter Text"}
	if got := wordsIn(t, l, "de"); !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if in := l.In("de"); !in.Begun || in.Complete() || len(in.Gaps) != 8 {
		t.Errorf("begun %v, complete %v, %d gaps", in.Begun, in.Complete(), len(in.Gaps))
	}
	if in := l.In("fr"); in.Begun || len(in.Gaps) != 11 {
		t.Errorf("French: begun %v, %d gaps", in.Begun, len(in.Gaps))
	}
}

func TestATextThatMovedKeepsItsTranslation(t *testing.T) {
	moved := strings.Replace(greeting, "      - content: Primo testo\n      - content: Secondo testo\n", "      - content: Secondo testo\n      - content: Primo testo\n", 1)
	got := wordsIn(t, spoken(t, moved, map[string]string{"i18n/de.yaml": german}), "de")
	if got["Primo testo"] != "Erster Text" || got["Secondo testo"] != "Zweiter Text" {
		t.Errorf("got %v", got)
	}
}

func TestATranslationOfAnOlderTextIsNotShown(t *testing.T) {
	changed := strings.Replace(greeting, "Secondo testo", "Secondo testo, nuovo", 1)
	l := spoken(t, changed, map[string]string{"i18n/de.yaml": german})
	if got := wordsIn(t, l, "de")["Secondo testo, nuovo"]; got != "" {
		t.Errorf("the old translation is shown: %q", got)
	}
	if !slices.ContainsFunc(l.In("de").Gaps, func(g Gap) bool { return g.Stale && g.Key == "pages.dati.content-2" }) {
		t.Errorf("nobody is told that it is of an older text: %v", l.In("de").Gaps)
	}
}

func TestTheFileIsBroughtUpToDate(t *testing.T) {
	changed := strings.Replace(greeting, "Secondo testo", "Secondo: \"testo\"\\n\\n      - due", 1)
	changed = strings.Replace(changed, `content: Secondo: "testo"\n\n      - due`, "content: |\n          Secondo: \"testo\"\n\n          - due\n", 1)
	l := spoken(t, changed, map[string]string{"i18n/de.yaml": german})
	file := l.Translation(".", "de")
	if file.Name != "i18n/de.yaml" || file.Open != 8 || file.Stale != 1 || len(file.Dropped) != 1 || file.Dropped[0].Text.Value != "Gibt es nicht mehr" {
		t.Errorf("%s: %d open, %d stale, dropped %v", file.Name, file.Open, file.Stale, file.Dropped)
	}
	for _, wanted := range []string{"was: \"Secondo testo\"", "note: \"so gewollt\"", "text: \"Zweiter Text\"", "source: |\n      Secondo: \"testo\"\n\n      - due\n"} {
		if !strings.Contains(string(file.Content), wanted) {
			t.Errorf("the file has no %s:\n%s", wanted, file.Content)
		}
	}
	again := spoken(t, changed, map[string]string{"i18n/de.yaml": string(file.Content)})
	if second := again.Translation(".", "de"); string(second.Content) != string(file.Content) {
		t.Errorf("written again it differs:\n%s", second.Content)
	}
	right := strings.Replace(string(file.Content), "    was: \"Secondo testo\"\n", "", 1)
	if got := wordsIn(t, spoken(t, changed, map[string]string{"i18n/de.yaml": right}), "de"); got["Secondo: \"testo\"\n\n- due\n"] != "Zweiter Text" {
		t.Errorf("without was: it is right again: %q", got)
	}
}

// Whatever the text, the file gives it back.
func FuzzScalar(f *testing.F) {
	f.Add("a: \"b\"\n- c\n\n d")
	f.Add(" x\n")
	f.Add("\u0085\t#'")
	f.Fuzz(func(t *testing.T, text string) {
		var got Translated
		faults := Decode("x.yaml", []byte("source: x\ntext: "+strings.ReplaceAll(scalar(text), "\n      ", "\n  ")+"\n"), &got)
		if strings.TrimSpace(text) == "" || strings.ContainsFunc(text, func(r rune) bool {
			return r < ' ' && r != '\n' || r == 0xFFFD || r >= 0x7f && r < 0xa0 || r >= 0xFFFE && r < 0x10000
		}) {
			return // no text, or no text that YAML can hold
		}
		if len(faults) > 0 || got.Text.Value != text {
			t.Errorf("%q became %q: %v", text, got.Text.Value, faults)
		}
	})
}
