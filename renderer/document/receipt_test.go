package document_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sportello/renderer"
	"sportello/renderer/document"
	"sportello/renderer/gallery"
	"sportello/renderer/locale"
)

func fonts(t testing.TB) *document.Fonts {
	t.Helper()
	assets, err := renderer.LoadAssets()
	must(t, err)
	f, err := document.LoadFonts(assets)
	must(t, err)
	return f
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// long is a receipt over many pages, with an answer that is longer than one.
func long(lang string) renderer.Receipt {
	view := gallery.Receipt(lang)
	var lines []renderer.Line
	for i := range 120 {
		lines = append(lines, renderer.Line{Label: fmt.Sprintf("Domanda numero %d, con parole che vanno a capo", i), Text: []string{"Così è: č ž š đ ß à ü € – l’altro", "Secondo paragrafo"}})
	}
	lines = append(lines, renderer.Line{Label: "Racconto", Text: []string{strings.Repeat("Parole e ancora parole, senza fine. ", 300)}}, renderer.Line{Label: "Niente"})
	view.Summary = append(view.Summary, renderer.Section{Title: "Una pagina lunga", Level: 3, Lines: lines})
	for i := range 12 {
		view.Paper.Attached = append(view.Paper.Attached, renderer.Attached{Name: fmt.Sprintf("allegato-%d.pdf", i), About: "1 MB", SHA256: strings.Repeat("ab", 32)})
	}
	return view
}

// written is a document in a file, for the tools that look at it.
func written(t *testing.T, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ricevuta.pdf")
	must(t, os.WriteFile(file, content, 0o600))
	return file
}

// told is what a tool tells of a file.
func told(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestSameBytes(t *testing.T) {
	f := fonts(t)
	first, err := f.Receipt(long("it"))
	must(t, err)
	for range 3 {
		again, err := f.Receipt(long("it"))
		must(t, err)
		if !bytes.Equal(first, again) {
			t.Fatal("the same receipt has other bytes")
		}
	}
}

// Every language's words come out as they are written, and nothing is broken.
func TestEveryLanguage(t *testing.T) {
	f := fonts(t)
	for _, lang := range locale.Languages() {
		t.Run(lang, func(t *testing.T) {
			content, err := f.Receipt(gallery.Receipt(lang))
			must(t, err)
			file := written(t, content)
			if out := told(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors found") {
				t.Error(out)
			}
			words := told(t, "pdfinfo", "-struct-text", file)
			w := locale.For(lang)
			for _, key := range []string{"paper.title", "paper.terms", "receipt.responsible", "paper.remedies", "receipt.answers"} {
				if !strings.Contains(words, w.Text(key, nil)) {
					t.Errorf("no %q", w.Text(key, nil))
				}
			}
			if info := told(t, "pdfinfo", file); !strings.Contains(info, "Tagged:          yes") {
				t.Error(info)
			}
		})
	}
}

// On paper stands all that the page says of the order and of what was decided.
func TestOrderPlaceAndScores(t *testing.T) {
	view := gallery.Receipt("it")
	view.Received, view.Number, view.Quota, view.Place = "2 marzo 2026 alle 10:29:58", "123", "Posti al corso", "Lista d'attesa: 7"
	view.Scores = &renderer.Costs{Title: "Punteggio", Parts: []renderer.CostLine{{Title: "Residenza", Amount: "3"}}, Total: "41"}
	content, err := fonts(t).Receipt(view)
	must(t, err)
	words := told(t, "pdfinfo", "-struct-text", written(t, content))
	for _, want := range []string{
		"Arrivata il", view.Received, "Numero di registrazione", "123", view.Quota, view.Place, "Punteggio", "Residenza", "41",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in\n%s", want, words)
		}
	}
}

// What the font does not have is replaced by what is nearest, and everything
// that European languages of the Union write in Latin letters it has.
func TestCharacters(t *testing.T) {
	view := gallery.Receipt("it")
	view.Service = "àèéìòùçñßøåæþ čđšžćłńęąśźż őűěřůťď ģķļņ āēīū ğıİş ẽ – “€”, 中 Ж"
	content, err := fonts(t).Receipt(view)
	must(t, err)
	words := told(t, "pdfinfo", "-struct-text", written(t, content))
	if want := "àèéìòùçñßøåæþ čđšžćłńęąśźż őűěřůťď ģķļņ āēīū ğıİş e – “€”, ? ?"; !strings.Contains(words, want) {
		t.Errorf("the service is written\n%s\nwant\n%s", words, want)
	}
}

// A document is made of what the citizen wrote: nothing they write breaks it.
func FuzzReceipt(f *testing.F) {
	f.Add("Maria", "Due righe\nqui")
	f.Add("(\\)<<>> endobj", "\nxref\n0 3\nstream\n")
	f.Add("", strings.Repeat("a", 3000))
	set := fonts(f)
	f.Fuzz(func(t *testing.T, label, says string) {
		view := gallery.Receipt("it")
		view.Summary = []renderer.Section{{Title: label, Level: 3, Lines: []renderer.Line{{Label: label, Text: []string{says}}}}}
		content, err := set.Receipt(view)
		must(t, err)
		read(t, content)
	})
}
