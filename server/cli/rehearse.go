package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os/signal"
	"syscall"
	"time"

	"sportello/server/rehearsal"
	"sportello/server/store/sqlstore"
	"sportello/server/web"
)

// Rehearse lets many citizens come to a demonstration at the same time.
type Rehearse struct {
	Service  string        `arg:"" name:"service" help:"Id or folder of the service."`
	Citizens int           `default:"200" help:"How many come (200)."`
	Arrive   time.Duration `default:"60s" help:"In which time they come (60s)."`
	URL      string        `name:"url" default:"http://127.0.0.1:8080" help:"The site, which must be a demonstration (http://127.0.0.1:8080)."`
	Seed     uint64        `default:"1" help:"The same number gives the same citizens (1)."`
	HTML     string        `name:"html" placeholder:"FILE" help:"Write the report as a page too."`
	Prove    bool          `help:"Look into the site's store too (--data, --store): what was told is there once, in order, and the chain is whole."`
	Mine     bool          `name:"i-own-this-server" help:"The site is on another machine, and yours: a rehearsal is a load on it."`
	Place
}

// mostCitizens bounds a rehearsal.
const mostCitizens = 100_000

// Run rehearses, and fails if anybody's journey did or the proof finds anything.
func (c *Rehearse) Run(common Common, s Streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := c.allowed(); err != nil {
		return err
	}
	plan, err := c.plan(common, s)
	if err != nil {
		return err
	}
	result, err := c.rehearse(ctx, plan)
	if err != nil {
		return err
	}
	result.Write(s.Out)
	page := func(w io.Writer) error { return result.HTML(w, plan.Service, c.URL) }
	if err := written(c.HTML, page); err != nil {
		return err
	}
	if len(result.Findings) > 0 || len(result.Failures) > 0 {
		return ErrFailed
	}
	return nil
}

// allowed keeps a rehearsal away from what is not one's own.
func (c *Rehearse) allowed() error {
	u, err := url.Parse(c.URL)
	if err != nil || u.Hostname() == "" {
		return errors.New("--url must be like http://127.0.0.1:8080")
	}
	ip := net.ParseIP(u.Hostname())
	if u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) && !c.Mine {
		return fmt.Errorf("%s is not this machine: a rehearsal is a heavy load; if the server is yours, say --i-own-this-server", u.Hostname())
	}
	if c.Citizens < 1 || c.Citizens > mostCitizens {
		return fmt.Errorf("--citizens must be between 1 and %d", mostCitizens)
	}
	return nil
}

func (c *Rehearse) plan(common Common, s Streams) (rehearsal.Plan, error) {
	svc, err := one(common, c.Service, s)
	if err != nil {
		return rehearsal.Plan{}, err
	}
	clock, err := common.now(svc.Program.Zone())
	if err != nil {
		return rehearsal.Plan{}, err
	}
	citizens := rehearsal.Nobody()
	if web.NeedsIdentity(svc.Program) {
		citizens = web.Fictitious()
	}
	fmt.Fprintf(s.Err, "looking for journeys through %s\n", svc.Program.ID())
	roles, err := rehearsal.Cast(svc.Program, rehearsal.Examples(svc.Files, svc.Program), citizens, clock(), c.Seed)
	return rehearsal.Plan{
		URL: c.URL, Service: svc.Program.ID(), Roles: roles, Citizens: c.Citizens, Arrive: c.Arrive, Seed: c.Seed,
		Tell: func(p rehearsal.Progress) {
			fmt.Fprintf(s.Err, "\r%d of %d came, %d sent, %d failed", p.Arrived, p.Citizens, p.Sent, p.Failed)
			if p.Sent+p.Failed == p.Citizens {
				fmt.Fprintln(s.Err)
			}
		},
	}, err
}

// rehearse runs the plan; with --prove it notes the store's last number before,
// and looks into the store afterwards.
func (c *Rehearse) rehearse(ctx context.Context, plan rehearsal.Plan) (result *rehearsal.Result, err error) {
	if !c.Prove {
		return rehearsal.Run(ctx, plan)
	}
	err = c.with(ctx, c.openThere, func(store *sqlstore.Store, files shelf) error {
		end, err := store.End(ctx)
		if err != nil {
			return err
		}
		if result, err = rehearsal.Run(ctx, plan); err != nil {
			return err
		}
		return result.Prove(ctx, store, files, plan.Service, end.Number)
	})
	return result, err
}
