package engine

import (
	"strings"

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
