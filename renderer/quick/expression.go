package quick

import (
	"reflect"
	"text/template/parse"
)

// pipe compiles a pipeline that is not shown.
func (c *compiler) pipe(p *parse.PipeNode) expression { return c.commands(p, p.Cmds) }

// commands compiles the commands of a pipeline: each is the last argument of the
// next.
func (c *compiler) commands(n parse.Node, cmds []*parse.CommandNode) expression {
	var last []expression
	for _, cmd := range cmds {
		last = []expression{c.command(cmd, last)}
	}
	if len(last) == 0 {
		c.fault(n, "nothing is computed")
		return nil
	}
	return last[0]
}

// command compiles a function, a method or an operand, with its arguments.
func (c *compiler) command(cmd *parse.CommandNode, last []expression) expression {
	var args []expression
	for _, a := range cmd.Args[1:] {
		args = append(args, c.argument(a))
	}
	args = append(args, last...)
	switch n := cmd.Args[0].(type) {
	case *parse.IdentifierNode:
		return c.function(n, args)
	case *parse.FieldNode:
		return c.members(c.dot, n.Ident, args)
	case *parse.VariableNode:
		return c.members(c.read(n), n.Ident[1:], args)
	case *parse.ChainNode:
		return c.members(c.argument(n.Node), n.Field, args)
	default:
		if len(args) > 0 {
			c.fault(cmd, "%s takes no arguments", n)
		}
		return c.argument(n)
	}
}

// argument compiles an operand.
func (c *compiler) argument(n parse.Node) expression {
	switch n := n.(type) {
	case *parse.DotNode:
		return c.dot
	case *parse.FieldNode:
		return c.members(c.dot, n.Ident, nil)
	case *parse.VariableNode:
		return c.members(c.read(n), n.Ident[1:], nil)
	case *parse.ChainNode:
		return c.members(c.argument(n.Node), n.Field, nil)
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.IdentifierNode:
		return c.function(n, nil)
	case *parse.StringNode:
		return constant(reflect.ValueOf(n.Text))
	case *parse.BoolNode:
		return constant(truthValue(n.True))
	case *parse.NilNode:
		return constant(reflect.Value{})
	case *parse.NumberNode:
		if n.IsInt {
			return constant(reflect.ValueOf(int(n.Int64)))
		}
	}
	c.fault(n, "%s is not known here", n)
	return c.dot
}

func (c *compiler) dot(_ *run, dot reflect.Value) (reflect.Value, error) { return dot, nil }

func constant(v reflect.Value) expression {
	return func(*run, reflect.Value) (reflect.Value, error) { return v, nil }
}

func (c *compiler) read(n *parse.VariableNode) expression {
	slot := c.slot(n, n.Ident[0])
	c.scope[slot].read = true
	return func(r *run, _ reflect.Value) (reflect.Value, error) { return r.vars[r.base+slot], nil }
}

// members follows fields and methods from a value; the last takes the arguments.
func (c *compiler) members(from expression, names []string, args []expression) expression {
	for i, name := range names {
		var its []expression
		if i == len(names)-1 {
			its = args
		}
		if v, same := c.Same[name]; same {
			from = constant(reflect.ValueOf(v))
			continue
		}
		from = follow(from, &member{name: name}, its)
	}
	return from
}

func follow(from expression, m *member, args []expression) expression {
	return func(r *run, dot reflect.Value) (reflect.Value, error) {
		v, err := from(r, dot)
		if err != nil {
			return v, err
		}
		if len(args) == 0 {
			return m.of(v)
		}
		values, err := evaluated(r, dot, args)
		if err != nil {
			return v, err
		}
		return m.of(v, values...)
	}
}

func (c *compiler) function(n *parse.IdentifierNode, args []expression) expression {
	if builtin, ok := builtins[n.Ident]; ok {
		if e := builtin(args); e != nil {
			return e
		}
		c.fault(n, "%s has %d arguments", n.Ident, len(args))
		return c.dot
	}
	f := c.Functions[n.Ident]
	if f == nil {
		c.fault(n, "no function %s", n.Ident)
		return c.dot
	}
	return function(f, args)
}
