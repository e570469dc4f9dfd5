package quick

import (
	"fmt"
	"html/template"
	"reflect"
	"sync"
)

// Templates are compiled templates. They may be used by many at once.
type Templates struct{ named map[string]*body }

// Choice says that the function Func, whose argument has a Field, stands for the
// template called Prefix and what the field holds: {{template}} takes no computed
// name.
type Choice struct{ Func, Prefix, Field string }

// Language is what templates may say beside html/template's words.
type Language struct {
	Functions template.FuncMap // those that the set was parsed with
	Choice    Choice
	Same      map[string]any // fields and methods that give this, whatever they are asked of
}

// Compile makes Templates of a set that was not executed yet.
func Compile(set *template.Template, l Language) (*Templates, error) {
	if err := inline(set); err != nil {
		return nil, err
	}
	if err := escape(set); err != nil {
		return nil, fmt.Errorf("quick: %w", err)
	}
	out := &Templates{named: map[string]*body{}}
	for _, t := range set.Templates() {
		out.named[t.Name()] = &body{}
	}
	for _, t := range set.Templates() {
		if t.Tree == nil {
			continue
		}
		c := compiler{Language: l, tree: t.Tree, templates: out}
		if err := c.compile(out.named[t.Name()]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// step appends something to the output.
type step func(r *run, dot reflect.Value) error

type steps []step

func (all steps) run(r *run, dot reflect.Value) error {
	for _, s := range all {
		if err := s(r, dot); err != nil {
			return err
		}
	}
	return nil
}

// body is one template: its steps, and how many variables they use.
type body struct {
	steps steps
	slots int
}

// run is one execution: what was written, and the variables of the templates
// that are open, those of the innermost last.
type run struct {
	out  []byte
	vars []reflect.Value
	base int // where those of the innermost begin; the first is $
}

func (b *body) show(r *run, dot reflect.Value) error {
	outer := r.base
	r.base = len(r.vars)
	r.vars = append(r.vars, make([]reflect.Value, b.slots)...)
	r.vars[r.base] = dot
	err := b.steps.run(r, dot)
	clear(r.vars[r.base:])
	r.vars, r.base = r.vars[:r.base], outer
	return err
}

// runs are used again: most of what an execution needs is room.
var runs = sync.Pool{New: func() any { return &run{out: make([]byte, 0, 64<<10)} }}

// Execute shows a template with a value, and hands what was written to use, who
// may not keep it. Nothing is handed over if it fails.
func (t *Templates) Execute(name string, value any, use func(written []byte) error) error {
	b, ok := t.named[name]
	if !ok {
		return fmt.Errorf("quick: no template is called %q", name)
	}
	r := runs.Get().(*run)
	r.out, r.vars, r.base = r.out[:0], r.vars[:0], 0
	defer runs.Put(r)
	if err := b.show(r, reflect.ValueOf(value)); err != nil {
		return err
	}
	return use(r.out)
}
