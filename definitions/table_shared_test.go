package definitions_test

import (
	"runtime"
	"testing"
	"testing/fstest"

	. "sportello/definitions"
)

const colours = "service: colori\nedition: \"1\"\ntitle: Colori\npages: []\ncontract: { type: object }\ndata: { colori: { use: colori@1 } }\n"

func paintBox(rows string) fstest.MapFS {
	return fstest.MapFS{
		"data/colori@1/table.yaml": {Data: []byte("title: Colori\nkey: nome\ncolumns: { nome: { type: text } }\nsource: prova\nlicence: CC0\n")},
		"data/colori@1/table.csv":  {Data: []byte("nome\n" + rows)},
	}
}

func paint(t *testing.T, library fstest.MapFS) *Table {
	t.Helper()
	loaded, faults := ReadService(fstest.MapFS{"service.yaml": {Data: []byte(colours)}}, library)
	table := loaded.Tables["library/data/colori@1/table.csv"]
	if table == nil {
		t.Fatal(faults)
	}
	return table
}

func TestATableOfTheLibraryIsReadOnce(t *testing.T) {
	first, again := paint(t, paintBox("rosso\n")), paint(t, paintBox("rosso\n"))
	other := paint(t, paintBox("rosso\nblu\n"))
	if first != again {
		t.Error("two services have two tables of the same files")
	}
	if first == other || len(other.Rows) != 2 {
		t.Error("a table with other rows is another table")
	}
	made := 0
	count := func() any { made++; return made }
	if first.Once("a", count) != 1 || again.Once("a", count) != 1 || other.Once("a", count) != 2 || first.Once("b", count) != 3 {
		t.Errorf("things were made %d times", made)
	}
}

func TestATableThatNobodyUsesIsForgotten(t *testing.T) {
	made := 0
	count := func() any { made++; return made }
	paint(t, paintBox("verde\n")).Once("a", count)
	runtime.GC()
	runtime.GC()
	if n := paint(t, paintBox("verde\n")).Once("a", count); n != 2 {
		t.Errorf("the table was kept: %v", n)
	}
}

func TestFaultsOfASharedTableAreToldEachTime(t *testing.T) {
	for range 2 {
		_, faults := ReadService(fstest.MapFS{"service.yaml": {Data: []byte(colours)}}, paintBox("rosso\nrosso\n"))
		found := false
		for _, f := range faults {
			found = found || f.Code == CodeRowKey
		}
		if !found {
			t.Error("the key that is there twice is not told of")
		}
	}
}
