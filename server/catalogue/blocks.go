package catalogue

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"sportello/definitions"
	"sportello/engine"
)

// OpenAll is Open, and where no names are given it adds the blocks of the
// libraries, each as a service of its own: so they are checked and played too.
func OpenAll(s Sources, names ...string) ([]*Service, error) {
	found, err := Open(s, names...)
	if err != nil || len(names) > 0 {
		return found, err
	}
	blocks, err := s.blocks()
	if err != nil {
		return nil, err
	}
	return append(found, blocks...), s.compile(blocks)
}

// blocks reads every block of the author's libraries, or else of the one that
// comes with the program.
func (s Sources) blocks() ([]*Service, error) {
	if len(s.Definitions) == 0 {
		return blocksIn("library", definitions.Library(), definitions.Library())
	}
	var out []*Service
	for _, dir := range s.Definitions {
		own, err := folder(filepath.Join(dir, "library"))
		if err != nil {
			continue // it has none
		}
		found, err := blocksIn(filepath.Join(dir, "library"), own, s.library(dir))
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// OnceOnly finds the block of a group that is asked once only, in the author's
// libraries or else in the one that comes with the program, as a service to correct
// what is kept: see definitions.ReadOnceOnly. It is nil if there is none.
func (s Sources) OnceOnly(group string) (*Service, error) {
	for _, dir := range append(s.Definitions, "") {
		library := definitions.Library()
		if dir != "" {
			library = s.library(dir)
		}
		name := definitions.OnceOnlyBlock(library, group)
		if name == "" {
			continue
		}
		loaded, faults := definitions.ReadOnceOnly(library, name, engine.IdentityRule)
		svc := &Service{ID: name, Block: true, Dir: dir, Loaded: loaded, Faults: faults}
		return svc, s.compile([]*Service{svc})
	}
	return nil, nil
}

// block reads one block by its id and version.
func (s Sources) block(name string) (*Service, error) {
	for _, dir := range append(s.Definitions, "") {
		library := definitions.Library()
		if dir != "" {
			library = s.library(dir)
		}
		if _, err := fs.Stat(library, "blocks/"+name); err == nil {
			return readBlock(filepath.Join(dir, "library"), name, library)
		}
	}
	return nil, fmt.Errorf("%w: no library has a block %s", ErrUnknown, name)
}

// blocksIn reads the blocks of one library; they may use what another has.
func blocksIn(dir string, library, all fs.FS) ([]*Service, error) {
	entries, err := fs.ReadDir(library, "blocks")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the blocks: %w", err)
	}
	var out []*Service
	for _, e := range entries {
		if !e.IsDir() || !strings.Contains(e.Name(), "@") {
			continue
		}
		block, err := readBlock(dir, e.Name(), all)
		if err != nil {
			return nil, err
		}
		out = append(out, block)
	}
	return out, nil
}

func readBlock(dir, name string, library fs.FS) (*Service, error) {
	files, err := fs.Sub(library, "blocks/"+name)
	if err != nil {
		return nil, fmt.Errorf("read the blocks: %w", err)
	}
	loaded, faults := definitions.ReadBlock(library, name)
	return &Service{ID: name, Block: true, Dir: filepath.Join(dir, "blocks", name), Files: files, Loaded: loaded, Faults: faults}, nil
}
