package definitions

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Reference gives the reference of every key, in Markdown, made from the same
// tags as the reader.
func Reference() []byte {
	r := reference{known: map[reflect.Type]bool{}}
	r.out.WriteString("# Reference of the keys\n\n")
	r.out.WriteString("Every key that a definition may have, from the reader's own tables: any other is a fault. [The language](language.md) teaches how they fit together. **Bold** keys must be there. A *rule* is in the rule language or a condition as data; a *value* is anything YAML can hold; *text* is for people, a *word* is a name, a type or a path. A list marked *or one* may be written as a single value.\n")
	for _, file := range []struct {
		name string
		top  reflect.Type
	}{
		{"service.yaml", reflect.TypeFor[Service]()},
		{"contract.yaml", reflect.TypeFor[Schema]()},
		{"block.yaml", reflect.TypeFor[Block]()},
		{"i18n/<language>.yaml", reflect.TypeFor[Translation]()},
		{"the municipality's profile", reflect.TypeFor[Profile]()},
	} {
		fmt.Fprintf(&r.out, "\n## In %s\n", words(file.name))
		r.known[reflect.TypeFor[Schema]()] = file.top != reflect.TypeFor[Schema]() // it has a section of its own
		r.reach(file.top)
	}
	r.faults()
	return r.out.Bytes()
}

// ReferenceOf gives the reference of the keys of any file that Decode reads, in
// Markdown.
func ReferenceOf(heading, intro string, file any) []byte {
	r := reference{known: map[reflect.Type]bool{}}
	fmt.Fprintf(&r.out, "# %s\n\n%s\n", heading, intro)
	r.reach(reflect.TypeOf(file))
	return r.out.Bytes()
}

// reference writes each struct once, those that it leads to after it.
type reference struct {
	out   bytes.Buffer
	known map[reflect.Type]bool
}

func (r *reference) reach(t reflect.Type) {
	t = element(t)
	if r.known[t] || basicWord(t) != "" {
		return
	}
	r.known[t] = true
	k := keysOf(t)
	r.section(t, k)
	for _, w := range k.keys {
		r.reach(w.typ)
	}
}

// element takes pointers, lists and maps off a type.
func element(t reflect.Type) reflect.Type {
	switch {
	case isMap(t):
		return element(entryType(t))
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice:
		return element(t.Elem())
	}
	return t
}

func (r *reference) section(t reflect.Type, k keyed) {
	kinds := len(k.kinds()) > 0
	fmt.Fprintf(&r.out, "\n### %s\n\n", t.Name())
	if kinds {
		fmt.Fprintf(&r.out, "An item has exactly one of the keys %s: its kind.\n\n", code(k.kinds()))
		r.out.WriteString("| key | in | holds | |\n|---|---|---|---|\n")
	} else {
		r.out.WriteString("| key | holds | |\n|---|---|---|\n")
	}
	for _, w := range k.keys {
		r.row(w, kinds)
	}
}

func (r *reference) row(w key, kinds bool) {
	name := "`" + w.name + "`"
	if w.need {
		name = "**" + name + "**"
	}
	cells := []string{name}
	if kinds {
		cells = append(cells, where(w))
	}
	cells = append(cells, holds(w), cell(words(w.doc)+eg(w)+among(w)))
	fmt.Fprintf(&r.out, "| %s |\n", strings.Join(cells, " | "))
}

func where(w key) string {
	switch {
	case w.kind:
		return "(kind)"
	case w.in == nil || slices.Contains(w.in, "*"):
		return "all"
	}
	return strings.Join(w.in, ", ")
}

func eg(w key) string {
	if w.eg == "" {
		return ""
	}
	return " Example: `" + w.name + ": " + w.eg + "`"
}

func among(w key) string {
	if w.words == nil {
		return ""
	}
	return " One of: " + strings.Join(w.words, " · ") + "."
}

func holds(w key) string {
	if w.one {
		return typeWords(w.typ) + ", or one"
	}
	return typeWords(w.typ)
}

func typeWords(t reflect.Type) string {
	switch {
	case basicWord(t) != "":
		return basicWord(t)
	case isMap(t):
		return "names with " + typeWords(entryType(t))
	case t.Kind() == reflect.Pointer:
		return typeWords(t.Elem())
	case t.Kind() == reflect.Slice:
		return "list of " + typeWords(t.Elem())
	}
	return fmt.Sprintf("[%s](#%s)", t.Name(), strings.ToLower(t.Name()))
}

func basicWord(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[String]():
		return "word"
	case reflect.TypeFor[Text]():
		return "text"
	case reflect.TypeFor[Expr]():
		return "rule"
	case reflect.TypeFor[Literal]():
		return "value"
	}
	if t.Kind() == reflect.Bool {
		return "yes or no"
	}
	return ""
}

func code(words []string) string { return "`" + strings.Join(words, "`, `") + "`" }

// words keeps <name> from being taken for HTML.
func words(s string) string { return strings.ReplaceAll(s, "<", "&lt;") }

// cell keeps a text inside its cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// faults lists the mistakes that the reader tells of.
func (r *reference) faults() {
	r.out.WriteString("\n## Faults in reading\n\n| code | says |\n|---|---|\n")
	for _, c := range Codes() {
		fmt.Fprintf(&r.out, "| `%s` | %s |\n", c.Name, cell(c.Meaning))
	}
}
