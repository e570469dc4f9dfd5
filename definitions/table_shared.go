package definitions

import (
	"crypto/sha256"
	"sync"
	"weak"
)

// The tables of the library are large, and the same for every service: each is
// read once in a process. It is known by what its files hold, so an edition with
// an older library has its own; who forgets the last service that uses a table
// forgets the table.
var shared = struct {
	sync.Mutex
	tables map[[sha256.Size]byte]weak.Pointer[Table]
}{tables: map[[sha256.Size]byte]weak.Pointer[Table]{}}

// sharedTable finds the table that was read from the same files, or reads it.
func sharedTable(name string, declaration, content []byte, read func() *Table) *Table {
	key := keyOfFiles(name, declaration, content)
	shared.Lock()
	defer shared.Unlock()
	if table := shared.tables[key].Value(); table != nil {
		return table
	}
	table := read()
	table.content, table.made = content, &made{things: map[string]any{}}
	for old, p := range shared.tables {
		if p.Value() == nil {
			delete(shared.tables, old)
		}
	}
	shared.tables[key] = weak.Make(table)
	return table
}

// keyOfFiles tells tables apart by what they are read from.
func keyOfFiles(name string, declaration, content []byte) (key [sha256.Size]byte) {
	sum := sha256.New()
	for _, part := range [][]byte{[]byte(name), {0}, declaration, {0}, content} {
		sum.Write(part)
	}
	sum.Sum(key[:0])
	return key
}

// made holds what was made of a table, by name.
type made struct {
	sync.Mutex
	things map[string]any
}

// Once gives what build makes of the table. For a table of the library it is made
// once, and all services that use the table share it: it must follow from the
// table and the name alone, and never change.
func (t *Table) Once(name string, build func() any) any {
	if t.made == nil {
		return build()
	}
	t.made.Lock()
	defer t.made.Unlock()
	thing, ok := t.made.things[name]
	if !ok {
		thing = build()
		t.made.things[name] = thing
	}
	return thing
}
