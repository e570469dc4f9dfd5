package oidc

import (
	"encoding/json"
	"maps"
	"testing"
)

func TestAttributes(t *testing.T) {
	for _, c := range []struct {
		name, said string
		own        map[string]string
		want       map[string]string
	}{
		{"SPID", `{"family_name":" De  Luca ","given_name":"Niccolò","https://attributes.eid.gov.it/fiscal_number":"TINIT-dlcncl99m05h501p",
			"birthdate":"1999-08-05","gender":"male","place_of_birth":{"locality":"h501","country":"IT"},"email":"n@example.org",
			"phone_number":"+39 333 123.45.67","https://attributes.eid.gov.it/e_delivery_service":"n@pec.example.org"}`, nil,
			map[string]string{"cognome": "De Luca", "nome": "Niccolò", "codice_fiscale": "DLCNCL99M05H501P", "data_nascita": "1999-08-05",
				"sesso": "M", "luogo_nascita": "H501", "email": "n@example.org", "cellulare": "+393331234567", "pec": "n@pec.example.org"}},
		{"CIE", `{"family_name":"ROSSI","given_name":"MARIA","fiscal_number":"TINIT-RSSMRA83L44G702U","birthdate":"04/07/1983"}`,
			map[string]string{"codice_fiscale": "fiscal_number"},
			map[string]string{"cognome": "ROSSI", "nome": "MARIA", "codice_fiscale": "RSSMRA83L44G702U", "data_nascita": "1983-07-04"}},
		{"a gateway with lists and names of its own", `{"spid":{"attributes.v2":{"cf":["RSSMRA83L44G702U"]}},"sex":"F","born":19830704}`,
			map[string]string{"codice_fiscale": "spid.attributes.v2.cf", "sesso": "sex", "data_nascita": "born"},
			map[string]string{"codice_fiscale": "RSSMRA83L44G702U", "sesso": "F", "data_nascita": "1983-07-04"}},
		{"what is not understood is left out", `{"family_name":{"a":1},"given_name":null,"https://attributes.eid.gov.it/fiscal_number":"IT/DE/123",
			"birthdate":"luglio","gender":"x","place_of_birth":{"locality":"Pisa"},"email":"Marco <m@example.org>","phone_number":"casa"}`, nil,
			map[string]string{}},
		{"nothing", `{}`, nil, map[string]string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var said claims
			if err := json.Unmarshal([]byte(c.said), &said); err != nil {
				t.Fatal(err)
			}
			if got := New(Config{Claims: c.own}).attributes(said); !maps.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

func TestLevels(t *testing.T) {
	p := New(Config{Levels: map[string]string{"2": "urn:gateway:substantial"}})
	for class, want := range map[string]string{
		"urn:gateway:substantial": "2", "https://www.spid.gov.it/SpidL3": "3", "https://www.spid.gov.it/SpidL2": "",
		"1": "1", "4": "", "": "",
	} {
		if got := p.level(class); got != want {
			t.Errorf("%q is level %q, want %q", class, got, want)
		}
	}
}
