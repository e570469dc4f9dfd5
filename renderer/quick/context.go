package quick

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// context is a kind of place on a page, with what html/template does to a value
// that stands there.
type context struct {
	example       *template.Template
	before, after string                 // what stands around the value in the example
	plain         func(text string) bool // such a text only needs the entities
	html          bool                   // HTML may stand here as it is
}

// contexts are those that templates may use, by their escapers. A place that
// has others is a fault of Compile: it wants an example here.
var contexts = examples(
	example("", "", always).allowingHTML(),
	example(`<p title="`, `">`, always),
	example(`<title>`, `</title>`, always),
	example(`<a href="`, `">`, isPath),
	example(`<a href="/`, `">`, isPath),
	example(`<a href="/?q=`, `">`, isWord),
	example(`<script>`, `</script>`, never),
)

func examples(all ...*context) map[string]*context {
	out := map[string]*context{}
	for _, c := range all {
		action := c.example.Tree.Root.Nodes[0]
		if c.before != "" {
			action = c.example.Tree.Root.Nodes[1]
		}
		_, escapers := splitEscapers(action.(*parse.ActionNode).Pipe)
		out[escapers] = c
	}
	return out
}

func example(before, after string, plain func(string) bool) *context {
	t := template.Must(template.New("").Parse(before + "{{.}}" + after))
	c := &context{example: t, before: before, after: after, plain: plain}
	if _, err := c.whole(nil, reflect.ValueOf("")); err != nil {
		panic(err) // the examples are part of the program
	}
	return c
}

func (c *context) allowingHTML() *context {
	c.html = true
	return c
}

// splitEscapers gives what a pipeline computes, and the names of the escapers
// that html/template has put behind it.
func splitEscapers(p *parse.PipeNode) (cmds []*parse.CommandNode, escapers string) {
	for i, cmd := range p.Cmds {
		if strings.HasPrefix(cmd.String(), "_html_template_") {
			return p.Cmds[:i], (&parse.PipeNode{NodeType: parse.NodePipe, Cmds: p.Cmds[i:]}).String()
		}
	}
	return p.Cmds, ""
}

var (
	stringType = reflect.TypeFor[string]()
	intType    = reflect.TypeFor[int]()
	htmlType   = reflect.TypeFor[template.HTML]()
)

// append appends a value as it must stand in this context.
func (c *context) append(out []byte, v reflect.Value) ([]byte, error) {
	v = inside(v)
	if !v.IsValid() {
		return c.whole(out, v)
	}
	switch v.Type() {
	case stringType:
		if s := v.String(); c.plain(s) {
			return appendText(out, s), nil
		}
	case intType:
		if s := strconv.Itoa(int(v.Int())); c.plain(s) {
			return append(out, s...), nil
		}
	case htmlType:
		if c.html {
			return append(out, v.String()...), nil
		}
	}
	return c.whole(out, v)
}

// whole lets html/template append a value.
func (c *context) whole(out []byte, v reflect.Value) ([]byte, error) {
	var value any
	if v.IsValid() {
		value = v.Interface()
	}
	var b bytes.Buffer
	if err := c.example.Execute(&b, value); err != nil {
		return out, err
	}
	return append(out, b.Bytes()[len(c.before):b.Len()-len(c.after)]...), nil
}

// appendText appends a text with the entities that html/template writes.
func appendText(out []byte, s string) []byte {
	written := 0
	for i := range len(s) {
		if entity := entities[s[i]]; entity != "" {
			out = append(append(out, s[written:i]...), entity...)
			written = i + 1
		}
	}
	return append(out, s[written:]...)
}

var entities = [256]string{
	0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;",
}

func always(string) bool { return true }

func never(string) bool { return false }

// isPath reports whether a text is an address that nothing must be done to.
func isPath(s string) bool {
	s = strings.TrimPrefix(s, "https://")
	return only(s, "-._~/#?=")
}

func isWord(s string) bool { return only(s, "-._~") }

// only reports whether a text has letters, digits and some other characters.
func only(s, others string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte(others, c) < 0 {
			return false
		}
	}
	return true
}
