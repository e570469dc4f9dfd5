package definitions

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"
)

// ReadBlock reads a block of the library as a service of its own, so that it
// can be checked and played alone: one page with the block on it, under the
// block's id, and its inputs given as facts. In its scenarios the answers are
// {isee: {…}}, and facts: says what the block is told.
func ReadBlock(library fs.FS, name string) (*Loaded, Faults) {
	b := blockIn(library, name)
	facts, with := b.told()
	return load(alone{folders{nil, library}, b.alone(name, facts, with)})
}

// ReadOnceOnly reads the block of a group that is asked once only as a service of
// its own, in which a citizen corrects what their profile keeps. It speaks the
// languages of the block. rule gives what the citizen's identity says of an input
// of the block; "" leaves it unanswered.
func ReadOnceOnly(library fs.FS, name string, rule func(input string, d Declared) string) (*Loaded, Faults) {
	b := blockIn(library, name)
	with := object{}
	for _, e := range b.Inputs {
		if says := rule(e.Key.Value, e.Value.Declared); says != "" {
			with[e.Key.Value] = says
		}
	}
	return load(translatedAlone{alone{folders{nil, library}, b.alone(name, object{}, with)}, path.Join(libraryDir, "blocks", name)})
}

// blockIn reads a block of a library. Its faults are told when it is read as part
// of a service.
func blockIn(library fs.FS, name string) *Block {
	b := &Block{}
	for _, file := range []string{"block.yaml", "block.json"} {
		file = path.Join(libraryDir, "blocks", name, file)
		if content, err := (folders{nil, library}).open(file, MaxFileBytes); err == nil {
			Decode(file, content, b)
		}
	}
	return b
}

// alone is the folder of a service that has nothing but a block of the library.
type alone struct {
	folders
	service []byte
}

// translatedAlone has the translations of the block too: all that the service says besides
// is the block's title.
type translatedAlone struct {
	alone
	block string // its folder
}

func (s translatedAlone) open(name string, limit int) ([]byte, error) {
	if strings.HasPrefix(name, translationDir+"/") {
		name = path.Join(s.block, name)
	}
	return s.alone.open(name, limit)
}

func (s translatedAlone) files(dir string) []string {
	if dir == translationDir {
		dir = path.Join(s.block, dir)
	}
	return s.alone.files(dir)
}

func (a alone) open(name string, limit int) ([]byte, error) {
	if name == "service.json" {
		return a.service, nil
	}
	return a.folders.open(name, limit)
}

// told declares the inputs of the block as facts.
func (b *Block) told() (facts, with object) {
	facts, with = object{}, object{}
	for _, e := range b.Inputs {
		fact := e.Value.Declared.plain()
		fact["title"], fact["silent"] = e.Value.Title.Value, "vale quello che dice il blocco"
		if e.Value.Default.Given() {
			fact["default"] = plainLiteral(e.Value.Default.Value)
		}
		facts[e.Key.Value], with[e.Key.Value] = fact, "fact."+e.Key.Value
	}
	return facts, with
}

// alone writes the service that shows the block and nothing else.
func (b *Block) alone(name string, facts, with object) []byte {
	id, _, _ := strings.Cut(name, "@")
	answer := strings.ReplaceAll(id, "-", "_")
	roles := object{}
	if group, _ := OnceOnlyGroup(b.Profile.Group.Value); group.Role != "" {
		roles[group.Role] = answer
	}
	service, _ := json.Marshal(object{ // of texts, numbers and yes/no only: it cannot fail
		"service": id, "edition": b.Version.Value, "title": b.Title.Value, "identity": object{"required": false},
		"facts": facts, "roles": roles,
		"contract": object{"type": "object", "properties": object{
			answer: object{"$ref": name, "title": b.Title.Value},
		}},
		"pages": []object{{"page": "blocco", "title": b.Title.Value, "fields": []object{
			{"block": answer, "with": with},
		}}},
	})
	return service
}

// plain gives a declared type as its author wrote it.
func (d Declared) plain() map[string]any {
	out := map[string]any{"type": d.Type.Value}
	if len(d.Options) > 0 {
		out["options"] = values(d.Options)
	}
	if len(d.Of) > 0 {
		of := map[string]any{}
		for _, e := range d.Of {
			of[e.Key.Value] = e.Value.plain()
		}
		out["of"] = of
	}
	return out
}

// plainLiteral gives a literal as JSON writes it.
func plainLiteral(v any) any {
	switch v := v.(type) {
	case Number:
		return json.Number(v)
	case []any:
		out := make([]any, len(v))
		for i, elem := range v {
			out[i] = plainLiteral(elem)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name, elem := range v {
			out[name] = plainLiteral(elem)
		}
		return out
	}
	return v
}
