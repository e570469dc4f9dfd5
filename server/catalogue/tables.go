package catalogue

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sportello/definitions"
)

// withTables reads services again whose tables the municipality has in a folder
// of its own: DIR/<service>/data/tariffe.csv stands for data/tariffe.csv of the
// service. The columns must be those that the service declares.
func (s Sources) withTables(found []*Service) error {
	if s.Tables == "" {
		return nil
	}
	if _, err := os.ReadDir(s.Tables); err != nil {
		return fmt.Errorf("read the tables: %w", err)
	}
	for i, svc := range found {
		dir := filepath.Join(s.Tables, svc.ID)
		own, err := folder(dir)
		if err != nil || svc.ID == "" || svc.Block {
			continue // none for this service
		}
		named, err := tablesIn(own)
		if err != nil {
			return fmt.Errorf("read the tables: %w", err)
		}
		if again := svc.over(dir, own, named); again != nil {
			found[i] = again
		}
	}
	return nil
}

// tablesIn names the files of a municipality's folder.
func tablesIn(own fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(own, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// over is the service with some of its tables replaced; nil if there are none.
func (svc *Service) over(dir string, own fs.FS, named []string) *Service {
	var known []string
	for _, e := range svc.Loaded.Service.Data {
		if file := e.Value.File.Value; file != "" {
			known = append(known, file)
		}
	}
	again := read(svc.Dir, replaced{svc.Files, own, named}, svc.library)
	for _, name := range named {
		if !slices.Contains(known, name) {
			again.Faults.Add(definitions.Pos{File: filepath.Join(dir, name), Line: 1, Column: 1}, definitions.CodeNoTable,
				"its tables are "+strings.Join(known, ", "), "%s has no table %s", svc.ID, name)
		}
	}
	again.Tables = named
	return again
}

// replaced are files, some of which stand for those of the same name.
type replaced struct {
	files, own fs.FS
	named      []string
}

// Open is of fs.FS.
func (r replaced) Open(name string) (fs.File, error) {
	if slices.Contains(r.named, name) && strings.HasSuffix(name, ".csv") {
		return r.own.Open(name)
	}
	return r.files.Open(name)
}
