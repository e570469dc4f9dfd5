package explore

import (
	"fmt"
	"strings"

	"sportello/engine/function"
	"sportello/engine/value"
)

// person is somebody whose data agree with each other.
type person struct {
	surname, name, sex string
	birth              value.Date
	code               string // codice fiscale
}

// named is a name with its letters in a codice fiscale.
type named struct{ words, letters string }

var surnames = []named{{"Rossi", "RSS"}, {"Bianchi", "BNC"}, {"Verdi", "VRD"}, {"Esposito", "SPS"}, {"D'Angelo", "DNG"}}

var men = []named{{"Marco", "MRC"}, {"Luca", "LCU"}, {"Paolo", "PLA"}}

var women = []named{{"Maria", "MRA"}, {"Anna", "NNA"}, {"Giulia", "GLI"}}

// personAt is the person whose data stand in a group.
func (t *traveller) personAt(path string) person {
	p, known := t.people[path]
	if !known {
		p = t.newPerson()
		t.people[path] = p
	}
	return p
}

// newPerson draws somebody: mostly adults, now and then a child.
func (t *traveller) newPerson() person {
	years := 18 + t.chance.IntN(60)
	if t.one(3) || t.tries > 2 && t.one(2) {
		years = 1 + t.chance.IntN(17)
	}
	p := person{sex: "M", birth: value.DateOf(t.outside.Now.AddDate(-years, 0, -1-t.chance.IntN(360)))}
	first := men[t.chance.IntN(len(men))]
	day := p.birth.Day
	if t.one(2) {
		p.sex, first = "F", women[t.chance.IntN(len(women))]
		day += 40
	}
	last := surnames[t.chance.IntN(len(surnames))]
	p.surname, p.name = last.words, first.words
	month := "ABCDEHLMPRST"[p.birth.Month-1]
	p.code = closed(fmt.Sprintf("%s%s%02d%c%02dG702", last.letters, first.letters, p.birth.Year%100, month, day))
	return p
}

// closed adds the letter that a codice fiscale ends with.
func closed(code string) string {
	for _, f := range function.Table() {
		if f.Name != "cf_ok" {
			continue
		}
		for _, letter := range strings.Split("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "") {
			if f.Call(function.Context{}, []any{code + letter}) == true {
				return code + letter
			}
		}
	}
	return code
}
