// Package catalogue finds and compiles the services that a command is about:
// those that come with the program, those in folders, or one by its id.
package catalogue

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine"
)

// Sources say where services, profile and parameters come from. The zero value
// means those that come with the program.
type Sources struct {
	Definitions []string // folders of services, or folders that are services
	Profile     string   // a file
	Params      string   // a file
	Tables      string   // a folder of the municipality's own tables, by service
}

// Service is one service as it was found and compiled.
type Service struct {
	ID      string // of a block, with its version
	Block   bool   // a block alone, to be checked and played; never served
	Dir     string // as faults name it; "" for those that come with the program
	Files   fs.FS  // its folder
	Program *engine.Program
	Faults  definitions.Faults
	Loaded  *definitions.Loaded
	Profile *definitions.Profile
	Params  engine.Params
	Tables  []string // of the municipality's own, in place of the service's

	library fs.FS
}

// ErrUnknown means that no service has the id, and no folder that name.
var ErrUnknown = errors.New("no such service")

// Open finds the services named (ids or folders; all if none are named), and
// compiles them. Faults are in the services; the error is about files that
// cannot be read at all.
func Open(s Sources, names ...string) ([]*Service, error) {
	found, err := s.find(names)
	if err != nil {
		return nil, err
	}
	return found, s.compile(found)
}

// compile compiles services for the municipality.
func (s Sources) compile(found []*Service) error {
	profile, params, faults, err := s.municipality()
	if err != nil {
		return err
	}
	if err := s.withTables(found); err != nil {
		return err
	}
	for _, svc := range found {
		svc.Profile, svc.Params = profile, params[svc.ID]
		svc.Faults = append(svc.Faults, faults...)
		if !faults.Blocking() {
			svc.compile()
		}
	}
	return nil
}

func (svc *Service) compile() {
	if svc.Faults.Blocking() {
		return
	}
	program, faults := engine.Compile(svc.Loaded, svc.Profile, svc.Params)
	svc.Program = program
	if program != nil {
		faults = append(faults, program.SchemaFaults()...)
	}
	if !svc.Block {
		faults = append(faults, definitions.Unpublishable(svc.Loaded.Service)...)
	}
	svc.Faults = append(svc.Faults, svc.placed(faults)...)
}

// Publishable reports whether citizens may be served: the service is sound, and
// its sheet complete.
func (svc *Service) Publishable() bool {
	incomplete := func(f definitions.Fault) bool { return !f.Warning || f.Code == definitions.CodeSheet }
	return svc.Program != nil && !slices.ContainsFunc(svc.Faults, incomplete)
}

// With compiles the service again with other values for some parameters.
func (svc *Service) With(params engine.Params) (*engine.Program, definitions.Faults) {
	return engine.Compile(svc.Loaded, svc.Profile, params.Over(svc.Params))
}

// placed names the files of faults as the author finds them.
func (svc *Service) placed(faults definitions.Faults) definitions.Faults {
	out := slices.Clone(faults)
	for i, f := range out {
		if svc.Dir != "" && f.File != "" && !strings.HasPrefix(f.File, "library/") && !filepath.IsAbs(f.File) {
			out[i].File = filepath.Join(svc.Dir, f.File)
		}
	}
	return out
}

// municipality reads the profile and the parameters of all services.
func (s Sources) municipality() (*definitions.Profile, map[string]engine.Params, definitions.Faults, error) {
	name, content := definitions.DefaultProfile()
	if s.Profile != "" {
		var err error
		if content, err = os.ReadFile(s.Profile); err != nil {
			return nil, nil, nil, fmt.Errorf("read the profile: %w", err)
		}
		name = s.Profile
	}
	profile, faults := definitions.ReadProfile(name, content)
	params := map[string]engine.Params{}
	if profile != nil {
		for _, e := range profile.Parameters {
			params[e.Key.Value] = e.Value
		}
	}
	if s.Params != "" {
		content, err := os.ReadFile(s.Params)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("read the parameters: %w", err)
		}
		given, more := definitions.ReadParams(s.Params, content)
		faults = append(faults, more...)
		for id, values := range given {
			params[id] = values.Over(params[id])
		}
	}
	return profile, params, faults, nil
}

// find reads the services that are meant.
func (s Sources) find(names []string) ([]*Service, error) {
	if len(names) == 0 {
		return s.all()
	}
	var out []*Service
	for _, name := range names {
		found, err := s.named(name)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// named finds what a name on the command line means: a folder that is a
// service, a folder of services, the id of a service, or a block.
func (s Sources) named(name string) ([]*Service, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return s.inDir(name)
	}
	find := s.byID
	if strings.Contains(name, "@") {
		find = s.block
	}
	svc, err := find(name)
	return []*Service{svc}, err
}

// inDir reads a folder that is a service, or each service in it.
func (s Sources) inDir(dir string) ([]*Service, error) {
	files, err := folder(dir)
	if err != nil {
		return nil, err
	}
	if isService(files) {
		return []*Service{read(dir, files, s.library(filepath.Dir(dir)))}, nil
	}
	found, err := inFolder(dir, files, s.library(dir))
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%w: the folder %s has no service.yaml, and no folder in it has one", ErrUnknown, dir)
	}
	return found, err
}

// folder opens a folder of definitions. They may come from anywhere, so a link
// in it leads nowhere outside of it.
func folder(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("read the services: %w", err)
	}
	return root.FS(), nil
}

func (s Sources) byID(id string) (*Service, error) {
	all, err := s.all()
	if err != nil {
		return nil, err
	}
	var known []string
	for _, svc := range all {
		if svc.ID == id {
			return svc, nil
		}
		known = append(known, svc.ID)
	}
	return nil, fmt.Errorf("%w: %q is neither a folder with a service.yaml nor one of %s", ErrUnknown, id, strings.Join(known, ", "))
}

// all reads every service of the sources.
func (s Sources) all() ([]*Service, error) {
	if len(s.Definitions) == 0 {
		return inFolder("", definitions.Services(), definitions.Library())
	}
	var out []*Service
	for _, dir := range s.Definitions {
		found, err := s.inDir(dir)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// library is the one that comes with the program, with a folder library/ of
// the author's laid over it.
func (s Sources) library(dir string) fs.FS {
	own, err := folder(filepath.Join(dir, "library"))
	if err != nil {
		return definitions.Library()
	}
	return layered{own, definitions.Library()}
}

// layered looks a file up in each file system in turn.
type layered []fs.FS

// Open opens the first file of the name.
func (l layered) Open(name string) (fs.File, error) {
	var err error
	for _, f := range l {
		var file fs.File
		if file, err = f.Open(name); err == nil {
			return file, nil
		}
	}
	return nil, err
}

func inFolder(dir string, files, library fs.FS) ([]*Service, error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("read the services: %w", err)
	}
	var out []*Service
	for _, e := range entries {
		sub, err := fs.Sub(files, e.Name())
		if err != nil || !e.IsDir() || !isService(sub) {
			continue
		}
		name := ""
		if dir != "" {
			name = filepath.Join(dir, e.Name())
		}
		out = append(out, read(name, sub, library))
	}
	return out, nil
}

func isService(f fs.FS) bool {
	for _, name := range []string{"service.yaml", "service.json"} {
		if info, err := fs.Stat(f, name); err == nil && !info.IsDir() {
			return true
		}
	}
	return false
}

func read(dir string, files, library fs.FS) *Service {
	loaded, faults := definitions.ReadService(files, library)
	svc := &Service{Dir: dir, Files: files, Loaded: loaded, library: library}
	svc.Faults = svc.placed(faults)
	if loaded != nil && loaded.Service != nil {
		svc.ID = loaded.Service.ID.Value
	}
	return svc
}
