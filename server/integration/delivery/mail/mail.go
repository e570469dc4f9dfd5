// Package mail tells citizens by e-mail what happened to their application, at
// the address that they gave for that.
//
// Letters leave by SMTP, or are written into a folder as .eml files, to try
// things out. A letter that is sent twice has the same Message-ID.
package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"sportello/renderer"
	"sportello/server/outbox"
	"sportello/server/submission"
)

// Writer writes the letter about an event. It is false where nobody is to be
// written to.
type Writer func(ctx context.Context, e submission.Event, s submission.Submission) (renderer.Letter, bool, error)

// Receiver writes letters and hands them to a carrier.
type Receiver struct {
	from, host string
	write      Writer
	carry      carrier
}

// carrier takes a letter away.
type carrier func(ctx context.Context, event int64, m *gomail.Msg) error

// ID of the receiver in the outbox.
const ID = "email"

// ToServer sends letters to an SMTP server: smtp://user:password@host:587 (with
// STARTTLS) or smtps://… (TLS from the start); on the machine itself,
// smtp://localhost:25 goes without.
func ToServer(address, from string, write Writer) (*Receiver, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("the address of the mail server must be like smtp://user:password@mail.example:587")
	}
	options, err := optionsOf(u)
	if err != nil {
		return nil, err
	}
	return newReceiver(from, write, func(ctx context.Context, _ int64, m *gomail.Msg) error {
		client, err := gomail.NewClient(u.Hostname(), options...)
		if err != nil {
			return errors.New("the mail server cannot be used as it is set up")
		}
		return judged(client.DialAndSendWithContext(ctx, m))
	})
}

func optionsOf(u *url.URL) ([]gomail.Option, error) {
	options := []gomail.Option{gomail.WithTLSPortPolicy(gomail.TLSMandatory)}
	if u.Scheme == "smtps" {
		options = []gomail.Option{gomail.WithSSL()}
	} else if ip := net.ParseIP(u.Hostname()); u.Hostname() == "localhost" || ip != nil && ip.IsLoopback() {
		options = []gomail.Option{gomail.WithTLSPolicy(gomail.NoTLS)}
	}
	if p := u.Port(); p != "" {
		port, err := strconv.Atoi(p)
		if err != nil {
			return nil, errors.New("the port of the mail server is no number")
		}
		options = append(options, gomail.WithPort(port))
	}
	if password, ok := u.User.Password(); ok {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	return options, nil
}

// ToFolder writes letters into a folder, one file each.
func ToFolder(folder, from string, write Writer) (*Receiver, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return newReceiver(from, write, func(_ context.Context, event int64, m *gomail.Msg) error {
		return m.WriteToFile(filepath.Join(folder, fmt.Sprintf("%06d.eml", event)))
	})
}

func newReceiver(from string, write Writer, carry carrier) (*Receiver, error) {
	m := gomail.NewMsg()
	if err := m.From(from); err != nil {
		return nil, fmt.Errorf("letters need a sender such as urp@comune.example.it: %w", err)
	}
	sender, err := m.GetSender(false)
	if err != nil {
		return nil, err
	}
	host := strings.TrimSuffix(sender[strings.LastIndexByte(sender, '@')+1:], ">")
	return &Receiver{from, host, write, carry}, nil
}

// ID is of outbox.Receiver.
func (r *Receiver) ID() string { return ID }

// Deliver is of outbox.Receiver. An address that no letter can have is refused:
// trying again would not help.
func (r *Receiver) Deliver(ctx context.Context, d outbox.Message) error {
	letter, wanted, err := r.write(ctx, d.Event, d.Submission)
	if err != nil || !wanted {
		return err
	}
	err = r.send(ctx, d.Event, letter, letter.To, letter.Copies...)
	if errors.Is(err, outbox.ErrRefused) && len(letter.Copies) > 0 {
		return r.oneByOne(ctx, d.Event, letter)
	}
	return err
}

// oneByOne sends a letter that was refused again, to each address by itself: a
// server takes a letter to all or to none, and a mistake in a further address
// must not keep it from the citizen. Further addresses that are refused stay
// without.
func (r *Receiver) oneByOne(ctx context.Context, e submission.Event, letter renderer.Letter) error {
	if err := r.send(ctx, e, letter, letter.To); err != nil {
		return err
	}
	for _, copied := range letter.Copies {
		if err := r.send(ctx, e, letter, copied); err != nil && !errors.Is(err, outbox.ErrRefused) {
			return err
		}
	}
	return nil
}

// send sends a letter to an address, and to others that are not shown to each
// other.
func (r *Receiver) send(ctx context.Context, e submission.Event, letter renderer.Letter, to string, copies ...string) error {
	m, err := r.message(e, letter, to, copies)
	if err != nil {
		return err
	}
	return r.carry(ctx, e.ID, m)
}

func (r *Receiver) message(e submission.Event, letter renderer.Letter, to string, copies []string) (*gomail.Msg, error) {
	m := gomail.NewMsg()
	if err := m.From(r.from); err != nil {
		return nil, err
	}
	if err := m.To(to); err != nil {
		return nil, fmt.Errorf("the address cannot be written to: %w", outbox.ErrRefused)
	}
	m.BccIgnoreInvalid(copies...)
	m.Subject(letter.Subject)
	m.SetMessageIDWithValue(fmt.Sprintf("%d.%.16s@%s", e.ID, e.Seal, r.host))
	m.SetDateWithValue(e.Created)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("Content-Language", letter.Lang)
	m.SetBodyString(gomail.TypeTextPlain, letter.Text)
	return m, nil
}

// judged keeps addresses out of an error, and tells what a server refuses for
// ever (5xx).
func judged(err error) error {
	if err == nil {
		return nil
	}
	var failed *gomail.SendError
	if !errors.As(err, &failed) {
		return errors.New("the mail server cannot be reached")
	}
	if failed.IsTemp() || failed.ErrorCode() == 0 {
		return fmt.Errorf("the mail server does not take it now (%d)", failed.ErrorCode())
	}
	return fmt.Errorf("the mail server does not take it (%d): %w", failed.ErrorCode(), outbox.ErrRefused)
}
