package definitions

import (
	"errors"
	"io/fs"
	"path"
)

// Budgets of a whole service.
const (
	MaxBundleBytes = 32 << 20 // all its files
	MaxBlocks      = 100      // different blocks
)

// Loaded is a service with all that it is made of.
type Loaded struct {
	Service *Service
	Blocks  map[string]*Block // by id@version; those used by blocks included
	Tables  map[string]*Table // by file in the bundle; see Table
	Bundle  Bundle            // the files that were read

	Texts        map[string][]Keyed           // by folder, the service's own being ".": what citizens read
	Translations map[string]Map[*Translation] // by folder: its languages
}

// ReadService reads the folder of a service, and what it uses of the library,
// which may be nil. What could be read is given also when there are faults.
func ReadService(service, library fs.FS) (*Loaded, Faults) {
	return load(folders{service, library})
}

// ReadBundle reads a service again from the files that an edition stored.
func ReadBundle(b Bundle) (*Loaded, Faults) { return load(b) }

func load(from source) (*Loaded, Faults) {
	l := newLoader(from)
	l.service()
	for _, name := range from.list("blocks") {
		l.block(name, Pos{File: "blocks/" + name, Line: 1, Column: 1})
	}
	l.cycles()
	l.translations()
	told := l.faults.Sorted()
	return l.out, told[:min(len(told), MaxFaults)]
}

func newLoader(from source) *loader {
	return &loader{from: from, out: &Loaded{
		Service: &Service{}, Blocks: map[string]*Block{}, Tables: map[string]*Table{}, Bundle: Bundle{},
		Translations: map[string]Map[*Translation]{},
	}}
}

// loader reads the files of one service and remembers which.
type loader struct {
	from   source
	out    *Loaded
	bytes  int
	faults Faults
}

func (l *loader) service() {
	s := l.out.Service
	if !l.decode("service", Pos{File: "service.yaml", Line: 1, Column: 1}, s) || s.Pos.Line == 0 {
		return
	}
	s.Contract = l.contract(".", s.Contract, s.Pos)
	l.faults = append(l.faults, checkService(s)...)
	l.tables(".", s.Data)
	l.refs(s.Contract)
}

// open reads a file into the bundle; place is where it is asked for.
func (l *loader) open(name string, limit int, place Pos) ([]byte, error) {
	content, err := l.from.open(name, limit)
	if err != nil {
		if !errors.Is(err, errNoFile) {
			l.faults.Add(place, CodeNoFile, "look at the rights of the file", "%s cannot be read", name)
		}
		return nil, err
	}
	if _, known := l.out.Bundle[name]; !known {
		l.bytes += len(content)
	}
	if l.bytes > MaxBundleBytes {
		l.faults.Add(place, CodeTooBig, "make its tables smaller", "the files of the service have more than %d bytes", MaxBundleBytes)
		return nil, errors.New("too big")
	}
	l.out.Bundle[name] = content
	return content, nil
}

// decode reads the one file of a name that ends in .yaml or .json.
func (l *loader) decode(name string, place Pos, into any) bool {
	file, content := l.either(name, place)
	if file == "" {
		l.faults.Add(place, CodeNoFile, "write it", "there is no file %s.yaml", name)
		return false
	}
	l.faults = append(l.faults, Decode(file, content, into)...)
	return true
}

// either finds name.yaml or name.json; "" if there is neither.
func (l *loader) either(name string, place Pos) (string, []byte) {
	asYAML, err := l.open(name+".yaml", MaxFileBytes, place)
	asJSON, otherErr := l.open(name+".json", MaxFileBytes, place)
	switch {
	case err == nil && otherErr == nil:
		l.faults.Add(Pos{name + ".json", 1, 1}, CodeTwoFiles, "remove one of them", "%s.yaml is there too", name)
		return name + ".yaml", asYAML
	case err == nil:
		return name + ".yaml", asYAML
	case otherErr == nil:
		return name + ".json", asJSON
	}
	return "", nil
}

// contract finds the contract of a service or block: inside it, or in the file
// beside it.
func (l *loader) contract(dir string, inside *Schema, place Pos) *Schema {
	name := path.Join(dir, "contract")
	file, content := l.either(name, place)
	switch {
	case file == "" && inside == nil:
		l.faults.Add(place, CodeMissingKey, "write contract: here, or a file contract.yaml beside", "there is no contract")
		return nil
	case file == "":
		l.faults = append(l.faults, checkContract(inside)...)
		return inside
	case inside != nil:
		l.faults.Add(inside.Pos, CodeTwoFiles, "remove one of them", "the contract is here and in %s", file)
		return inside
	}
	beside := &Schema{}
	l.faults = append(l.faults, Decode(file, content, beside)...)
	l.faults = append(l.faults, checkContract(beside)...)
	return beside
}
