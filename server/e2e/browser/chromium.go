// Package browser is a citizen at a real browser: Chromium, with or without
// JavaScript, on a wide screen or a narrow one.
//
// Everything goes through what the browser shows. A page is read from its HTML,
// as package visitor reads it; a field is filled by clicking it or its label and
// typing; a page is sent by pressing its button. No script is run in the page for
// that, so that the same hands work where JavaScript is off.
package browser

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/chromedp/chromedp"
)

// Chromium is a running browser. Each window of it has cookies of its own.
type Chromium struct {
	ctx  context.Context
	stop []context.CancelFunc
}

// ErrNoChromium means that the machine has no Chromium.
var ErrNoChromium = errors.New("no chromium on this machine: make browser installs it")

// Start starts the browser. It looks nothing up outside of this machine.
func Start() (*Chromium, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrNoChromium, err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("accept-lang", "it"),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	c := &Chromium{ctx: ctx, stop: []context.CancelFunc{stop, stopAllocator}}
	if err := chromedp.Do(ctx); err != nil {
		c.Close()
		return nil, fmt.Errorf("start chromium: %w", err)
	}
	return c, nil
}

// Close ends the browser.
func (c *Chromium) Close() {
	for _, stop := range c.stop {
		stop()
	}
}

// patience is how long one thing in a window may take.
const patience = 30 * time.Second

// limited bounds the time of one thing.
func limited(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, patience)
}
