package browser

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// Violation is one thing that axe-core finds wrong on a page.
type Violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		Target  []any  `json:"target"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", v.ID, v.Help)
	for _, n := range v.Nodes {
		fmt.Fprintf(&b, "\n    %v: %s", n.Target, strings.ReplaceAll(n.Summary, "\n", " "))
	}
	return b.String()
}

// audit asks for everything that axe-core knows of WCAG 2.2, levels A and AA, and
// its advice. The size of targets is off in axe-core unless asked for.
const audit = `axe.run({
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	rules: {"target-size": {enabled: true}},
	resultTypes: ["violations"],
}).then(result => JSON.stringify(result.violations))`

// Audit gives what axe-core (its source) finds wrong on the page. JavaScript has
// to be on in the window.
func (w *Window) Audit(axe string) ([]Violation, error) {
	ctx, done := limited(w.ctx)
	defer done()
	loaded, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`typeof axe === "object"`))
	if err == nil && !loaded {
		_, err = chromedp.Run(ctx, chromedp.Evaluate[bool](axe+"\n;true"))
	}
	if err != nil {
		return nil, fmt.Errorf("load axe-core: %w", err)
	}
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](audit, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("run axe-core: %w", err)
	}
	var found []Violation
	return found, json.Unmarshal([]byte(text), &found)
}

// Wider tells how much wider than the window the page is, in CSS pixels: what one
// would have to scroll sideways.
func (w *Window) Wider() (int, error) {
	return chromedp.Run(w.ctx, chromedp.Evaluate[int](
		`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
}
