// Package cli is the command line: one file for each command. It knows
// everybody and wires them together.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"

	"sportello/definitions"
	"sportello/server/catalogue"
)

// Streams are where a command reads and writes.
type Streams struct {
	Out, Err io.Writer
}

// Common are the flags of every command.
type Common struct {
	Definitions []string `placeholder:"DIR" help:"Folders of services instead of those that come with the program."`
	Profile     string   `placeholder:"FILE" help:"The municipality's profile."`
	Params      string   `placeholder:"FILE" help:"The municipality's values for parameters."`
	Tables      string   `placeholder:"DIR" help:"The municipality's own tables: DIR/SERVICE/data/tariffe.csv in place of the service's."`
	Now         string   `placeholder:"INSTANT" help:"The clock, as 2026-03-02T10:00:00, instead of the real one."`
}

func (c Common) sources() catalogue.Sources {
	return catalogue.Sources{Definitions: c.Definitions, Profile: c.Profile, Params: c.Params, Tables: c.Tables}
}

// now gives the clock: the one asked for, or the real one.
func (c Common) now(zone *time.Location) (func() time.Time, error) {
	if c.Now == "" {
		return time.Now, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, c.Now, zone); err == nil {
			return func() time.Time { return at }, nil
		}
	}
	return nil, fmt.Errorf("--now %q is not an instant such as 2026-03-02T10:00:00", c.Now)
}

// commands are all there are.
type commands struct {
	Common
	Serve   Serve   `cmd:"" help:"Serve the services on the web."`
	Publish Publish `cmd:"" help:"Offer editions of services to all nodes, without a restart."`
	Export  Export  `cmd:"" help:"Write all applications of a service."`
	Ratings Ratings `cmd:"" help:"Write what citizens think of services."`
	Outbox  Outbox  `cmd:"" help:"What waits to be told outside."`
	Verify  Verify  `cmd:"" help:"Prove that nothing that was sent has been changed or removed."`

	Backup       Backup       `cmd:"" help:"Copy the whole installation to a folder, while it serves."`
	Restore      Restore      `cmd:"" help:"Put a backup back into a new installation."`
	MigrateStore MigrateStore `cmd:"" help:"Move an installation from SQLite to PostgreSQL."`

	Audit     Audit     `cmd:"" help:"Hold a site to the criteria of the national model, and write the evidence."`
	Rehearse  Rehearse  `cmd:"" help:"A dress rehearsal: many citizens fill a service in at the same time."`
	Check     Check     `cmd:"" help:"Tell every fault of services: file:line:column: code: message."`
	Translate Translate `cmd:"" help:"Write or update the file of a service's texts in another language."`
	Play      Play      `cmd:"" help:"Play the scenarios of services."`
	Gallery   Gallery   `cmd:"" help:"Serve samples of every screen, to work on their looks."`
	Schema    Schema    `cmd:"" help:"Print the published schema of a service."`
	Why       Why       `cmd:"" help:"Say why a field, page or amount is as it is."`
	Version   Version   `cmd:"" help:"Print version, commit and Go."`
}

// ErrFailed means that the command did its work, and what it found is not well;
// everything has been said.
var ErrFailed = errors.New("failed")

// Run runs a command line and gives the exit status.
func Run(args []string, s Streams) int {
	var c commands
	status := -1
	parser, err := kong.New(&c, kong.Name("sportello"),
		kong.Description("Public services declared as data."),
		kong.Writers(s.Out, s.Err), kong.Exit(func(code int) { status = code }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(s.Err, "sportello:", err)
		return 2
	}
	if len(args) == 0 || len(args) == 1 && args[0] == "help" {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if status >= 0 {
		return status
	}
	if err != nil {
		fmt.Fprintln(s.Err, "sportello:", err)
		return 2
	}
	return report(ctx.Run(c.Common, s), s)
}

func report(err error, s Streams) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, ErrFailed):
		return 1
	}
	fmt.Fprintln(s.Err, "sportello:", err)
	return 1
}

// one opens the one service that a command is about, which must be sound.
func one(c Common, name string, s Streams) (*catalogue.Service, error) {
	found, err := catalogue.Open(c.sources(), name)
	if err != nil {
		return nil, err
	}
	svc := found[0]
	if svc.Program == nil {
		printFaults(s.Err, svc.Faults)
		return nil, ErrFailed
	}
	return svc, nil
}

func printFaults(w io.Writer, faults definitions.Faults) {
	for _, f := range faults.Sorted() {
		message := f.Message
		if f.Warning {
			message = "warning: " + message
		}
		fmt.Fprintf(w, "%s: %s: %s\n", f.Pos, f.Code, message)
		if f.Advice != "" {
			fmt.Fprintf(w, "    %s\n", f.Advice)
		}
	}
}

// Main runs the program's own command line.
func Main() { os.Exit(Run(os.Args[1:], Streams{os.Stdout, os.Stderr})) }
