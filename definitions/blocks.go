package definitions

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// blockName is the shape of a reference to a block or a library table.
var blockName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*@[0-9A-Za-z][0-9A-Za-z.]{0,19}$`)

// refs reads the blocks that a contract refers to.
func (l *loader) refs(s *Schema) {
	for _, ref := range refsOf(s) {
		if !blockName.MatchString(ref.Value) {
			l.faults.Add(ref.Pos, CodeRef, "write the block and its version: persona@1", "%q is not a reference to a block", ref.Value)
			continue
		}
		l.block(ref.Value, ref.Pos)
	}
}

// refsOf lists the references in a contract, in order.
func refsOf(s *Schema) []String {
	if s == nil {
		return nil
	}
	var refs []String
	if s.Ref.Value != "" {
		refs = append(refs, s.Ref)
	}
	for _, p := range s.Properties {
		refs = append(refs, refsOf(p.Value)...)
	}
	return append(refs, refsOf(s.Items)...)
}

// block reads a block, once, and the blocks it refers to; place is where it is
// asked for.
func (l *loader) block(name string, place Pos) {
	if _, known := l.out.Blocks[name]; known {
		return
	}
	dir := l.find(name)
	switch {
	case dir == "":
		l.faults.Add(place, CodeNoBlock, didYouMean(name, l.allBlocks()), "there is no block %s", name)
		return
	case len(l.out.Blocks) >= MaxBlocks:
		l.faults.Add(place, CodeTooMany, "use fewer blocks", "there are more than %d blocks", MaxBlocks)
		return
	}
	b := &Block{Dir: dir}
	l.out.Blocks[name] = b
	if !l.decode(dir+"/block", place, b) || b.Pos.Line == 0 {
		return
	}
	if written := b.ID.Value + "@" + b.Version.Value; written != name && b.ID.Value != "" && b.Version.Value != "" {
		l.faults.Add(b.ID.Pos, CodeBlockFolder, "rename the folder, or change block and version", "the folder is called %s, and the block %s", name, written)
	}
	b.Contract = l.contract(dir, b.Contract, b.Pos)
	l.faults = append(l.faults, checkBlock(b)...)
	l.tables(dir, b.Data)
	l.refs(b.Contract)
}

// find gives the folder of a block: the service's own before the library's.
func (l *loader) find(name string) string {
	for _, dir := range []string{"blocks", libraryDir + "/blocks"} {
		if slices.Contains(l.from.list(dir), name) {
			return dir + "/" + name
		}
	}
	return ""
}

func (l *loader) allBlocks() []string {
	return append(l.from.list("blocks"), l.from.list(path.Join(libraryDir, "blocks"))...)
}

// cycles tells of blocks that contain themselves.
func (l *loader) cycles() {
	done := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(l.out.Blocks)) {
		l.cycle(name, nil, done)
	}
}

func (l *loader) cycle(name string, within []string, done map[string]bool) {
	b := l.out.Blocks[name]
	if b == nil || done[name] {
		return
	}
	within = append(within, name)
	for _, ref := range refsOf(b.Contract) {
		if i := slices.Index(within, ref.Value); i >= 0 {
			l.faults.Add(ref.Pos, CodeBlockCycle, "take one of the references out", "the block contains itself: %s", strings.Join(append(within[i:], ref.Value), ", "))
			continue
		}
		l.cycle(ref.Value, within, done)
	}
	done[name] = true
}
