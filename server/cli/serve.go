package cli

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/signal"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"sportello/renderer"
	"sportello/server/config"
	"sportello/server/outbox"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
	"sportello/server/web"
)

// Serve serves the services on the web.
type Serve struct {
	Listen string `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen (127.0.0.1:8080)."`
	URL    string `name:"url" placeholder:"URL" help:"What the site is called from outside: https://servizi.comune.example. With https, cookies travel over https only."`
	Place
	Receivers string        `placeholder:"FILE" help:"Who is told what happens to applications: see docs/operate.md."`
	Drain     time.Duration `default:"0s" placeholder:"TIME" help:"How long to go on serving when told to stop, while /readyz already says no: as long as a balancer needs to notice (0s)."`
	Demo      bool          `help:"A demonstration: fictitious citizens sign in, payments are simulated, every page says so."`
}

// Run serves until it is told to stop.
func (c *Serve) Run(common Common, s Streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	return c.run(ctx, common, s)
}

func (c *Serve) run(ctx context.Context, common Common, s Streams) error {
	log := slog.New(slog.NewJSONHandler(s.Err, nil))
	counter, err := c.open(ctx, common, s, log)
	if err != nil {
		return err
	}
	defer counter.close()
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	site, err := counter.site(c.address(listener), c.Demo, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer counter.work(log)()
	fmt.Fprintf(s.Out, "%s\n", c.address(listener))
	return serveUntil(c.drained(ctx, counter, log), listener, site, log)
}

// drained ends when serving must stop: as long after the context as a balancer
// is given to notice that this node is not ready any more.
func (c *Serve) drained(ctx context.Context, counter *counter, log *slog.Logger) context.Context {
	out, end := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() {
		log.Info("not ready any more")
		counter.stopping.Store(true)
		time.AfterFunc(c.Drain, end)
	})
	return out
}

func (c *Serve) address(l net.Listener) string { return cmp.Or(c.URL, "http://"+l.Addr().String()) }

// The times that a server gives: to send a request, to be answered, to keep a
// connection, and to finish when it is told to stop.
const (
	headerTime = 10 * time.Second
	readTime   = 30 * time.Second
	writeTime  = 60 * time.Second
	idleTime   = 2 * time.Minute
	stopTime   = 20 * time.Second
)

// serveUntil serves until the context ends, then lets requests finish.
func serveUntil(ctx context.Context, l net.Listener, site http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler: site, ReadHeaderTimeout: headerTime, ReadTimeout: readTime,
		WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	last, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// counter is everything that a running server holds open.
type counter struct {
	store    *sqlstore.Store
	files    shelf
	services *config.Services
	tell     *receivers
	clock    func() time.Time
	stopping atomic.Bool
}

// work begins what goes on beside serving, and gives what ends it and waits.
func (c *counter) work(log *slog.Logger) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() { c.sweep(ctx, log) })
	all.Go(func() {
		outbox.Run(ctx, outbox.Parts{Outbox: c.store, Submissions: c.store, Receivers: c.tell.all, Clock: time.Now, Log: log})
	})
	return func() {
		cancel()
		all.Wait()
	}
}

// maxFile is how large one file may be; a field may allow less.
const maxFile = 50 << 20

func (c *Serve) open(ctx context.Context, common Common, s Streams, log *slog.Logger) (*counter, error) {
	out := &counter{}
	var err error
	if out.tell, err = openReceivers(c.Receivers, s); err != nil {
		return nil, err
	}
	if out.store, err = c.Place.open(ctx); err != nil {
		return nil, err
	}
	if out.files, err = c.openFiles(ctx); err != nil {
		return nil, errors.Join(err, out.store.Close())
	}
	openServices := config.Open
	if c.Demo {
		openServices = config.OpenForTrying
	}
	out.services, err = openServices(ctx, common.sources(), out.store, time.Now(), log)
	if err == nil {
		err = c.ready(common, out)
	}
	if err != nil {
		return nil, errors.Join(err, out.close())
	}
	return out, nil
}

// ready refuses to start what could not work.
func (c *Serve) ready(common Common, out *counter) (err error) {
	if out.clock, err = common.now(out.services.Zone()); err != nil {
		return err
	}
	if !renderer.AssetsBuilt() {
		return errors.New("the program was built without its style sheet and scripts: run make first")
	}
	var need []string
	for _, p := range out.services.All() {
		if web.NeedsIdentity(p) {
			need = append(need, p.ID())
		}
	}
	if len(need) > 0 && !c.Demo && len(out.services.Profile().Identity) == 0 {
		return fmt.Errorf("nobody could sign in: %s ask for an identity, and the profile names no identity provider (docs/identity.md); "+
			"use --demo for a demonstration with fictitious citizens", strings.Join(need, ", "))
	}
	return nil
}

func (c *counter) close() error { return errors.Join(c.files.Close(), c.store.Close(), c.tell.Close()) }

func (c *counter) site(address string, demo bool, log *slog.Logger) (*web.Site, error) {
	assets, err := renderer.LoadAssets()
	if err != nil {
		return nil, err
	}
	desk := submission.NewDesk(submission.Ports{
		Catalogue: c.services, Drafts: c.store, Submissions: c.store, Ratings: c.store, Files: c.store, Attachments: c.files,
		World: config.World{}, Clock: c.clock, Random: rand.Reader, Zone: c.services.Zone(), Show: web.Show,
		Receivers: c.tell.ids(),
	})
	identity, err := providers(c.services.Profile(), address, c.clock)
	if err != nil {
		return nil, err
	}
	return web.New(web.Parts{
		Desk: desk, Sessions: c.store, SignIns: c.store, Providers: identity, Services: c.services, Assets: assets,
		Clock: c.clock, Random: rand.Reader, Log: log, Address: address, Demo: demo, Ready: c.answers,
	})
}

// answers reports whether the database answers, and whether this node goes on.
func (c *counter) answers() error {
	if c.stopping.Load() {
		return errors.New("stopping")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, err := c.store.End(ctx)
	return err
}

// sweepEvery is how often what nobody needs any more is taken away.
const sweepEvery = time.Hour

// sweep takes away sessions and sign-ins that ended, and files that no answer and no draft
// refers to for a day.
func (c *counter) sweep(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		_, err := c.store.SweepSessions(ctx, c.clock())
		if err == nil {
			// For a day, who comes back late finds what they had typed.
			_, err = c.store.SweepSignIns(ctx, c.clock().Add(-24*time.Hour))
		}
		if err == nil {
			_, err = c.files.Sweep(ctx, time.Now().Add(-24*time.Hour), c.store.Holds)
		}
		if err != nil && ctx.Err() == nil {
			log.Error("sweep failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
