package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sportello/server/catalogue"
	"sportello/server/config"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

// Publish offers editions to all nodes that serve.
type Publish struct {
	Services []string `arg:"" optional:"" name:"service" help:"Ids or folders; all services if none."`
	Withdraw []string `placeholder:"SERVICE" help:"Services that take no new applications any more."`
	Place
}

// Run publishes all of the services, or none if one has faults.
func (c *Publish) Run(common Common, s Streams) error {
	var services []*catalogue.Service
	if len(c.Services) > 0 || len(c.Withdraw) == 0 {
		var err error
		if services, err = catalogue.Open(common.sources(), c.Services...); err != nil {
			return err
		}
	}
	for _, svc := range services {
		if !svc.Publishable() {
			printFaults(s.Out, svc.Faults)
			return ErrFailed
		}
	}
	ctx := context.Background()
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(c.publish(ctx, services, store, s), store.Close())
}

func (c *Publish) publish(ctx context.Context, services []*catalogue.Service, store *sqlstore.Store, s Streams) error {
	now := time.Now()
	for _, svc := range services {
		err := config.Publish(ctx, svc, store, now)
		if errors.Is(err, submission.ErrEditionChanged) {
			return fmt.Errorf("edition %s of %s was published before with another content: give it another label", svc.Program.Label(), svc.ID)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(s.Out, "%s: edition %s is offered\n", svc.ID, svc.Program.Label())
	}
	for _, id := range c.Withdraw {
		if err := store.Offer(ctx, submission.Offer{Service: id, Since: now}, true); err != nil {
			return err
		}
		fmt.Fprintf(s.Out, "%s: no edition is offered any more\n", id)
	}
	return nil
}
