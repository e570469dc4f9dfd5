package renderer_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sportello/renderer"
	"sportello/renderer/gallery"
	"sportello/renderer/locale"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	out    = flag.String("out", "", "also write every screen of the gallery into this folder")
)

// shared is a renderer with the assets that are compiled in, or with none in a
// bare checkout. Addresses of assets carry no hash here, so that golden files
// outlive a change of style.
func shared(t testing.TB) *renderer.Renderer {
	t.Helper()
	r, err := renderer.New(assets(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func assets(t testing.TB) *renderer.Assets {
	t.Helper()
	a, err := renderer.LoadAssets()
	if err != nil {
		t.Fatal(err)
	}
	a.Hash = "0"
	return a
}

func render(t testing.TB, r *renderer.Renderer, s gallery.Screen) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Render(&b, s.Template, s.View); err != nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	return b.String()
}

func TestEveryScreenRenders(t *testing.T) {
	r := shared(t)
	seen := map[string]bool{}
	for _, lang := range []string{"it", "en"} {
		for _, s := range gallery.Screens(lang) {
			seen[s.Template] = true
			if html := render(t, r, s); !strings.HasSuffix(strings.TrimSpace(html), "</html>") {
				t.Errorf("%s: the page does not end", s.Name)
			}
		}
	}
	for _, name := range renderer.Names() {
		if !seen[name] {
			t.Errorf("the gallery has no %q", name)
		}
	}
}

func TestUnknownScreenIsAnError(t *testing.T) {
	var b bytes.Buffer
	if err := shared(t).Render(&b, "nowhere", renderer.Message{}); err == nil || b.Len() > 0 {
		t.Errorf("error %v, %d bytes written", err, b.Len())
	}
}

func TestNothingIsWrittenWhenATemplateFails(t *testing.T) {
	var b bytes.Buffer
	if err := shared(t).Render(&b, "page", renderer.Message{}); err == nil || b.Len() > 0 {
		t.Errorf("error %v, %d bytes written", err, b.Len())
	}
}

// TestWriteGallery writes the screens as files, for looking at them.
func TestWriteGallery(t *testing.T) {
	if *out == "" {
		t.Skip("no -out given")
	}
	assets, err := renderer.LoadAssets()
	if err != nil {
		t.Fatal(err)
	}
	r, err := renderer.New(assets)
	if err != nil {
		t.Fatal(err)
	}
	for address, asset := range assets.Table() {
		write(t, filepath.Join(*out, filepath.FromSlash(address)), asset.Content)
	}
	for _, s := range gallery.Screens("it") {
		write(t, filepath.Join(*out, s.Name+".html"), []byte(render(t, r, s)))
	}
	pseudo, err := renderer.NewPseudo(assets)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range gallery.InPseudo() {
		write(t, filepath.Join(*out, locale.Pseudo, s.Name+".html"), []byte(render(t, pseudo, s)))
	}
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEveryKeyHasWords looks for the keys of the catalogue that templates name.
func TestEveryKeyHasWords(t *testing.T) {
	files, err := filepath.Glob("templates/*/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no templates", err)
	}
	words := locale.For("it")
	key := regexp.MustCompile(`(?:\bt \$?\.?[wW]\w*(?:\.Words)?|\.(?:Text|Count)) "([^"]+)"`)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(source), -1) {
			if !words.Has(m[1]) && !words.Has(m[1]+".one") {
				t.Errorf("%s: the catalogue has no %q", file, m[1])
			}
		}
	}
}
