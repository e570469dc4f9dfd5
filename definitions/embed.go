package definitions

import (
	"embed"
	"io/fs"
)

// The definitions that come with the program.
//
//go:embed all:library all:services all:profile
var shipped embed.FS

// Library gives the blocks and tables that come with the program: blocks/ and
// data/.
func Library() fs.FS { return sub("library") }

// Services gives the services that come with the program, one folder each.
func Services() fs.FS { return sub("services") }

// DefaultProfile gives the municipality that services are shown for unless
// another profile is given: its file name and content.
func DefaultProfile() (name string, content []byte) {
	name = "profile/pisa.yaml"
	content, _ = shipped.ReadFile(name) // embedded, so it is there
	return name, content
}

func sub(dir string) fs.FS {
	f, err := fs.Sub(shipped, dir)
	if err != nil {
		panic(err) // the name is one of ours
	}
	return f
}
