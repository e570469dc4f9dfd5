package renderer

import (
	"html/template"
	"io"

	"sportello/renderer/locale"
)

// Slow renders views with html/template itself, in one language.
type Slow struct{ set *template.Template }

func NewSlow(assets *Assets, lang string) (*Slow, error) {
	set, err := parseAll(assets, locale.For(lang), nil)
	return &Slow{set}, err
}

func (s *Slow) Render(w io.Writer, name string, view View) error {
	return s.set.ExecuteTemplate(w, name+"/layout", view)
}

// Foreign is the last step of rendering.
var Foreign = foreign
