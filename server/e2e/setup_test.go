package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"sportello/e2e/browser"
	"sportello/engine"
	"sportello/renderer"
	"sportello/server/catalogue"
	"sportello/server/stage"
)

// What all tests share: one browser, and the source of axe-core.
var (
	chromium *browser.Chromium
	axe      string
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if err := setUp(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer chromium.Close()
	failed := m.Run()
	if err := valid(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	return failed
}

func setUp() error {
	if !renderer.AssetsBuilt() {
		return fmt.Errorf("the pages have no style sheet yet: run make assets in the project's folder")
	}
	if _, err := exec.LookPath("java"); err != nil {
		return fmt.Errorf("no Java on this machine: make browser installs it (%w)", err)
	}
	if err := install(); err != nil {
		return err
	}
	source, err := os.ReadFile(axeFile)
	if err != nil {
		return err
	}
	axe = string(source)
	chromium, err = browser.Start()
	return err
}

const axeFile = "node_modules/axe-core/axe.min.js"

// install brings axe-core and the checker of HTML from the lock file, if one of
// them is missing. Neither needs to run anything for that.
func install() error {
	_, noAxe := os.Stat(axeFile)
	_, noChecker := os.Stat(checker)
	if noAxe == nil && noChecker == nil {
		return nil
	}
	if told, err := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, told)
	}
	return nil
}

// The services that the tests play.
const (
	tutorial = "../../examples/tutorial"
	nested   = "../../examples/nested"
	records  = "accesso-atti"
	bonuses  = "bonus-economici"
	housing  = "alloggio-erp"
	burial   = "sepoltura"
	contest  = "concorso-pubblico"
	banns    = "pubblicazione-matrimonio"
)

// service opens a service by its folder or id.
func service(t *testing.T, name string) *catalogue.Service {
	t.Helper()
	found, err := catalogue.Open(catalogue.Sources{}, name)
	if err != nil {
		t.Fatal(err)
	}
	if found[0].Program == nil {
		t.Fatal(found[0].Faults)
	}
	return found[0]
}

// perform sets up a server for a program.
func perform(t *testing.T, p *engine.Program) *stage.Stage {
	t.Helper()
	s, err := stage.Open(t.TempDir(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// open opens a window on a server, and at the end of the test looks at what went
// on behind its pages.
func open(t *testing.T, site string, width int64, scripts bool) *browser.Window {
	t.Helper()
	w, err := chromium.Open(site, width, scripts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	t.Cleanup(func() { behind(t, w) })
	return w
}

// behind fails the test if a page asked another host, broke its own policy, wrote
// an error on the console, or left a cookie of somebody else's.
func behind(t *testing.T, w *browser.Window) {
	for _, wrong := range w.Wrong() {
		t.Error(wrong)
	}
	cookies, err := w.Cookies()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cookies {
		if c.Domain != w.Host() || !strings.HasPrefix(c.Name, "sportello") {
			t.Errorf("a cookie %s of %s", c.Name, c.Domain)
		}
		if !c.HTTPOnly || c.SameSite == "" {
			t.Errorf("cookie %s: HttpOnly %v, SameSite %q", c.Name, c.HTTPOnly, c.SameSite)
		}
	}
}
