package renderer

import (
	"fmt"
	"io"
	"sync"

	"sportello/renderer/locale"
	"sportello/renderer/quick"
)

// Renderer writes views as HTML. It is safe for use by many requests at once.
type Renderer struct {
	languages map[string]func() (*quick.Templates, error) // made at first use
	assets    *Assets
}

// New reads the templates. One that cannot be used is a mistake in the program,
// so that it is an error here and never while a citizen waits; those of other
// languages differ from the first by their words alone.
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
	r := &Renderer{languages: map[string]func() (*quick.Templates, error){}, assets: assets}
	for _, lang := range languages {
		r.languages[lang] = sync.OnceValues(func() (*quick.Templates, error) {
			return compileAll(assets, locale.For(lang), m)
		})
	}
	_, err := r.languages[languages[0]]()
	return r, err
}

func compileAll(assets *Assets, w locale.Words, m *Municipality) (*quick.Templates, error) {
	set, err := parseAll(assets, w, m)
	if err != nil {
		return nil, err
	}
	t, err := quick.Compile(set, quick.Language{
		Functions: functions(assets), Choice: showItem, Same: map[string]any{"Words": w},
	})
	if err != nil {
		return nil, fmt.Errorf("renderer: %w", err)
	}
	return t, nil
}

// showItem shows an item by the template of fields/ that its Widget names.
var showItem = quick.Choice{Func: "item", Prefix: "field-", Field: "Widget"}

// Names are the screens there are, as Render knows them.
func Names() []string {
	return []string{"home", "services", "sheet", "terms", "entry", "page", "summary", "stop", "receipt", "waiting", "area", "profile", "correct", "confirm", "message"}
}

// Render writes a view. Nothing is written if it fails, so that the caller can
// still answer with an error page.
func (r *Renderer) Render(w io.Writer, name string, view View) error {
	return r.RenderPart(w, name+"/layout", view)
}

// RenderPart writes one part of a screen: what a script puts in its place.
func (r *Renderer) RenderPart(w io.Writer, part string, view View) error {
	templates, err := r.languages[view.frame().Words().Lang()]()
	if err != nil {
		return err
	}
	err = templates.Execute(part, view, func(written []byte) error {
		_, err := w.Write(foreign(written))
		return err
	})
	if err != nil {
		return fmt.Errorf("renderer: %w", err)
	}
	return nil
}
