package cli

import (
	"fmt"
	"runtime/debug"
)

// Version prints what this program is.
type Version struct{}

// Run prints version, commit and Go.
func (Version) Run(s Streams) error {
	version, commit, modified := "unreleased", "unknown", ""
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("the program was built without build information")
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			commit = setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			modified = " (modified)"
		}
	}
	_, err := fmt.Fprintf(s.Out, "sportello %s, commit %s%s, %s\n", version, commit, modified, info.GoVersion)
	return err
}
