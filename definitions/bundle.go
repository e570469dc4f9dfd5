package definitions

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// libraryDir is where a bundle keeps what it took from the library.
const libraryDir = "library"

// Bundle is all that a service is made of: its files by their names, and under
// library/ the files that it takes from the library. An edition stores it, and
// the service can be read from it again.
type Bundle map[string][]byte

// Hash tells bundles apart: SHA-256 over the names and contents in the order of
// the names, each with its length before it, in hexadecimal.
func (b Bundle) Hash() string {
	sum := sha256.New()
	for _, name := range sortedKeys(b) {
		fmt.Fprintf(sum, "%d:%s%d:", len(name), name, len(b[name]))
		sum.Write(b[name])
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// errNoFile says that a source has no such file.
var errNoFile = errors.New("no such file")

// source is where files come from: folders, or a bundle.
type source interface {
	// open reads a file, at most one byte more than limit.
	open(name string, limit int) ([]byte, error)
	// list names the folders in a folder; none if there is no such folder.
	list(dir string) []string
	// files names the files in a folder; none if there is no such folder.
	files(dir string) []string
}

func (b Bundle) open(name string, _ int) ([]byte, error) {
	content, ok := b[name]
	if !ok {
		return nil, errNoFile
	}
	return content, nil
}

func (b Bundle) list(dir string) []string {
	var names []string
	for file := range b {
		rest, inside := strings.CutPrefix(file, dir+"/")
		if name, _, deeper := strings.Cut(rest, "/"); inside && deeper {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (b Bundle) files(dir string) []string {
	var names []string
	for file := range b {
		if path.Dir(file) == dir {
			names = append(names, path.Base(file))
		}
	}
	slices.Sort(names)
	return names
}

// folders is the folder of a service with a library beside it, which may be
// nil.
type folders struct{ service, library fs.FS }

// in tells which folder a name is in, and what it is called there.
func (f folders) in(name string) (fs.FS, string) {
	if rest, ok := strings.CutPrefix(name, libraryDir+"/"); ok {
		return f.library, rest
	}
	return f.service, name
}

func (f folders) open(name string, limit int) ([]byte, error) {
	dir, name := f.in(name)
	if dir == nil {
		return nil, errNoFile
	}
	file, err := dir.Open(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, errNoFile
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, limit)
}

// readAll reads a file, at most one byte more than limit, into as much memory as
// it has bytes: the tables of the library are large.
func readAll(file fs.File, limit int) ([]byte, error) {
	size := 0
	if about, err := file.Stat(); err == nil {
		size = int(min(about.Size(), int64(limit)))
	}
	content := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := content.ReadFrom(io.LimitReader(file, int64(limit)+1))
	return content.Bytes(), err
}

func (f folders) list(name string) []string { return f.names(name, true) }

func (f folders) files(name string) []string { return f.names(name, false) }

// names are the folders, or the files, in a folder.
func (f folders) names(name string, folders bool) []string {
	dir, name := f.in(name)
	if dir == nil {
		return nil
	}
	entries, err := fs.ReadDir(dir, name)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() == folders && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// goodPath reports whether a file name stays inside its folder.
func goodPath(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, `\:`) && path.Clean(name) == name
}
