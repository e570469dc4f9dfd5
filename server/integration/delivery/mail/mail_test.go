package mail_test

import (
	"context"
	"errors"
	"io"
	"mime"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"sportello/renderer"
	"sportello/server/integration/delivery/mail"
	"sportello/server/outbox"
	"sportello/server/submission"
)

const sender = "urp@comune.example.it"

func message() outbox.Message {
	return outbox.Message{Delivery: submission.Delivery{Event: submission.Event{
		ID: 42, Kind: submission.Sent, Seal: "0123456789abcdef0123", Created: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
	}}}
}

func writes(to string) mail.Writer {
	return func(context.Context, submission.Event, submission.Submission) (renderer.Letter, bool, error) {
		return renderer.Letter{Lang: "it", To: to, Subject: "Richiesta inviata: «perché» €", Text: "Città di Pisa\n"}, to != "", nil
	}
}

// office is a mail server in this process.
type office struct {
	mutex sync.Mutex
	code  int    // answered to a recipient, if not 0
	only  string // who gets that answer; everybody if ""
	to    []string
	mail  []string
}

func (o *office) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{office: o}, nil }

type session struct {
	*office
	here []string // who the letter is to
}

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Reset()                               { s.here = nil }
func (s *session) Logout() error                        { return nil }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.code != 0 && (s.only == "" || s.only == to) {
		return &smtp.SMTPError{Code: s.code, Message: "no"}
	}
	s.here = append(s.here, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.mail, s.to = append(s.mail, string(text)), append(s.to, strings.Join(s.here, " "))
	return err
}

func open(t *testing.T, code int) (*office, string) {
	t.Helper()
	o := &office{code: code}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	server := smtp.NewServer(o)
	server.Domain = "localhost"
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return o, "smtp://" + listener.Addr().String()
}

func TestToServer(t *testing.T) {
	o, address := open(t, 0)
	r, err := mail.ToServer(address, sender, writes("ada@example.org"))
	must(t, err)
	for range 2 {
		must(t, r.Deliver(t.Context(), message()))
	}
	if len(o.mail) != 2 {
		t.Fatalf("%d letters", len(o.mail))
	}
	var ids []string
	for _, text := range o.mail {
		m, err := netmail.ReadMessage(strings.NewReader(text))
		must(t, err)
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != "Richiesta inviata: «perché» €" || !strings.Contains(m.Header.Get("To"), "ada@example.org") ||
			m.Header.Get("Auto-Submitted") != "auto-generated" || m.Header.Get("Content-Language") != "it" {
			t.Errorf("%v, header %v", err, m.Header)
		}
		ids = append(ids, m.Header.Get("Message-Id"))
	}
	if ids[0] != "<42.0123456789abcdef@comune.example.it>" || ids[0] != ids[1] {
		t.Errorf("the ids of a letter that was sent twice: %v", ids)
	}
}

func TestWhatTheServerSays(t *testing.T) {
	for _, c := range []struct {
		code    int
		refused bool
	}{{451, false}, {550, true}} {
		_, address := open(t, c.code)
		r, err := mail.ToServer(address, sender, writes("ada.segreta@example.org"))
		must(t, err)
		err = r.Deliver(t.Context(), message())
		if err == nil || errors.Is(err, outbox.ErrRefused) != c.refused || strings.Contains(err.Error(), "segreta") {
			t.Errorf("%d: %v", c.code, err)
		}
	}
	r, err := mail.ToServer("smtp://127.0.0.1:1", sender, writes("ada@example.org"))
	must(t, err)
	if err := r.Deliver(t.Context(), message()); err == nil || errors.Is(err, outbox.ErrRefused) {
		t.Errorf("no server: %v", err)
	}
}

// A further address that is refused keeps the letter from nobody else.
func TestRefusedCopy(t *testing.T) {
	const citizen, caf, wrong = "ada@example.org", "caf@example.org", "cfa@example.org"
	for _, c := range []struct {
		refused string
		to      []string
		parked  bool
	}{
		{"", []string{citizen + " " + wrong + " " + caf}, false},
		{wrong, []string{citizen, caf}, false},
		{citizen, nil, true},
	} {
		o, address := open(t, 0)
		if c.refused != "" {
			o.code, o.only = 550, c.refused
		}
		r, err := mail.ToServer(address, sender, func(context.Context, submission.Event, submission.Submission) (renderer.Letter, bool, error) {
			return renderer.Letter{To: citizen, Copies: []string{wrong, caf}, Subject: "Richiesta inviata", Text: "Città di Pisa\n"}, true, nil
		})
		must(t, err)
		err = r.Deliver(t.Context(), message())
		if errors.Is(err, outbox.ErrRefused) != c.parked || !c.parked && err != nil || !slices.Equal(o.to, c.to) {
			t.Errorf("%q refused: to %q, %v", c.refused, o.to, err)
		}
		if strings.Contains(strings.Join(o.mail, ""), caf) && c.refused == "" {
			t.Error("the further addresses are shown")
		}
	}
}

func TestToFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "posta")
	r, err := mail.ToFolder(folder, sender, writes("ada@example.org"))
	must(t, err)
	must(t, r.Deliver(t.Context(), message()))
	text, err := os.ReadFile(filepath.Join(folder, "000042.eml"))
	if err != nil || !strings.Contains(string(text), "To: <ada@example.org>") {
		t.Errorf("%s, %v", text, err)
	}
	nobody, err := mail.ToFolder(folder, sender, writes(""))
	must(t, err)
	must(t, nobody.Deliver(t.Context(), message()))
}

func TestNothingIsPutIntoHeaders(t *testing.T) {
	for _, to := range []string{"ada@example.org\r\nBcc: all@example.org", "ada@example.org, all@example.org", "no address"} {
		folder := t.TempDir()
		r, err := mail.ToFolder(folder, sender, writes(to))
		must(t, err)
		if err := r.Deliver(t.Context(), message()); !errors.Is(err, outbox.ErrRefused) {
			t.Errorf("%q: %v", to, err)
		}
		if letters, _ := os.ReadDir(folder); len(letters) != 0 {
			t.Errorf("%q was written to", to)
		}
	}
}

func TestSetUpWrong(t *testing.T) {
	for _, c := range []struct{ address, from string }{
		{"mail.example", sender}, {"http://mail.example", sender}, {"smtp://mail.example:587", "nobody"}, {"smtp://mail.example:587", ""},
	} {
		if _, err := mail.ToServer(c.address, c.from, writes("a@example.org")); err == nil {
			t.Errorf("%v is taken", c)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
