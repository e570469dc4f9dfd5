package definitions

import (
	"strings"
	"testing"
)

const wholeSheet = `sheet:
  category: Cultura e tempo libero
  topics: [Tempo libero]
  summary: Un servizio.
  audience: Tutti.
  how: Compila.
  needed: [Niente]
  result: Una prova.
  timing: Subito.
  days: param.giorni
  office: urp
  terms: Nessuna.
`

// serviceWith is a service with a sheet, or without for "".
func serviceWith(t *testing.T, sheet string) *Service {
	t.Helper()
	s := &Service{}
	text := "service: prova\nedition: \"1\"\ntitle: Una prova\npages: []\ndeadlines: [{ id: fine, title: Fine, date: today }]\n" + sheet
	if faults := Decode("service.yaml", []byte(text), s); faults.Blocking() {
		t.Fatal(faults)
	}
	return s
}

func TestAWholeSheetIsPublished(t *testing.T) {
	if faults := Unpublishable(serviceWith(t, wholeSheet)); len(faults) > 0 {
		t.Error(faults)
	}
}

// Each line that is taken away, and each word that is not the model's, keeps a
// service from being published.
func TestAnIncompleteSheetIsNot(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(wholeSheet), "\n")[1:] {
		key, _, _ := strings.Cut(strings.TrimSpace(line), ":")
		faults := Unpublishable(serviceWith(t, strings.Replace(wholeSheet, line+"\n", "", 1)))
		if len(faults) != 1 || !faults.Blocking() || !strings.Contains(faults[0].Message, "no "+key) {
			t.Errorf("without %s: %v", key, faults)
		}
	}
	for wrong, advice := range map[string]string{
		"category: Cultura e tempo libera": `"Cultura e tempo libero"`,
		"topics: [Tempo libbero]":          `"Tempo libero"`,
	} {
		key, _, _ := strings.Cut(wrong, ":")
		at := strings.Index(wholeSheet, key)
		end := at + strings.Index(wholeSheet[at:], "\n")
		faults := Unpublishable(serviceWith(t, wholeSheet[:at]+wrong+wholeSheet[end:]))
		if len(faults) != 1 || !strings.Contains(faults[0].Advice, advice) {
			t.Errorf("%s: %v", wrong, faults)
		}
	}
	long := strings.Replace(wholeSheet, "Un servizio.", strings.Repeat("à", 161), 1)
	if faults := Unpublishable(serviceWith(t, long)); len(faults) != 1 {
		t.Errorf("a summary of 161 characters: %v", faults)
	}
}

func TestAServiceBeingTriedIsOnlyWarnedOf(t *testing.T) {
	faults := Unpublishable(serviceWith(t, ""))
	if len(faults) != 1 || faults.Blocking() {
		t.Error(faults)
	}
}

func TestWhatCostsSaysSo(t *testing.T) {
	s := serviceWith(t, wholeSheet)
	s.Fees = &Total{}
	if faults := Unpublishable(s); len(faults) != 1 || !strings.Contains(faults[0].Message, "costs") {
		t.Error(faults)
	}
}
