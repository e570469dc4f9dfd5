package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"sportello/server/audit"
	"sportello/server/catalogue"
	"sportello/server/rehearsal"
	"sportello/server/web"
)

// Audit holds a site to the criteria of the national model.
type Audit struct {
	Services []string `arg:"" optional:"" name:"service" help:"Ids or folders; all services if none."`
	URL      string   `name:"url" placeholder:"URL" help:"The site, which must be a demonstration with these services; one is set up on this machine if none is given."`
	HTML     string   `name:"html" placeholder:"FILE" help:"Write the report as a page."`
	JSON     string   `name:"json" placeholder:"FILE" help:"Write the report for programs."`
}

// Run prints a line for each criterion, and fails if one is not met.
func (c *Audit) Run(common Common, s Streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	services, err := catalogue.Open(common.sources(), c.Services...)
	if err != nil {
		return err
	}
	subject := audit.Subject{URL: c.URL}
	for _, svc := range services {
		if svc.Program == nil {
			printFaults(s.Err, svc.Faults)
			return ErrFailed
		}
		clock, err := common.now(svc.Program.Zone())
		if err != nil {
			return err
		}
		subject.Services = append(subject.Services, c.service(svc, clock()))
	}
	if c.URL == "" {
		if common.Definitions, err = folders(services); err != nil {
			return err
		}
		end, err := c.setUp(ctx, common, &subject)
		if err != nil {
			return err
		}
		defer end()
	}
	report, err := audit.Run(ctx, subject, time.Now())
	if err != nil {
		return err
	}
	return c.tell(report, s)
}

// service is one service with a journey that can be sent.
func (c *Audit) service(svc *catalogue.Service, now time.Time) audit.Service {
	p := svc.Program
	citizens := rehearsal.Nobody()
	if web.NeedsIdentity(p) {
		citizens = web.Fictitious()
	}
	one := audit.Service{
		ID: p.ID(), Title: p.Service().Title.Value, Identity: web.NeedsIdentity(p),
		Fees: p.Service().Fees != nil, Term: p.Service().Sheet.Days.Given(),
	}
	if roles, err := rehearsal.Cast(p, rehearsal.Examples(svc.Files, p), citizens, now, 1); err == nil {
		one.Citizen, one.Answers = newcomer(roles[0].Citizen, p.ID()), roles[0].Answers
	}
	return one
}

// newcomer is a namesake whom the site has never seen: drafts and data that
// somebody left there, in another service or another audit, are not theirs.
func newcomer(citizen, service string) string {
	if citizen == "" {
		return ""
	}
	return fmt.Sprintf("%s+%s-%d", citizen, service, time.Now().UnixNano())
}

// folders are where services are, to be served from there; none for those that
// come with the program.
func folders(services []*catalogue.Service) ([]string, error) {
	var dirs []string
	for _, svc := range services {
		if svc.Dir != "" {
			dirs = append(dirs, svc.Dir)
		}
	}
	if len(dirs) > 0 && len(dirs) < len(services) {
		return nil, errors.New("name either ids of services that come with the program, or folders: they are served from one place")
	}
	return dirs, nil
}

// setUp serves the services on this machine, as a demonstration that writes
// letters into a folder.
func (c *Audit) setUp(ctx context.Context, common Common, subject *audit.Subject) (end func(), err error) {
	folder, err := os.MkdirTemp("", "sportello-audit")
	if err != nil {
		return nil, err
	}
	letters := filepath.Join(folder, "letters")
	serve := Serve{Listen: "127.0.0.1:0", Demo: true, Place: Place{Data: filepath.Join(folder, "data")}, Post: Post{MailDir: letters}}
	ctx, cancel := context.WithCancel(ctx)
	said, out := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := serve.run(ctx, common, Streams{out, io.Discard})
		ended <- errors.Join(err, out.CloseWithError(err))
	}()
	if _, err := fmt.Fscanln(said, &subject.URL); err != nil {
		cancel()
		return nil, errors.Join(fmt.Errorf("the site cannot be set up: %w", err), <-ended, os.RemoveAll(folder))
	}
	subject.Letters = func(reference string) bool { return wrote(letters, reference) }
	return func() {
		cancel()
		<-ended
		os.RemoveAll(folder)
	}, nil
}

// letterTime is how long a letter may take to be written.
const letterTime = 30 * time.Second

// wrote waits for a letter about an application.
func wrote(folder, reference string) bool {
	for end := time.Now().Add(letterTime); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(folder, "*.eml"))
		for _, f := range files {
			if content, err := os.ReadFile(f); err == nil && bytes.Contains(content, []byte(reference)) {
				return true
			}
		}
	}
	return false
}

func (c *Audit) tell(r *audit.Report, s Streams) error {
	for _, one := range r.Results {
		fmt.Fprintf(s.Out, "%-10s %-16s %s\n", one.ID, one.Verdict, one.Title)
		for _, against := range one.Against {
			fmt.Fprintf(s.Out, "           - %s\n", against)
		}
	}
	for _, sheet := range r.Sheets {
		if len(sheet.Against) > 0 {
			fmt.Fprintf(s.Out, "scheda     %s: %s\n", sheet.Service, strings.Join(sheet.Against, "; "))
		}
	}
	fmt.Fprintf(s.Out, "%d criteria and %d sheets, %d not met\n", len(r.Results), len(r.Sheets), r.Missed())
	err := errors.Join(written(c.HTML, r.HTML), written(c.JSON, r.JSON))
	if err == nil && r.Missed() > 0 {
		err = ErrFailed
	}
	return err
}

// written writes a file, if it is wanted.
func written(path string, write func(io.Writer) error) error {
	if path == "" {
		return nil
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}
