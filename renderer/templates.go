package renderer

import (
	"embed"
	"fmt"
	"html/template"
	"strings"
	"text/template/parse"

	"sportello/renderer/locale"
)

//go:embed templates
var sources embed.FS

// parseAll reads all templates there are, with the words of a language and,
// unless it is nil, what a municipality decides.
func parseAll(assets *Assets, w locale.Words, m *Municipality) (*template.Template, error) {
	set, err := parseShared(assets)
	if err != nil {
		return nil, err
	}
	same := constantsOf(w, assets)
	same.fold(set)
	if err := foldParts(set, wordParts, w); err != nil {
		return nil, err
	}
	if m != nil {
		if err := foldParts(set, townParts, Frame{Lang: w.Lang(), Municipality: *m}); err != nil {
			return nil, err
		}
	}
	for _, name := range Names() {
		if err := addScreen(set, name); err != nil {
			return nil, fmt.Errorf("renderer: %s: %w", name, err)
		}
	}
	same.fold(set)
	return set, nil
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

// addScreen adds the templates of one screen. Those that fill blocks of the
// layout are named after the screen, and so is a layout that calls them.
func addScreen(set *template.Template, name string) error {
	source, err := sources.ReadFile("templates/pages/" + name + ".html")
	if err != nil {
		return err
	}
	trees, file := map[string]*parse.Tree{}, parse.New(name)
	file.Mode = parse.SkipFuncCheck // quick knows them
	if _, err := file.Parse(string(source), "", "", trees); err != nil {
		return err
	}
	delete(trees, name) // what stands outside of all templates
	own := set.Lookup("layout").Tree.Copy()
	for block, tree := range trees {
		as := block
		if rename(own.Root, block, name+"/"+block) {
			as = name + "/" + block
		}
		if _, err := set.AddParseTree(as, tree); err != nil {
			return err
		}
	}
	_, err = set.AddParseTree(name+"/layout", own)
	return err
}

// rename lets the nodes of a list call another template, and reports whether
// any called the one.
func rename(l *parse.ListNode, from, to string) (any bool) {
	for _, n := range l.Nodes {
		if call, ok := n.(*parse.TemplateNode); ok && call.Name == from {
			call.Name, any = to, true
		}
	}
	return any
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
