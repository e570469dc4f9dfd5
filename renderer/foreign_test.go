package renderer

import (
	"strings"
	"testing"
)

func TestForeignWordsAreMarked(t *testing.T) {
	for marked, want := range map[string]string{
		`<p>Motivo</p>`:                                     `<p>Motivo</p>`,
		`<p>⟪Motivo⟫</p>`:                                   `<p lang="it">Motivo</p>`,
		`<p class="a > b">⟪Motivo⟫</p>`:                     `<p class="a > b" lang="it">Motivo</p>`,
		`<p>Entfernen: ⟪Motivo⟫!</p>`:                       `<p>Entfernen: <span lang="it">Motivo</span>!</p>`,
		`<p>⟪Motivo⟫ <b>x</b></p>`:                          `<p><span lang="it">Motivo</span> <b>x</b></p>`,
		`<input value="⟪Pisa⟫">`:                            `<input value="Pisa" lang="it">`,
		`<input aria-label="Entfernen: ⟪Pisa⟫">`:            `<input aria-label="Entfernen: Pisa">`,
		`<input placeholder="⟪a &gt; b⟫" required><p>x</p>`: `<input placeholder="a &gt; b" required lang="it"><p>x</p>`,
		`<option>⟪Pisa⟫</option>`:                           `<option lang="it">Pisa</option>`,
		`<title>⟪Accesso⟫ – Gemeinde</title><p>x</p>`:       `<title>Accesso – Gemeinde</title><p>x</p>`,
		`<script type="x">{"name":"⟪Accesso⟫"}</script>`:    `<script type="x">{"name":"Accesso"}</script>`,
		"<div>⟪<p>Uno <b>due</b></p>\n<ul><li>tre</li></ul>⟫</div><p>quattro</p>": `<div><p><span lang="it">Uno </span><b><span lang="it">due</span></b></p>` + "\n" +
			`<ul><li><span lang="it">tre</span></li></ul></div><p>quattro</p>`,
		`<p lang="it">⟪Motivo⟫</p>`: `<p lang="it">Motivo</p>`,
		`<p>⟪offen</p><p>x⟫</p>`:    `<p><span lang="it">offen</span></p><p><span lang="it">x</span></p>`,
		`<p>⟫nie⟫ offen</p>⟪`:       `<p>nie offen</p>`,
	} {
		page := strings.NewReplacer("⟪", begins, "⟫", ends).Replace(marked)
		if got := string(foreign([]byte(page))); got != want {
			t.Errorf("%s\n got %s\nwant %s", marked, got, want)
		}
	}
}

// What is not one of the marks stays, whatever the page.
func FuzzForeign(f *testing.F) {
	f.Add("<p class=\"x\">" + begins + "a" + ends + "</p>")
	f.Add("<" + begins + "\"")
	f.Fuzz(func(t *testing.T, page string) {
		got := string(foreign([]byte(page)))
		if strings.Contains(got, begins) {
			t.Errorf("%q keeps a mark: %q", page, got)
		}
	})
}
