package engine

import (
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
)

// hide notes that a field of a block is hidden where the block is used. The
// block's own rules go on naming it, and find it unanswered; for whoever hid it
// it is not there. file is where that was written.
func (b *builder) hide(at *scope, path, file string) {
	s := at.block()
	for s.around != nil && s.node != nil && s.node.pos.File != file {
		s = s.around.block()
	}
	b.hidden[path] = s.frame
}

// typeHidden gives a hidden field the type that it would have: the block's rules
// go on naming it.
func (b *builder) typeHidden(item definitions.Item, at *scope, s *definitions.Schema) {
	if item.Field.Value == "" || s == nil {
		return
	}
	if schema, ok := s.Properties.Find(item.Field.Value); ok {
		_, at.fields[item.Field.Value] = b.typeOf(schema, item.As, item.Options != nil && item.Options.From.Given())
	}
}

// block is the block that a scope stands in, or the service.
func (s *scope) block() *scope {
	for s.outer != nil {
		s = s.outer
	}
	return s
}

// isHidden reports whether an answer read is a field of a block, or in one,
// that is hidden, and the rule one of the block's own.
func (b *builder) isHidden(r rule.Ref) bool {
	for path, frame := range b.hidden {
		rest, inside := strings.CutPrefix(r.Path, path)
		if inside && (rest == "" || rest[0] == '.' || rest[0] == '[') && r.Frame >= frame {
			return true
		}
	}
	return false
}
