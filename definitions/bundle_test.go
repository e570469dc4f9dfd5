package definitions_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	. "sportello/definitions"
)

const blockText = `block: persona
version: "1"
title: Persona
data: { paesi: { file: data/paesi.csv, key: codice, columns: { codice: { type: text }, nome: { type: text } } } }
contract: { type: object, properties: { nome: { type: string, title: Nome }, residenza: { $ref: indirizzo@1 } } }
fields: [{ field: nome }, { block: residenza }]
`

const innerText = `block: indirizzo
version: "1"
title: %s
contract: { type: object, properties: { via: { type: string, title: Via } } }
fields: [{ field: via }]
`

func shelf() (service, shared fstest.MapFS) {
	text := strings.Replace(library, "    nome:", "    chi: { $ref: persona@1 }\n    nome:", 1) +
		"data:\n  comuni: { use: comuni@2024 }\n  sedi: { file: data/sedi.csv, key: id, columns: { id: { type: text }, via: { type: text } } }\n" +
		"  vie: { file: data/sedi.csv, key: via, columns: { id: { type: text }, via: { type: text } } }\n"
	return files(map[string]string{
			"service.yaml":                  text,
			"data/sedi.csv":                 "\ufeffid,via\n1,\"Via Roma,\ninterno 2\"\n2,Via Pisa\n",
			"scenarios/uno.yaml":            "scenario: uno",
			"blocks/indirizzo@1/block.yaml": fmt.Sprintf(innerText, "del servizio"),
		}), files(map[string]string{
			"blocks/persona@1/block.yaml":     blockText,
			"blocks/persona@1/data/paesi.csv": "nome,codice\nItalia,IT\n",
			"blocks/indirizzo@1/block.yaml":   fmt.Sprintf(innerText, "della biblioteca"),
			"blocks/altro@1/block.yaml":       "never read",
			"data/comuni@2024/table.yaml":     "file: table.csv\nkey: codice\ncolumns: { codice: { type: text } }\n",
			"data/comuni@2024/table.csv":      "codice\nG702\n",
		})
}

func files(texts map[string]string) fstest.MapFS {
	all := fstest.MapFS{}
	for name, text := range texts {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func names(b Bundle) map[string]bool {
	all := map[string]bool{}
	for name := range b {
		all[name] = true
	}
	return all
}

func TestServiceTakesFromTheLibrary(t *testing.T) {
	loaded, faults := ReadService(shelf())
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := map[string]bool{
		"service.yaml": true, "data/sedi.csv": true, "blocks/indirizzo@1/block.yaml": true,
		"library/blocks/persona@1/block.yaml": true, "library/blocks/persona@1/data/paesi.csv": true,
		"library/data/comuni@2024/table.yaml": true, "library/data/comuni@2024/table.csv": true,
	}
	if diff := cmp.Diff(want, names(loaded.Bundle)); diff != "" {
		t.Errorf("the bundle: -want +got\n%s", diff)
	}
	if got := loaded.Blocks["indirizzo@1"]; got == nil || got.Title.Value != "del servizio" {
		t.Errorf("the service's own block goes before the library's: %+v", got)
	}
	sets := loaded.Service.Data
	sedi := loaded.TableOf(".", sets[1].Value)
	if sedi == nil || len(sedi.Rows) != 2 || sedi.Rows[1].Line != 4 || sedi.Rows[0].Cells[1] != "Via Roma,\ninterno 2" {
		t.Errorf("sedi: %+v", sedi)
	}
	if vie := loaded.TableOf(".", sets[2].Value); vie == nil || vie.Set.Key.Value != "via" {
		t.Errorf("the same file under another key: %+v", vie)
	}
	if comuni := loaded.TableOf(".", sets[0].Value); comuni == nil || comuni.Set.Key.Value != "codice" {
		t.Errorf("comuni: %+v", comuni)
	}
	persona := loaded.Blocks["persona@1"]
	if paesi := loaded.TableOf(persona.Dir, persona.Data[0].Value); paesi == nil || paesi.Columns[0] != "nome" {
		t.Errorf("paesi: %+v", paesi)
	}
}

func TestBundleIsReadAgain(t *testing.T) {
	first, _ := ReadService(shelf())
	again, faults := ReadBundle(first.Bundle)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if diff := cmp.Diff(first, again, cmpopts.IgnoreUnexported(Table{})); diff != "" {
		t.Error(diff)
	}
}

func TestHashTellsBundlesApart(t *testing.T) {
	base := Bundle{"a": []byte("1"), "b": []byte("2")}
	if got := (Bundle{"b": []byte("2"), "a": []byte("1")}).Hash(); got != base.Hash() || len(got) != 64 {
		t.Errorf("the same files, another hash: %s", got)
	}
	for _, other := range []Bundle{
		{}, {"a": []byte("1")}, {"a": []byte("1"), "b": []byte("3")}, {"a": []byte("1"), "c": []byte("2")},
		{"a": []byte("1b"), "": []byte("2")}, {"a": []byte("2"), "b": []byte("1")},
	} {
		if other.Hash() == base.Hash() {
			t.Errorf("%q has the same hash", other)
		}
	}
}

func TestServiceWithoutFiles(t *testing.T) {
	_, faults := ReadService(fstest.MapFS{}, nil)
	if len(faults) != 1 || faults[0].Code != CodeNoFile {
		t.Errorf("%v", faults)
	}
}

func TestTablesEnd(t *testing.T) {
	text := library + "data:\n  t: { file: t.csv, key: a, columns: { a: { type: text } } }\n"
	var rows strings.Builder
	rows.WriteString("a\n")
	for i := range MaxTableRows + 1 {
		fmt.Fprintln(&rows, i)
	}
	loaded, faults := ReadService(files(map[string]string{"service.yaml": text, "t.csv": rows.String()}), nil)
	if len(faults) != 1 || faults[0].Code != CodeTooMany || len(loaded.Tables["t.csv"].Rows) != MaxTableRows {
		t.Errorf("%v", faults)
	}
}

func TestProfile(t *testing.T) {
	content, err := os.ReadFile("testdata/profile.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, faults := ReadProfile("profile.yaml", content)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	month, day := p.Holiday()
	zone, err := p.Location()
	if month != 6 || day != 17 || err != nil || zone.String() != "Europe/Rome" || p.Languages[0].Value != "it" {
		t.Errorf("%v %v %v %v %v", month, day, zone, err, p.Languages)
	}
	if office, ok := p.Office("urp"); !ok || office.Name.Value != "Ufficio relazioni con il pubblico" {
		t.Errorf("%+v", office)
	}
	values, _ := p.Parameters.Find("accesso-atti")
	if bollo, _ := values.Find("bollo"); bollo.Value != Number("16.00") {
		t.Errorf("bollo is %v", bollo.Value)
	}
}

func TestEmptyProfileTellsAllThatIsMissing(t *testing.T) {
	_, faults := ReadProfile("profile.yaml", []byte("contacts: {}\nlinks: {}\n"))
	missing := 0
	for _, f := range faults {
		if f.Code == CodeMissingKey {
			missing++
		}
	}
	if missing < 20 {
		t.Errorf("%d told: %v", missing, faults)
	}
}

func TestParams(t *testing.T) {
	values, faults := ReadParams("params.yaml", []byte("accesso-atti:\n  bollo: 16.00\n  chiusura: null\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	bollo, _ := values["accesso-atti"].Find("bollo")
	chiusura, given := values["accesso-atti"].Find("chiusura")
	if bollo.Value != Number("16.00") || !given || chiusura.Value != nil || !chiusura.Given() {
		t.Errorf("%+v", values)
	}
	if _, faults := ReadParams("params.yaml", []byte("- a\n")); len(faults) != 1 || faults[0].Code != CodeShape {
		t.Errorf("%v", faults)
	}
}

func BenchmarkReadService(b *testing.B) {
	var text strings.Builder
	text.WriteString("service: lunga\nedition: \"1\"\ntitle: Lunga\ncontract:\n  type: object\n  properties:\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "    campo_%d: { type: string, title: Campo %d, maxLength: 80 }\n", i, i)
	}
	text.WriteString("pages:\n")
	for i := range 1000 {
		if i%5 == 0 {
			fmt.Fprintf(&text, "  - page: pagina-%d\n    title: Pagina %d\n    when: { field: campo_%d, is_not: x }\n    fields:\n", i, i, i)
		}
		fmt.Fprintf(&text, "      - { field: campo_%d, when: 'campo_%d == \"a\" or campo_%d == \"b\"', required: yes }\n", i, i, i)
	}
	bundle := Bundle{"service.yaml": []byte(text.String())}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, faults := ReadBundle(bundle); len(faults) > 0 {
			b.Fatal(faults)
		}
	}
}
