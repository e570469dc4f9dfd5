package browser

import (
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// Draw makes a picture of an HTML page of one's own, as PNG. Pictures that the page
// shows are given by their names.
func (c *Chromium) Draw(html string, pictures map[string][]byte, width, height int64) ([]byte, error) {
	folder, err := os.MkdirTemp("", "sportello-draw")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	files := map[string][]byte{"page.html": []byte(html)}
	for name, content := range pictures {
		files[name] = content
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			return nil, err
		}
	}
	ctx, end := chromedp.NewContext(c.ctx)
	defer end()
	err = chromedp.Do(ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate("file://"+filepath.Join(folder, "page.html")))
	if err != nil {
		return nil, err
	}
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}
