package engine_test

import (
	"slices"
	"testing"

	"sportello/engine"
)

const following = `
contract:
  type: object
  properties:
    nome: { type: string, title: Nome }
    figli: { type: integer, title: Figli }
    quota: { type: integer, title: Quota }
    motivo: { type: string, title: Motivo }
    saluto: { type: string, title: Saluto }
    dopo: { type: string, title: Dopo }
    nucleo:
      type: array
      title: Nucleo
      maxItems: 3
      items: { type: object, properties: { eta: { type: integer, title: Età }, nota: { type: string, title: Nota } } }
values:
  anni: sum(nucleo, .eta)
pages:
  - page: uno
    title: Uno
    fields:
      - field: nome
      - field: figli
      - { field: motivo, when: figli > 3 }
      - list: nucleo
        fields: [ { field: eta }, { field: nota } ]
      - { field: quota, when: anni > 100 }
  - page: due
    title: Due
    fields: [ { field: saluto, label: "Ciao {nome|a te}" }, { field: dopo, when: motivo == "x" } ]
`

// Followed are the fields that something on their own page reads, also through
// a value; not those that only later pages read.
func TestFollowed(t *testing.T) {
	d := sit(t, following)
	s := d.edit("uno", "add:nucleo")
	var got []string
	var collect func([]engine.ItemState)
	collect = func(items []engine.ItemState) {
		for _, i := range items {
			if i.Followed {
				got = append(got, i.Path)
			}
			collect(i.Items)
		}
	}
	collect(s.Items)
	if want := []string{"figli", "nucleo", "nucleo.0.eta"}; !slices.Equal(got, want) {
		t.Errorf("followed are %v, not %v", got, want)
	}
}
