// Command picture makes the picture of the README: a page of a service at a desk,
// and the same page on a phone beside it, both from the running program.
//
//	go run ./picture PROGRAM PICTURE
package main

import (
	"fmt"
	"os"

	"sportello/e2e/browser"
	"sportello/e2e/running"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "picture PROGRAM PICTURE")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func run(program, target string) error {
	site, stop, err := running.Demo(program)
	if err != nil {
		return err
	}
	defer stop()
	chromium, err := browser.Start()
	if err != nil {
		return err
	}
	defer chromium.Close()
	picture, err := draw(chromium, site)
	if err != nil {
		return err
	}
	if len(picture) > maxSize {
		return fmt.Errorf("the picture has %d bytes, more than %d", len(picture), maxSize)
	}
	return os.WriteFile(target, picture, 0o644)
}

// maxSize keeps the repository small.
const maxSize = 300_000

// frame puts the two pictures side by side.
const frame = `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 40px; display: flex; gap: 40px; align-items: flex-end; background: #e9f0f7; }
img { display: block; border-radius: 8px; box-shadow: 0 4px 24px rgb(0 43 85 / 25%); }
.phone { border: 10px solid #17324d; border-radius: 28px; }
</style><img src="1280.png"><img class="phone" src="360.png">`

func draw(chromium *browser.Chromium, site string) ([]byte, error) {
	pictures := map[string][]byte{}
	for citizen, width := range []int64{browser.Desk, browser.Phone} { // a citizen for each: one of them would resume
		taken, err := page(chromium, site, citizen, width)
		if err != nil {
			return nil, fmt.Errorf("at %d pixels: %w", width, err)
		}
		pictures[fmt.Sprintf("%d.png", width)] = taken
	}
	return chromium.Draw(frame, pictures, browser.Desk+browser.Phone+140, 980)
}

// page goes to the second page of a request for access to records, and answers its
// first question.
func page(chromium *browser.Chromium, site string, citizen int, width int64) ([]byte, error) {
	w, err := chromium.Open(site, width, true)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	for _, do := range []func() error{
		func() error { return w.Go("/servizi/accesso-atti/avvia") },
		func() error { return w.Click(fmt.Sprintf(`label[for="citizen-%d"]`, citizen)) },
		func() error { return w.Press(`form[action$="/avvia"] button[type="submit"]`) },
		func() error { return w.Click(`main input[type="checkbox"] + label`) },
		func() error { return w.Press(browser.Action("next")) },
		func() error { return w.Click(`main input[type="radio"][value="no"] + label`) },
		func() error { return w.Scroll(top(width)) },
	} {
		if err := do(); err != nil {
			return nil, err
		}
	}
	return w.Picture()
}

// top is what stands at the top of the picture: at a desk the whole page, on a phone
// what comes after the header, to see more of the form.
func top(width int64) string {
	if width == browser.Desk {
		return "body"
	}
	return "main h1"
}
