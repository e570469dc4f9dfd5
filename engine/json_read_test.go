package engine_test

import (
	"reflect"
	"strings"
	"testing"

	"sportello/engine"
	"sportello/engine/value"
)

// TestDraftsAreReadAsWritten: what a draft holds comes back, whatever signs are
// in it, and written again gives the same bytes.
func TestDraftsAreReadAsWritten(t *testing.T) {
	p := compile(t, longForm(3))
	price, err := value.ParseNumber("-12.5")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "Ada", `"\/`, "Sì, <b>&amp;</b>", "una\nriga\te\u2028\x00", "🦉"} {
		d := engine.Draft{
			Answers: value.Group{"p0": value.Group{"scelta": "si", "nome": text, "importo": price}, "p1": value.Group{"nome": nil}},
			Typed:   map[string]engine.Form{"pagina-2": {"p2.nome": {text, "}{"}}},
			Origins: map[string]engine.Origin{"p0.nome": engine.Followed}, Rows: 3,
		}
		stored, err := p.EncodeDraft(d)
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.DecodeDraft(stored)
		if err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("%q came back as %+v, %v", text, got, err)
		}
		if again, _ := p.EncodeDraft(got); string(again) != string(stored) {
			t.Errorf("%s was written again as %s", stored, again)
		}
	}
}

func TestDraftsOfAnotherShape(t *testing.T) {
	p := compile(t, longForm(3))
	for _, c := range []struct {
		stored string
		want   value.Group
	}{
		{`{"answers": { "p0" : {"nome":"Ada","ignoto":[1,{"a":null}]}, "p9": true } , "rows": 1}`, value.Group{"p0": value.Group{"nome": "Ada"}}},
		{`{"answers":{"p0":{"importo":"molto","scelta":"non più offerta"}}}`, value.Group{"p0": value.Group{"scelta": "non più offerta"}}},
		{`{"answers":{}}`, value.Group{}},
	} {
		if got, err := p.DecodeDraft([]byte(c.stored)); err != nil || !reflect.DeepEqual(got.Answers, c.want) {
			t.Errorf("%s is read as %v, %v", c.stored, got.Answers, err)
		}
	}
	whole := `{"answers":{"p0":{"nome":"A\"da","importo":1.5,"x":[true,null]}},"rows":1}`
	for cut := range whole {
		if _, err := p.DecodeDraft([]byte(whole[:cut])); err == nil {
			t.Errorf("read without complaint: %s", whole[:cut])
		}
	}
	if _, err := p.DecodeAnswers([]byte(`{} {}`)); err == nil || strings.Contains(err.Error(), "{") {
		t.Errorf("two objects: %v", err)
	}
}
