package cli

import "fmt"

// Schema prints the published schema of a service.
type Schema struct {
	Service    string `arg:"" help:"An id or a folder."`
	InlineData bool   `help:"Write out the options that come from tables."`
}

// Run prints the schema.
func (c *Schema) Run(common Common, s Streams) error {
	svc, err := one(common, c.Service, s)
	if err != nil {
		return err
	}
	b, err := svc.Program.Schema(c.InlineData)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%s\n", b)
	return err
}
