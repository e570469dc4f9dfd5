package cli

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os/signal"
	"syscall"

	"sportello/server/showroom"
)

// Gallery serves samples of every screen, for whoever works on the program.
type Gallery struct {
	Listen string `default:"127.0.0.1:8081" placeholder:"ADDR" help:"Where to listen (127.0.0.1:8081)."`
}

// Run serves until it is told to stop.
func (c *Gallery) Run(s Streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	return c.run(ctx, s)
}

func (c *Gallery) run(ctx context.Context, s Streams) error {
	room, err := showroom.New()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	fmt.Fprintf(s.Out, "http://%s/\n", listener.Addr())
	return serveUntil(ctx, listener, room, slog.New(slog.NewJSONHandler(s.Err, nil)))
}
