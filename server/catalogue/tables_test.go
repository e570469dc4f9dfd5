package catalogue_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sportello/server/catalogue"
)

func TestTablesOfAMunicipality(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	open := func() *catalogue.Service {
		t.Helper()
		found, err := catalogue.Open(catalogue.Sources{Tables: folder}, "accesso-atti")
		if err != nil {
			t.Fatal(err)
		}
		return found[0]
	}
	plain := open().Program.Edition()

	write("accesso-atti/data/tipi-atto.csv", "codice,nome,nome_en,interno\nunico,Documento,Document,no\ncontratto,Contratto,Contract,no\n")
	own := open()
	if own.Program == nil || own.Program.Edition() == plain {
		t.Errorf("another table is the same edition; faults %v", own.Faults)
	}
	write("accesso-atti/data/tipi-atto.csv", "codice,nome,nome_en\nunico,Documento,Document\n")
	if own := open(); own.Program != nil {
		t.Error("a table without a column is taken")
	}
	write("accesso-atti/data/tipi-atto.csv", "codice,nome,nome_en,interno\nunico,Documento,Document,no\ncontratto,Contratto,Contract,no\n")
	write("accesso-atti/service.yaml", "service: altro\n")
	if own := open(); own.Program != nil || len(own.Faults) == 0 || !strings.Contains(own.Faults[0].Message, "service.yaml") {
		t.Errorf("something else than a table is taken: %v", own.Faults)
	}
}
