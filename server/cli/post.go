package cli

import (
	"cmp"
	"context"
	"errors"

	"sportello/renderer"
	"sportello/server/integration/delivery/mail"
	"sportello/server/submission"
)

// Post is how citizens are written to.
type Post struct {
	SMTP     string `name:"smtp" env:"SPORTELLO_SMTP" placeholder:"ADDRESS" help:"The mail server for letters to citizens, as smtp://user:password@host:587 or smtps://…. SPORTELLO_SMTP in the environment says the same."`
	MailDir  string `placeholder:"DIR" help:"Write letters into a folder, as .eml files, instead of sending them."`
	MailFrom string `placeholder:"EMAIL" help:"The sender of letters; the municipality's e-mail address unless given."`
}

// receiver is who writes to citizens; nil if nobody does.
func (p Post) receiver(from string, write mail.Writer) (*mail.Receiver, error) {
	from = cmp.Or(p.MailFrom, from)
	switch {
	case p.SMTP != "" && p.MailDir != "":
		return nil, errors.New("letters go either to --smtp or to --mail-dir")
	case p.SMTP != "":
		return mail.ToServer(p.SMTP, from, write)
	case p.MailDir != "":
		return mail.ToFolder(p.MailDir, from, write)
	}
	return nil, nil
}

// letter has the site write the letter about an event.
func (c *counter) letter(ctx context.Context, e submission.Event, s submission.Submission) (renderer.Letter, bool, error) {
	return c.writes.Letter(ctx, e, s)
}
