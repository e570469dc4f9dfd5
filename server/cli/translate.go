package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"sportello/definitions"
	"sportello/server/catalogue"
)

// Translate writes the texts of a service or block to a file for translators.
type Translate struct {
	Folder   string `arg:"" type:"existingdir" help:"The folder of a service, or of a block (…/blocks/persona@1)."`
	Language string `arg:"" help:"The language: de, en, fr, sl."`
}

var languageShape = regexp.MustCompile(`^[a-z]{2,3}$`)

// Run writes the files, and says what is left to do.
func (c *Translate) Run(common Common, s Streams) error {
	if !languageShape.MatchString(c.Language) || c.Language == "it" {
		return fmt.Errorf("%q is not a language to translate to, such as de", c.Language)
	}
	if _, err := os.Stat(filepath.Join(c.Folder, "block.yaml")); err == nil {
		return c.block(s)
	}
	found, err := catalogue.Open(common.sources(), c.Folder)
	if err != nil {
		return err
	}
	for _, svc := range found {
		if err := c.service(svc.Loaded, svc.Dir, s); err != nil {
			return err
		}
	}
	return nil
}

// service writes the texts of a service and of its own blocks. Those of the
// library are translated there, once for all services.
func (c *Translate) service(l *definitions.Loaded, dir string, s Streams) error {
	for _, inside := range l.Dirs() {
		file := l.Translation(inside, c.Language)
		if library, ok := strings.CutPrefix(inside, "library/"); ok {
			if file.Open+file.Stale > 0 {
				fmt.Fprintf(s.Out, "%s: %d texts to translate, %d of an older text: run sportello translate …/%s %s\n", inside, file.Open, file.Stale, library, c.Language)
			}
			continue
		}
		if err := c.write(filepath.Join(dir, file.Name), file, s); err != nil {
			return err
		}
	}
	return nil
}

// block writes the texts of a block of a library.
func (c *Translate) block(s Streams) error {
	folder, err := filepath.Abs(c.Folder)
	if err != nil {
		return err
	}
	library := filepath.Dir(filepath.Dir(folder))
	l := definitions.ReadBlockTexts(os.DirFS(library), filepath.Base(folder))
	file := l.Translation("blocks/"+filepath.Base(folder), c.Language)
	return c.write(filepath.Join(library, file.Name), file, s)
}

func (c *Translate) write(name string, file definitions.Rewritten, s Streams) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(name, file.Content, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "%s: %d texts to translate, %d of an older text\n", name, file.Open, file.Stale)
	for _, t := range file.Dropped {
		fmt.Fprintf(s.Out, "    dropped: %q (%q)\n", t.Text.Value, t.Source.Value)
	}
	return nil
}
