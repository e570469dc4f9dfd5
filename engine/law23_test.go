package engine_test

import (
	"slices"
	"testing"

	"sportello/engine"
	"sportello/engine/value"
)

const twoPages = `
contract:
  type: object
  required: [nome, numero]
  properties:
    nome: { type: string, title: Nome, maxLength: 10 }
    numero: { type: integer, title: Numero }
    motivo: { type: string, title: Motivo, maxLength: 50 }
    si: { type: boolean, title: Sì? }
    firma: { type: boolean, title: Firma }
    molti: { type: array, title: Molti, maxItems: 3, items: { type: string, enum: [a, b, c] } }
    fine: { type: string, title: Fine, maxLength: 10 }
pages:
  - page: uno
    title: Uno
    fields:
      - field: nome
      - field: numero
      - { field: motivo, when: numero > 3 }
      - field: si
      - { field: firma, as: declaration }
      - field: molti
  - page: due
    title: Due
    fields: [ { field: fine } ]
`

func TestPageThatIsNotValidIsKeptAsTyped(t *testing.T) {
	d := sit(t, twoPages)
	d.accept("uno", "nome=Anna", "numero=2")
	s := d.post("uno", "nome=Annamariaerica", "numero=due virgola 1")
	if got := problemCodes(s.Problems); !slices.Equal(got, []string{"nome: too_long", "numero: type"}) {
		t.Fatal(got)
	}
	again := d.page("uno")
	if raw := item(again.Items, "numero").Raw; !slices.Equal(raw, []string{"due virgola 1"}) {
		t.Errorf("numero is %q", raw)
	}
	if raw := item(again.Items, "nome").Raw; !slices.Equal(raw, []string{"Annamariaerica"}) {
		t.Errorf("nome is %q", raw)
	}
	if d.ends() != "uno" || d.draft.Answers["nome"] != "Anna" {
		t.Error("the page is a gap, and what was accepted stays until another is", d.ends(), d.draft.Answers)
	}
}

func TestAcceptLeavesTheDraftGivenAlone(t *testing.T) {
	d := sit(t, twoPages)
	d.accept("uno", "nome=Anna", "numero=2")
	before := d.draft
	d.accept("uno", "nome=Bea", "numero=3")
	if before.Answers["nome"] != "Anna" {
		t.Error("the draft that another tab holds was changed")
	}
}

func TestUntickedBoxIsNoAndWhatWasNotShownStays(t *testing.T) {
	d := sit(t, twoPages)
	d.accept("uno", "nome=Anna", "numero=2", "si=yes", "firma=yes", "molti=a", "molti=b")
	if s := d.post("uno", "_shown=nome numero", "nome=Bea", "numero=2"); s.Done || !s.Opened {
		t.Error("a page with fields that its form did not show comes back with them", s.Problems)
	}
	is(t, "si as the page comes back", item(d.page("uno").Items, "si").Value, "yes")
	is(t, "firma", d.draft.Answers["firma"], "yes")
	is(t, "si", d.draft.Answers["si"], "yes")
	if molti, _ := d.draft.Answers["molti"].([]any); len(molti) != 2 {
		t.Error("what the form did not show keeps its answer", molti)
	}
	d.accept("uno", "nome=Bea", "numero=2")
	is(t, "firma", d.draft.Answers["firma"], "no")
	is(t, "si", d.answers()["si"], "")
	if molti, _ := d.draft.Answers["molti"].([]any); len(molti) != 0 {
		t.Error("no box is ticked", molti)
	}
}

func TestAnswersThatOpenFieldsAreNoMistake(t *testing.T) {
	d := sit(t, twoPages)
	s := d.post("uno", "nome=Anna", "numero=7")
	if s.Done || !s.Opened || len(s.Problems) != 0 {
		t.Fatalf("done %v, opened %v, problems %v", s.Done, s.Opened, s.Problems)
	}
	if item(d.page("uno").Items, "motivo") == nil {
		t.Fatal("the new field is not shown")
	}
	d.accept("uno", "nome=Anna", "numero=7")
}

func TestWhatIsTypedSurvivesThatItsFieldIsAwayForAWhile(t *testing.T) {
	d := sit(t, twoPages)
	d.post("uno", "nome=Anna", "numero=7")
	d.post("uno", "nome=", "numero=7", "motivo=una lunga storia")
	s := d.post("uno", "nome=Anna", "numero=sette", "motivo=una lunga storia") // a slip: the rule of motivo waits
	if item(d.page("uno").Items, "motivo") != nil || s.Done {
		t.Fatal("motivo is shown though its rule waits")
	}
	d.post("uno", "nome=Anna", "numero=8")
	if raw := item(d.page("uno").Items, "motivo").Raw; !slices.Equal(raw, []string{"una lunga storia"}) {
		t.Errorf("motivo is %q", raw)
	}
}

func TestPageOffThePathIsKeptAsTyped(t *testing.T) {
	d := sit(t, twoPages)
	d.accept("uno", "nome=Anna", "numero=2")
	other := d.form("due", "fine=ciao")
	d.post("uno", "nome=", "numero=2") // another tab: now page one has a gap
	if s := d.send("due", other); s != nil {
		t.Fatal("page two is not on the path", s)
	}
	if d.draft.Answers["fine"] != nil {
		t.Error("a page that is not on the path was accepted")
	}
	d.accept("uno", "nome=Anna", "numero=2")
	if raw := item(d.page("due").Items, "fine").Raw; !slices.Equal(raw, []string{"ciao"}) {
		t.Errorf("fine is %q", raw)
	}
}

const household = `
contract:
  type: object
  required: [capo]
  properties:
    nucleo:
      type: array
      title: Nucleo
      maxItems: 4
      items:
        type: object
        required: [nome]
        properties:
          nome: { type: string, title: Nome, maxLength: 20 }
          redditi:
            type: array
            title: Redditi
            maxItems: 3
            items: { type: object, required: [euro], properties: { euro: { type: integer, title: Euro } } }
          scuola: { type: string, title: Scuola, maxLength: 20 }
    altro: { type: integer, title: Altro, minimum: 10 }
    capo: { type: string, title: Capo }
pages:
  - page: nucleo
    title: Nucleo
    fields:
      - list: nucleo
        row: "{nome|componente}"
        add: Aggiungi
        fields:
          - field: nome
          - list: redditi
            row: Reddito {index}
            add: Aggiungi
            fields: [ { field: euro } ]
          - { attachment: documento, label: Documento }
      - { field: altro, required: no }
  - page: scuola
    title: Scuola
    fields:
      - { each: nucleo, row: "{nome|componente}", fields: [ { field: scuola } ] }
      - { field: capo, options: { from: nucleo, label: "{nome}" } }
`

// three fills the household with three rows, the second with two of redditi.
func three(d *desk) {
	d.t.Helper()
	d.draft.Files = map[string]engine.File{"f1": {ID: "f1", Name: "luca.pdf", MediaType: "application/pdf", Size: 3, SHA256: hash64}}
	d.accept("nucleo", "nucleo.0._id=x1", "nucleo.0.nome=Anna", "nucleo.1._id=x2", "nucleo.1.nome=Bea",
		"nucleo.1.redditi.0._id=y1", "nucleo.1.redditi.0.euro=5", "nucleo.1.redditi.1._id=y2", "nucleo.1.redditi.1.euro=7",
		"nucleo.2._id=x3", "nucleo.2.nome=Luca", "nucleo.2.documento=f1", "altro=10",
		"_shown=nucleo nucleo.0.nome nucleo.0.redditi nucleo.0.documento nucleo.1.nome nucleo.1.redditi nucleo.1.redditi.0.euro nucleo.1.redditi.1.euro nucleo.1.documento nucleo.2.nome nucleo.2.redditi nucleo.2.documento altro")
}

const hash64 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

func rowsOf(t *testing.T, g value.Group, name string) []any {
	t.Helper()
	rows, _ := g[name].([]any)
	return rows
}

func rowAt(t *testing.T, g value.Group, name string, i int) value.Group {
	t.Helper()
	rows := rowsOf(t, g, name)
	if i >= len(rows) {
		t.Fatalf("%s has %d rows", name, len(rows))
	}
	return rows[i].(value.Group)
}

func TestDeletingARowMovesNothing(t *testing.T) {
	d := sit(t, household)
	three(d)
	d.accept("scuola", "nucleo.0._id=x1", "nucleo.1._id=x2", "nucleo.2._id=x3", "nucleo.0.scuola=a", "nucleo.1.scuola=b", "nucleo.2.scuola=c", "capo=x3")
	d.edit("nucleo", "remove:nucleo.0", rawForm(d, "nucleo")...)
	s := d.page("nucleo")
	if len(item(s.Items, "nucleo").Items) != 2 || item(s.Items, "nucleo.0").RowID != "x2" {
		t.Fatal("the first row is not gone")
	}
	d.accept("nucleo", rawForm(d, "nucleo")...)
	luca := rowAt(t, d.answers(), "nucleo", 1)
	is(t, "Luca's name", luca["nome"], "Luca")
	is(t, "Luca's school, asked on a later page", luca["scuola"], "c")
	is(t, "who is head", d.answers()["capo"], "x3")
	if files := rowsOf(t, luca, "documento"); len(files) != 1 {
		t.Error("Luca's file is not his any more", luca)
	}
	bea := rowAt(t, d.answers(), "nucleo", 0)
	is(t, "Bea's second income", rowAt(t, bea, "redditi", 1)["euro"], "7")
	if d.ends() != "" {
		t.Error("the path ends at", d.ends())
	}
}

func TestDeletingTheRowThatIsReferredToIsAGap(t *testing.T) {
	d := sit(t, household)
	three(d)
	d.accept("scuola", "capo=x2")
	d.edit("nucleo", "remove:nucleo.1", rawForm(d, "nucleo")...)
	d.accept("nucleo", rawForm(d, "nucleo")...)
	if d.ends() != "scuola" {
		t.Fatal("the path ends at", d.ends())
	}
	if got := problemCodes(d.page("scuola").Problems); !slices.Equal(got, []string{"capo: option"}) {
		t.Error(got)
	}
}

func TestRowsAreAddedWithoutValidatingTheRest(t *testing.T) {
	d := sit(t, household)
	s := d.edit("nucleo", "add:nucleo", "altro=3")
	if len(s.Problems) != 0 || len(item(s.Items, "nucleo").Items) != 1 {
		t.Fatal("a row and no problems", s.Problems)
	}
	if raw := item(s.Items, "altro").Raw; !slices.Equal(raw, []string{"3"}) {
		t.Errorf("altro is %q", raw)
	}
	s = d.edit("nucleo", "add:nucleo.0.redditi", rawForm(d, "nucleo")...)
	if len(item(s.Items, "nucleo.0.redditi").Items) != 1 || len(s.Problems) != 0 {
		t.Fatal("a nested row and no problems", s.Problems)
	}
	if s = d.post("nucleo", rawForm(d, "nucleo")...); len(s.Problems) != 3 {
		t.Error("sent, it is judged", problemCodes(s.Problems))
	}
}

func TestIdsOfRowsDoNotComeBack(t *testing.T) {
	d := sit(t, household)
	first := item(d.edit("nucleo", "add:nucleo").Items, "nucleo.0").RowID
	d.edit("nucleo", "remove:nucleo.0", rawForm(d, "nucleo")...)
	second := item(d.edit("nucleo", "add:nucleo", rawForm(d, "nucleo")...).Items, "nucleo.0").RowID
	if first == "" || first == second {
		t.Errorf("the ids are %q and %q", first, second)
	}
}

func TestTwoRowsOfOneIdAreTwoRows(t *testing.T) {
	d := sit(t, household)
	d.accept("nucleo", "_shown=nucleo nucleo.0.nome nucleo.1.nome nucleo.0.redditi nucleo.1.redditi nucleo.0.documento nucleo.1.documento altro",
		"nucleo.0._id=r1", "nucleo.0.nome=Anna", "nucleo.1._id=r1", "nucleo.1.nome=Bea")
	a, b := rowAt(t, d.answers(), "nucleo", 0), rowAt(t, d.answers(), "nucleo", 1)
	if a[value.RowID] == b[value.RowID] || a["nome"] != "Anna" || b["nome"] != "Bea" {
		t.Error(a, b)
	}
}

// rawForm gives a page as its form would post it, unchanged.
func rawForm(d *desk, page string) []string {
	var out []string
	var collect func([]engine.ItemState)
	collect = func(items []engine.ItemState) {
		for _, i := range items {
			switch i.Kind {
			case engine.RowItem:
				out = append(out, i.Path+"._id="+i.RowID)
			case engine.FieldItem:
				for _, raw := range i.Raw {
					out = append(out, i.Path+"="+raw)
				}
			}
			collect(i.Items)
		}
	}
	collect(d.page(page).Items)
	return out
}
