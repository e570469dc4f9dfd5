package renderer

import (
	"embed"
	"fmt"
	"html/template"
	"strings"

	"sportello/renderer/locale"
)

//go:embed templates
var sources embed.FS

// parseAll reads the templates of every screen, with the words of a language
// and, unless it is nil, what a municipality decides.
func parseAll(assets *Assets, w locale.Words, m *Municipality) (map[string]*template.Template, error) {
	same := constantsOf(w, assets)
	base, err := parseShared(assets)
	if err != nil {
		return nil, err
	}
	same.fold(base)
	if m != nil {
		if err := foldParts(base, Frame{Lang: w.Lang(), Municipality: *m}); err != nil {
			return nil, err
		}
	}
	pages := map[string]*template.Template{}
	for _, name := range Names() {
		if pages[name], err = parsePage(base, name); err != nil {
			return nil, err
		}
		same.fold(pages[name])
	}
	return pages, nil
}

// parseShared reads what all screens share: the layout, the parts, the fields.
func parseShared(assets *Assets) (*template.Template, error) {
	items := &itemTemplates{}
	base := template.New("").Funcs(functions(assets)).Funcs(template.FuncMap{"item": items.show})
	t, err := base.ParseFS(sources, "templates/layout.html", "templates/parts/*.html", "templates/fields/*.html")
	if err != nil {
		return nil, fmt.Errorf("renderer: %w", err)
	}
	items.shared = t
	return t, nil
}

// itemTemplates shows an item by the template of fields/ that its Widget names:
// the name of a template in {{template}} cannot be computed.
type itemTemplates struct{ shared *template.Template }

func (t *itemTemplates) show(i Item) (template.HTML, error) {
	var b strings.Builder
	if err := t.shared.ExecuteTemplate(&b, "field-"+i.Widget, i); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // a template has escaped it
}

// parsePage adds the templates of one screen, which fill the blocks of the
// layout, to a copy of the shared ones.
func parsePage(base *template.Template, name string) (*template.Template, error) {
	t, err := base.Clone()
	if err != nil {
		return nil, fmt.Errorf("renderer: %s: %w", name, err)
	}
	if t, err = t.ParseFS(sources, "templates/pages/"+name+".html"); err != nil {
		return nil, fmt.Errorf("renderer: %s: %w", name, err)
	}
	return t, nil
}

// functions are what templates may call.
func functions(assets *Assets) template.FuncMap {
	return template.FuncMap{
		"asset":    assets.URL,
		"markdown": writeMarkdown(newMarkdown()),
		"icon":     iconIn(assets),
		"args":     arguments,
		"t":        func(w locale.Words, key string) string { return w.Text(key, nil) },
		"tel":      func(s string) string { return strings.ReplaceAll(s, " ", "") },
		"add":      func(a, b int) int { return a + b },
		"list":     func(values ...any) []any { return values },
	}
}

// iconIn gives the address of an icon by its name.
func iconIn(assets *Assets) func(name string) string {
	icons := assets.URL("svg/sprites.svg")
	return func(name string) string { return icons + "#it-" + name }
}

// arguments makes named arguments for a text: args "n" 1 "total" 5.
func arguments(pairs ...any) (locale.Args, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("args: a name without a value")
	}
	out := locale.Args{}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("args: %v is not a name", pairs[i])
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}
