package quick

import (
	"errors"
	"fmt"
	"reflect"
	"text/template/parse"
)

// compiler makes the functions of one template.
type compiler struct {
	Language
	tree      *parse.Tree
	templates *Templates
	scope     []*variable // those in sight; their place is their slot
	slots     int
	faults    []error
}

func (c *compiler) compile(b *body) error {
	c.scope, c.slots = []*variable{{name: "$"}}, 1
	b.steps = c.list(c.tree.Root)
	b.slots = c.slots
	return errors.Join(c.faults...)
}

// fault notes what cannot be compiled.
func (c *compiler) fault(n parse.Node, why string, args ...any) {
	place, what := c.tree.ErrorContext(n)
	c.faults = append(c.faults, fmt.Errorf("quick: %s: %s in %s", place, fmt.Sprintf(why, args...), what))
}

// list compiles nodes, of which texts that follow each other become one.
func (c *compiler) list(l *parse.ListNode) steps {
	if l == nil {
		return nil
	}
	var all steps
	var text []byte
	for _, n := range flat(l) {
		if t, ok := n.(*parse.TextNode); ok {
			text = append(text, t.Text...)
			continue
		}
		if s := c.node(n); s != nil {
			all, text = append(withText(all, text), s), nil
		}
	}
	return withText(all, text)
}

// flat gives the nodes of a list, and of the lists in it.
func flat(l *parse.ListNode) []parse.Node {
	var all []parse.Node
	for _, n := range l.Nodes {
		if inner, ok := n.(*parse.ListNode); ok {
			all = append(all, flat(inner)...)
		} else {
			all = append(all, n)
		}
	}
	return all
}

func withText(all steps, text []byte) steps {
	if len(text) == 0 {
		return all
	}
	return append(all, func(r *run, _ reflect.Value) error {
		r.out = append(r.out, text...)
		return nil
	})
}

func (c *compiler) node(n parse.Node) step {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, ifStep)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, withStep)
	case *parse.RangeNode:
		return c.ranging(n)
	case *parse.TemplateNode:
		return c.calling(n)
	}
	c.fault(n, "%T is not known here", n)
	return nil
}

// action is {{pipeline}}: a value that is shown, a variable, or a template
// chosen by a function.
func (c *compiler) action(n *parse.ActionNode) step {
	cmds, escapers := splitEscapers(n.Pipe)
	if s, ok := c.chosen(cmds); ok {
		return s
	}
	value := c.commands(n, cmds)
	if len(n.Pipe.Decl) > 0 {
		return c.set(n.Pipe, value)
	}
	where := contexts[escapers]
	if where == nil {
		c.fault(n, "no example is known for %q", escapers)
	}
	return func(r *run, dot reflect.Value) error {
		v, err := value(r, dot)
		if err == nil {
			r.out, err = where.append(r.out, v)
		}
		return err
	}
}

// chosen is a call of the function of the Choice.
func (c *compiler) chosen(cmds []*parse.CommandNode) (step, bool) {
	if len(cmds) != 1 || len(cmds[0].Args) != 2 || cmds[0].Args[0].String() != c.Choice.Func {
		return nil, false
	}
	value, field := c.argument(cmds[0].Args[1]), &member{name: c.Choice.Field}
	named, prefix := c.templates.named, c.Choice.Prefix
	return func(r *run, dot reflect.Value) error {
		v, err := value(r, dot)
		if err != nil {
			return err
		}
		name, err := field.of(v)
		if err != nil {
			return err
		}
		b := named[prefix+name.String()]
		if b == nil {
			return fmt.Errorf("quick: no template is called %s%s", prefix, name)
		}
		return b.show(r, v)
	}, true
}

// variable is one that a template declares. What nobody reads is not computed:
// there may be no reader left where words were written into their place.
type variable struct {
	name string
	read bool
}

// declare gives a slot to the variable that a pipeline declares or assigns.
func (c *compiler) declare(n parse.Node, v *parse.VariableNode, assigned bool) (slot int, at *variable) {
	if !assigned {
		c.scope = append(c.scope, &variable{name: v.Ident[0]})
		c.slots = max(c.slots, len(c.scope))
	}
	slot = c.slot(n, v.Ident[0])
	return slot, c.scope[slot]
}

// slot is where the variable of a name is.
func (c *compiler) slot(n parse.Node, name string) int {
	for i := len(c.scope) - 1; i >= 0; i-- {
		if c.scope[i].name == name {
			return i
		}
	}
	c.fault(n, "no variable %s", name)
	return 0
}

// set is {{$name := pipeline}}.
func (c *compiler) set(p *parse.PipeNode, value expression) step {
	kept, at := c.keep(p, value)
	return func(r *run, dot reflect.Value) error {
		if !at.read {
			return nil
		}
		_, err := kept(r, dot)
		return err
	}
}

// branch is {{if}} or {{with}}.
func (c *compiler) branch(n *parse.BranchNode, kind func(value expression, then, otherwise steps) step) step {
	before := len(c.scope)
	defer func() { c.scope = c.scope[:before] }()
	value := c.pipe(n.Pipe)
	if len(n.Pipe.Decl) > 0 {
		value, _ = c.keep(n.Pipe, value)
	}
	inner := len(c.scope)
	then := c.list(n.List)
	c.scope = c.scope[:inner]
	return kind(value, then, c.list(n.ElseList))
}

// keep is an expression whose value a variable has from there on.
func (c *compiler) keep(p *parse.PipeNode, value expression) (expression, *variable) {
	slot, at := c.declare(p, p.Decl[0], p.IsAssign)
	return func(r *run, dot reflect.Value) (reflect.Value, error) {
		v, err := value(r, dot)
		r.vars[r.base+slot] = inside(v)
		return v, err
	}, at
}

func ifStep(value expression, then, otherwise steps) step {
	return func(r *run, dot reflect.Value) error {
		v, err := value(r, dot)
		switch {
		case err != nil:
			return err
		case truth(v):
			return then.run(r, dot)
		}
		return otherwise.run(r, dot)
	}
}

func withStep(value expression, then, otherwise steps) step {
	return func(r *run, dot reflect.Value) error {
		v, err := value(r, dot)
		switch {
		case err != nil:
			return err
		case truth(v):
			return then.run(r, inside(v))
		}
		return otherwise.run(r, dot)
	}
}

// ranging is {{range}} over a list.
func (c *compiler) ranging(n *parse.RangeNode) step {
	before := len(c.scope)
	defer func() { c.scope = c.scope[:before] }()
	value := c.pipe(n.Pipe)
	slots := []int{}
	for _, v := range n.Pipe.Decl {
		slot, _ := c.declare(n, v, n.Pipe.IsAssign)
		slots = append(slots, slot)
	}
	each := c.list(n.List)
	c.scope = c.scope[:before]
	none := c.list(n.ElseList)
	return func(r *run, dot reflect.Value) error {
		v, err := value(r, dot)
		if v = behind(v); err != nil || !truth(v) {
			return errors.Join(err, none.run(r, dot))
		}
		if k := v.Kind(); k != reflect.Slice && k != reflect.Array {
			return fmt.Errorf("quick: range over %s", k)
		}
		for i := range v.Len() {
			r.turn(slots, i, v.Index(i))
			if err := each.run(r, v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
}

// turn gives the variables of a range their values: the element, or its place
// and the element.
func (r *run) turn(slots []int, i int, element reflect.Value) {
	switch len(slots) {
	case 1:
		r.vars[r.base+slots[0]] = element
	case 2:
		r.vars[r.base+slots[0]], r.vars[r.base+slots[1]] = reflect.ValueOf(i), element
	}
}

// calling is {{template}}.
func (c *compiler) calling(n *parse.TemplateNode) step {
	b := c.templates.named[n.Name]
	if b == nil {
		c.fault(n, "no template is called %q: one that is called inside a tag is called with . and has neither variables nor calls", n.Name)
		return nil
	}
	if n.Pipe == nil {
		return func(r *run, _ reflect.Value) error { return b.show(r, reflect.Value{}) }
	}
	value := c.pipe(n.Pipe)
	return func(r *run, dot reflect.Value) error {
		v, err := value(r, dot)
		if err != nil {
			return err
		}
		return b.show(r, inside(v))
	}
}
