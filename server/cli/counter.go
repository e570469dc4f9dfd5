package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"sportello/renderer"
	"sportello/server/config"
	"sportello/server/metrics"
	"sportello/server/outbox"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
	"sportello/server/web"
)

// counter is everything that a running server holds open.
type counter struct {
	store    *sqlstore.Store
	files    shelf
	services *config.Services
	tell     *receivers
	writes   *web.Site // the letters
	metrics  *metrics.Metrics
	clock    func() time.Time
	stopping atomic.Bool
}

// work begins what goes on beside serving, and gives what ends it and waits.
func (c *counter) work(log *slog.Logger) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() { c.sweep(ctx, log) })
	all.Go(func() { c.services.KeepFollowing(ctx) })
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
		return nil, errors.Join(err, out.tell.Close())
	}
	if out.files, err = c.openFiles(ctx); err != nil {
		return nil, errors.Join(err, out.store.Close(), out.tell.Close())
	}
	out.metrics = metrics.New(out.store)
	out.store.Watch(out.metrics.Committed)
	out.services, err = config.Open(ctx, common.sources(), out.store, c.mode(), time.Now(), log)
	if err == nil {
		err = c.ready(common, out)
	}
	if err == nil {
		err = out.writeLetters(c.Post)
	}
	if err != nil {
		return nil, errors.Join(err, out.close())
	}
	return out, nil
}

// mode is how what is offered already stands to what this node brings along.
func (c *Serve) mode() config.Mode {
	switch {
	case c.Demo:
		return config.Trying
	case c.Place.Store != "":
		return config.Together
	}
	return config.Alone
}

// writeLetters puts who writes to citizens among the receivers.
func (c *counter) writeLetters(p Post) error {
	r, err := p.receiver(c.services.Profile().Contacts.Email.Value, c.letter)
	if r != nil {
		c.tell.all = append(c.tell.all, r)
	}
	return err
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
	if err == nil {
		err = addCrest(assets, c.services.Profile())
	}
	if err != nil {
		return nil, err
	}
	desk := submission.NewDesk(submission.Ports{
		Catalogue: c.services, Corrections: c.services, Drafts: c.store, Submissions: c.store, Ratings: c.store, Files: c.store, Attachments: c.files, Profiles: c.store,
		World: config.World{}, Clock: c.clock, Random: rand.Reader, Zone: c.services.Zone(), Show: web.Show,
		Receivers: c.tell.ids(),
	})
	identity, err := providers(c.services.Profile(), address, c.clock)
	if err != nil {
		return nil, err
	}
	site, err := web.New(web.Parts{
		Desk: desk, Sessions: c.store, SignIns: c.store, Paces: c.store, Providers: identity, Services: c.services, Assets: assets,
		Clock: c.clock, Random: rand.Reader, Log: log, Address: address, Demo: demo, Ready: c.answers, Observer: c.metrics,
	})
	c.writes = site
	return site, err
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

// sweep takes away sessions and sign-ins that ended, drafts that nobody changes
// any more, counts of minutes past, and files that no answer and no draft refers
// to for a day.
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
			err = c.sweepDrafts(ctx, log)
		}
		if err == nil {
			_, err = c.store.SweepPaces(ctx, c.clock().Add(-sweepEvery))
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

// sweepDrafts takes away the drafts that nobody has changed for as long as the
// profile says.
func (c *counter) sweepDrafts(ctx context.Context, log *slog.Logger) error {
	keeping := submission.Keeping{Days: c.services.Profile().DraftDays(), Zone: c.services.Zone()}
	n, err := keeping.Sweep(ctx, c.store, c.clock())
	if n > 0 {
		log.Info("drafts that nobody changed any more were deleted", "drafts", n, "days", keeping.Days)
	}
	return err
}
