package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

// Serve serves the services on the web.
type Serve struct {
	Listen string `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen (127.0.0.1:8080)."`
	URL    string `name:"url" placeholder:"URL" help:"What the site is called from outside: https://servizi.comune.example. With https, cookies travel over https only."`
	Place
	Post
	Receivers string        `placeholder:"FILE" help:"Who is told what happens to applications: see docs/operate.md."`
	Metrics   string        `placeholder:"ADDR" help:"Where to serve metrics for Prometheus, as 127.0.0.1:9090; nowhere unless given."`
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
	measured, err := c.measured(counter)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer measured()
	defer counter.work(log)()
	fmt.Fprintf(s.Out, "%s\n", c.address(listener))
	return serveUntil(c.drained(ctx, counter, log), listener, site, log)
}

// measured serves metrics, if they are asked for, and gives what ends that.
func (c *Serve) measured(counter *counter) (end func(), err error) {
	if c.Metrics == "" {
		return func() {}, nil
	}
	listener, err := net.Listen("tcp", c.Metrics)
	if err != nil {
		return nil, fmt.Errorf("metrics: %w", err)
	}
	server := &http.Server{Handler: counter.metrics.Handler(), ReadHeaderTimeout: headerTime}
	go server.Serve(listener)
	return func() { server.Close() }, nil
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
