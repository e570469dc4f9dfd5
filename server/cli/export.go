package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"sportello/server/submission"
)

// Export writes all applications of a service.
type Export struct {
	Service string `required:"" placeholder:"ID" help:"The id of the service."`
	Place
	Format string `enum:"json,csv" default:"json" help:"json: a list of objects, with the answers as they were sent. csv: a line for each application and a column for each path of an answer (richiedente.nome), those of all editions together in the order of the alphabet; a list stands in one column as JSON; a text that a spreadsheet would take for a formula begins with '."`
	Files  string `placeholder:"DIR" help:"Copy the attachments too, into DIR/REFERENCE/."`
}

// Run writes the applications to the output.
func (c *Export) Run(s Streams) error {
	ctx := context.Background()
	store, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	sent := func(yield func(submission.Submission, error) bool) { store.Export(ctx, c.Service, 0)(yield) }
	if c.Format == "csv" {
		err = exportCSV(s.Out, sent)
	} else {
		err = exportJSON(s.Out, sent)
	}
	if err != nil || c.Files == "" {
		return err
	}
	return c.copyFiles(sent)
}

// sentOnes goes through applications; it may be gone through again.
type sentOnes = func(yield func(submission.Submission, error) bool)

// exportJSON writes one object for each application, on a line of its own, so
// that a long list needs no memory.
func exportJSON(w io.Writer, sent sentOnes) error {
	separator := "[\n"
	for s, err := range sent {
		if err != nil {
			return err
		}
		object, err := asWritten(s.Export())
		if err != nil {
			return fmt.Errorf("export %v: %w", s, err)
		}
		if _, err := fmt.Fprintf(w, "%s%s", separator, object); err != nil {
			return err
		}
		separator = ",\n"
	}
	end := "\n]\n"
	if separator == "[\n" {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

// asWritten makes JSON in which <, > and & stay what they are.
func asWritten(v any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// copyFiles copies the attachments of every application into a folder of its
// own.
func (c *Export) copyFiles(sent sentOnes) error {
	files, err := c.openFiles(context.Background())
	if err != nil {
		return err
	}
	defer files.Close()
	if err := os.MkdirAll(c.Files, 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(c.Files)
	if err != nil {
		return err
	}
	defer root.Close()
	for s, err := range sent {
		if err == nil {
			err = copyFilesOf(root, files, s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func copyFilesOf(root *os.Root, files submission.Attachments, s submission.Submission) error {
	if len(s.Files) == 0 {
		return nil
	}
	if err := root.MkdirAll(s.Reference, 0o700); err != nil {
		return err
	}
	for i, f := range s.Files {
		// Two files may have the same name: the number keeps them apart.
		name := fmt.Sprintf("%s/%02d-%s", s.Reference, i+1, f.Name)
		if err := copyFile(root, files, name, f.SHA256); err != nil {
			return fmt.Errorf("copy file %d of %v: %w", i+1, s, err)
		}
	}
	return nil
}

func copyFile(root *os.Root, files submission.Attachments, name, sha256 string) error {
	from, err := files.Open(sha256)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}
