package e2e_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"sportello/e2e/browser"
)

// The pages that tests came to, as the server sent them. The checker takes longer
// to start than to read a hundred pages, so that it runs once, after all tests.
var pages struct {
	sync.Mutex
	at map[string]string // addresses, by the source
}

// keep keeps the page in a window for the checker.
func keep(w *browser.Window) error {
	source, err := w.Source()
	if err != nil {
		return fmt.Errorf("the source of %s: %w", w.Page().URL.Path, err)
	}
	pages.Lock()
	defer pages.Unlock()
	if pages.at == nil {
		pages.at = map[string]string{}
	}
	pages.at[source] = w.Page().URL.Path
	return nil
}

// remark is one thing that the checker says.
type remark struct {
	URL, Message, Extract string
	LastLine              int
}

// meant are remarks on what is so on purpose: a list without bullets is no list to
// VoiceOver unless its role is named.
var meant = []string{"The “list” role is unnecessary"}

// valid holds every page that was kept to the standard of HTML, with the checker
// of its authors.
func valid() error {
	folder, err := os.MkdirTemp("", "sportello-pages")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	addresses := map[string]string{}
	for source, at := range pages.at {
		name := fmt.Sprintf("%04d.html", len(addresses))
		addresses[name] = at
		if err := os.WriteFile(filepath.Join(folder, name), []byte(source), 0o600); err != nil {
			return err
		}
	}
	remarks, err := check(folder)
	wrong := []error{err}
	for _, r := range remarks {
		if !slices.ContainsFunc(meant, func(m string) bool { return strings.HasPrefix(r.Message, m) }) {
			wrong = append(wrong, fmt.Errorf("%s, line %d: %s\n    %s", addresses[filepath.Base(r.URL)], r.LastLine, r.Message, r.Extract))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return fmt.Errorf("HTML that is not valid:\n%w", err)
	}
	fmt.Printf("%d pages are valid HTML\n", len(addresses))
	return nil
}

const checker = "node_modules/vnu-jar/build/dist/vnu.jar"

// check runs the checker over the pages in a folder. Which language a page is in is
// not guessed at: authors' texts may be in another, and say so.
func check(folder string) ([]remark, error) {
	out, err := exec.Command("java", "-jar", checker, "--exit-zero-always", "--no-langdetect", "--stdout", "--format", "json", folder).Output()
	if err != nil {
		return nil, fmt.Errorf("the checker of HTML: %w", err)
	}
	var told struct{ Messages []remark }
	return told.Messages, json.Unmarshal(out, &told)
}
