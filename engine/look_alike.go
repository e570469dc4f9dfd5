package engine

import (
	"strings"
	"unicode"

	"sportello/definitions"
	"sportello/engine/rule"
)

// lookAlikes finds the fields outside of blocks that ask what is asked once
// only. A service that signs nobody in has no profile to ask from.
func (b *builder) lookAlikes() {
	if b.loaded.Service.Identity.Required.Source == "false" {
		return
	}
	table := definitions.LookAlikes()
	for n, src := range b.sources {
		if n.kind != FieldItem || src.schema == nil || n.apart || n.inBlock(b) {
			continue
		}
		for _, l := range table {
			if why := gives(l, n, src, b.p.labels[n.path]); why != "" {
				b.lookAlike(n, l, why)
				break
			}
		}
	}
	b.lookAlikesInChecks(table)
}

func (b *builder) lookAlike(n *node, l definitions.LookAlike, why string) {
	b.faults.Add(n.pos, CodeLookAlike, "use block "+l.Block.Value+", whose answers are given once only; if it is about somebody else than the person who applies, write profile: no here",
		"%s is asked once only, and this asks it again: %s", n.path, why)
}

// inBlock reports whether a node stands in a block.
func (n *node) inBlock(b *builder) bool {
	for up := n.up; up != nil; up = up.up {
		if b.sources[up].block != nil {
			return true
		}
	}
	return false
}

// gives says by what a field gives itself away; "" if by nothing.
func gives(l definitions.LookAlike, n *node, src source, title string) string {
	if n.source == FromIdentity {
		return "" // not asked: the identity says it
	}
	switch n.typeName {
	case "yesno", "declaration", "file", "choices":
		return ""
	case "choice":
		if n.options != nil && n.options.table == nil {
			return "" // one of the author's own options, or of rows given before
		}
	}
	for _, as := range l.As {
		if as.Value == n.typeName {
			return "as: " + as.Value
		}
	}
	for _, word := range l.Words {
		if n.typeName == "date" && !strings.Contains(word.Value, "data") {
			continue // since when one lives somewhere is not where
		}
		if hasWords(n.name, word.Value) || hasWords(title, word.Value) {
			return "«" + word.Value + "»"
		}
	}
	if p := l.Pattern.Value; p != "" && strings.Contains(src.schema.Pattern.Value, p) {
		return "its pattern"
	}
	return ""
}

// hasWords reports whether a name or title has words in a row.
func hasWords(text, words string) bool {
	apart := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}
	text = strings.Join(strings.Fields(strings.Map(apart, text)), " ")
	return strings.Contains(" "+text+" ", " "+words+" ")
}

// lookAlikesInChecks finds fields by the functions that check them.
func (b *builder) lookAlikesInChecks(table []definitions.LookAlike) {
	told := map[*node]bool{}
	for _, pg := range b.p.pages {
		for _, c := range pg.checks {
			for _, l := range table {
				for _, f := range l.Functions {
					if strings.Contains(c.when.Source, f.Value+"(") {
						b.lookAlikesRead(c.when, l, f.Value, told)
					}
				}
			}
		}
	}
}

func (b *builder) lookAlikesRead(r *rule.Rule, l definitions.LookAlike, function string, told map[*node]bool) {
	for _, read := range r.Reads {
		n := b.p.placed[read.Path]
		if n == nil || n.kind != FieldItem || n.apart || n.inBlock(b) || told[n] || n.typeName == "date" || n.typeName == "choice" {
			continue
		}
		told[n] = true
		if !b.toldLookAlike(n) {
			b.lookAlike(n, l, function)
		}
	}
}

// toldLookAlike reports whether a field was told of already.
func (b *builder) toldLookAlike(n *node) bool {
	for _, f := range b.faults {
		if f.Code == CodeLookAlike && f.Pos == n.pos {
			return true
		}
	}
	return false
}
