package engine

import (
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// once is what is compiled of a block that is a group of the citizen's profile.
type once struct {
	group definitions.OnceOnly
	row   *text      // what one is called, of groups there are many of
	when  *rule.Rule // what was kept is proposed only while it holds
}

// OnceOnly names the groups of the citizen's profile that the service asks for.
func (p *Program) OnceOnly() []string { return p.once }

// declareOnce finds whether a block is about the applicant's own data, before
// its items are declared: what is in a group of the profile is in no other.
func (b *builder) declareOnce(n *node, src *source) {
	group, known := definitions.OnceOnlyGroup(src.block.Profile.Group.Value)
	if !known || n.apart || !b.isApplicants(n, group) {
		return
	}
	n.once = &once{group: group}
	if !group.Many && slices.Contains(b.p.once, group.Name) {
		b.faults.Add(src.item.Block.Pos, CodeOnceTwice, "write profile: no at the block that is not about the person who applies", "%s is asked twice of the same person: block %s is used before", group.Name, src.block.ID.Value)
		return
	}
	if !slices.Contains(b.p.once, group.Name) {
		b.p.once = append(b.p.once, group.Name)
	}
}

// isApplicants reports whether a block of a group is about the person who
// applies: it is not in a row, nor about whom they apply for, nor within another
// block of the profile; and where blocks of the group are about others as often,
// a role says so.
func (b *builder) isApplicants(n *node, group definitions.OnceOnly) bool {
	roles := b.loaded.Service.Roles
	if group.Role != "" && group.Applicants(roles).Value != n.path {
		return false
	}
	for at := n; at != nil; at = at.up {
		subject := roles.Subject.Value != "" && at.path == roles.Subject.Value
		if subject || at.kind == ListItem || at.kind == EachItem || at != n && at.once != nil {
			return false
		}
	}
	return true
}

// compileOnce compiles what is said of the kept values of a block.
func (b *builder) compileOnce(n *node, src source) {
	if n.once == nil {
		return
	}
	n.once.row = b.elemText(src.block.Profile.Row, n.inner)
	n.once.when = b.rule(src.block.Profile.When, n.inner, value.YesNo)
}

// sourceOf tells who says what a field is locked to: the identity, or the
// source of a fact. It follows the inputs of blocks to where they are given.
func (b *builder) sourceOf(n *node) string {
	if n.locked == nil || n.def == nil {
		return ""
	}
	return b.sourceIn(n.def, n)
}

func (b *builder) sourceIn(r *rule.Rule, at *node) string {
	for _, o := range r.Others {
		space, name, _ := strings.Cut(o.Name, ".")
		switch space {
		case "identity":
			return FromIdentity
		case "fact":
			f, _ := b.loaded.Service.Facts.Find(strings.Split(name, ".")[0])
			return orName(f.Source.Value, f.Title.Value)
		case "input":
			if block := at.block(); block != nil {
				if given := block.given[strings.Split(name, ".")[0]]; given != nil && given.rule != nil {
					return b.sourceIn(given.rule, block.up)
				}
			}
		}
	}
	return ""
}

// FromIdentity is the source of what the identity provider says.
const FromIdentity = "identity"

// block is the block that a node stands in; nil in none.
func (n *node) block() *node {
	for at := n; at != nil; at = at.up {
		if at.given != nil {
			return at
		}
	}
	return nil
}
