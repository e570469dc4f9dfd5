package renderer

import (
	"bytes"
	"fmt"
	"html/template"
	"io"

	"sportello/renderer/locale"
)

// Renderer writes views as HTML. It is safe for use by many requests at once.
type Renderer struct {
	pages  map[string]map[string]*template.Template // by language and name
	assets *Assets
}

// New parses the templates. A template that does not parse is a mistake in the
// program, so that it is an error here and never while a citizen waits.
func New(assets *Assets) (*Renderer, error) { return newRenderer(assets, nil, locale.Languages()) }

// NewPseudo is New for the pseudo-language alone, for development.
func NewPseudo(assets *Assets) (*Renderer, error) {
	return newRenderer(assets, nil, []string{locale.Pseudo})
}

// NewFor is New for the views of one municipality: what it alone decides of a
// screen is written once.
func NewFor(assets *Assets, m Municipality) (*Renderer, error) {
	return newRenderer(assets, &m, locale.Languages())
}

func newRenderer(assets *Assets, m *Municipality, languages []string) (*Renderer, error) {
	pages := map[string]map[string]*template.Template{}
	for _, lang := range languages {
		var err error
		if pages[lang], err = parseAll(assets, locale.For(lang), m); err != nil {
			return nil, err
		}
	}
	return &Renderer{pages: pages, assets: assets}, nil
}

// Names are the screens there are, as Render knows them.
func Names() []string {
	return []string{"home", "services", "sheet", "terms", "entry", "page", "summary", "stop", "receipt", "waiting", "area", "profile", "correct", "confirm", "message"}
}

// usualSize is what most screens fit in, in bytes.
const usualSize = 32 << 10

// Render writes a view. Nothing is written if it fails, so that the caller can
// still answer with an error page.
func (r *Renderer) Render(w io.Writer, name string, view View) error {
	return r.RenderPart(w, name, "layout", view)
}

// RenderPart writes one part of a screen: what a script puts in its place.
func (r *Renderer) RenderPart(w io.Writer, name, part string, view View) error {
	t, ok := r.pages[view.frame().Words().Lang()][name]
	if !ok {
		return fmt.Errorf("renderer: no screen is called %q", name)
	}
	var b bytes.Buffer
	b.Grow(usualSize)
	if err := t.ExecuteTemplate(&b, part, view); err != nil {
		return fmt.Errorf("renderer: %s: %w", name, err)
	}
	_, err := w.Write(foreign(b.Bytes()))
	return err
}
