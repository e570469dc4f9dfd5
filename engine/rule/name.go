package rule

import (
	"github.com/expr-lang/expr/ast"

	"sportello/definitions"
	"sportello/engine/value"
)

func (c *compiler) identifier(n *ast.IdentifierNode) operand {
	m, ok := c.scope.Name(n.Value)
	if !ok && c.misnamed(n) {
		return unknown
	}
	if !ok {
		c.fault(n, CodeUnknown, orElse(definitions.Nearest(n.Value, c.scope.Names()), "write text in quotes; a rule reads fields, conditions and values around it, and those outside"), "%s is not a name that can be read here", n.Value)
		return unknown
	}
	return c.note(n, c.meant(m, n.Value, n.Location().From))
}

// misnamed recognises what is often written for something else: a column of the
// rows without its dot, yes and no.
func (c *compiler) misnamed(n *ast.IdentifierNode) bool {
	switch {
	case n.Value == "yes" || n.Value == "no":
		c.fault(n, CodeUnknown, "name the field alone, or not and the field; or write true and false", "in a rule yes and no are not written")
		return true
	case len(c.elems) > 0 && c.elems[len(c.elems)-1].typ.Fields[n.Value].Kind != value.None:
		c.fault(n, CodeUnknown, "write ."+n.Value, "%s is a field of the rows", n.Value)
		return true
	}
	return false
}

// meant makes an operand of what a name means.
func (c *compiler) meant(m Meaning, name string, offset int) operand {
	o := operand{typ: m.Type, label: m.Label, off: offset, table: m.Table, test: m.Test, sure: m.Sure}
	if o.label == "" {
		o.label = name
	}
	switch {
	case m.Ref != nil:
		ref := m.Ref
		o.ref, o.code = ref, func(e *Env) value.Value { return e.get(ref) }
	case m.Space != nil:
		o.space, o.code = &m, unknown.code
	default:
		o.code, o.reads = m.Get, m.Reads
		c.later = c.later || m.Later
		if m.Table == nil {
			c.others = append(c.others, Other{name, o.label, m.Type, m.Get})
		}
	}
	return o
}

func (c *compiler) note(n ast.Node, o operand) operand {
	if c.means == nil {
		c.means = map[ast.Node]operand{}
	}
	c.means[n] = o
	return o
}

func (c *compiler) pointer(n *ast.PointerNode) operand {
	if len(c.elems) == 0 || n.Name != "" {
		c.fault(n, CodeForbidden, "write a name; a leading dot is for the rows inside any(), all(), sum() …", "there is no row here")
		return unknown
	}
	return c.note(n, c.elems[len(c.elems)-1])
}

func (c *compiler) member(n *ast.MemberNode) operand {
	name, ok := n.Property.(*ast.StringNode)
	if !ok || n.Method {
		c.fault(n, CodeForbidden, "write a name after the dot", "only names can follow a dot")
		return unknown
	}
	base := c.node(n.Node)
	switch {
	case base.space != nil:
		return c.spaceMember(n, base, name)
	case base.typ.Kind == value.None:
		return unknown
	case base.typ.Kind != value.Named:
		advice := "take it away, or name a group"
		if base.typ.Kind == value.Many {
			advice = "write any(list, .name), sum(list, .name) or map(list, .name)"
		}
		c.fault(name, CodeType, advice, "%s is a %s and has no .%s", base.label, base.typ, name.Value)
		return unknown
	}
	t, ok := base.typ.Fields[name.Value]
	if !ok {
		c.fault(name, CodeUnknown, orElse(definitions.Nearest(name.Value, keys(base.typ.Fields)), "see the contract, or the columns of the table, for what it has"), "%s has no .%s", base.label, name.Value)
		return unknown
	}
	return c.note(n, memberOf(base, name.Value, t, name.Location().From))
}

func memberOf(base operand, name string, t value.Type, offset int) operand {
	o := operand{typ: t, label: name, off: base.off, elem: base.elem, reads: base.reads}
	if base.ref != nil {
		o.ref = base.ref.Step(name)
		if !base.elem {
			ref := o.ref
			o.code = func(e *Env) value.Value { return e.get(ref) }
			return o
		}
		o.off = offset
	}
	from := base.code
	o.code = func(e *Env) value.Value {
		if g, ok := from(e).(value.Group); ok {
			if v := g[name]; v != Waiting {
				return v
			}
		}
		return nil
	}
	return o
}

func (c *compiler) spaceMember(n *ast.MemberNode, base operand, name *ast.StringNode) operand {
	m, ok := base.space.Space(name.Value)
	if !ok {
		c.fault(name, CodeUnknown, orElse(definitions.Nearest(name.Value, base.space.Known()), "declare it where the definition says what there is, or see “Rules” in docs/language.md"), "there is no %s.%s", base.label, name.Value)
		return unknown
	}
	return c.note(n, c.meant(m, base.label+"."+name.Value, base.off))
}
