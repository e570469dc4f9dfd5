package renderer_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"sportello/renderer"
	"sportello/renderer/gallery"
)

func TestAssetsAreKnownByTheirContent(t *testing.T) {
	read := func(css string) *renderer.Assets {
		a, err := renderer.ReadAssets(fstest.MapFS{"css/a.css": {Data: []byte(css)}, ".keep": {}})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	one, same, other := read("p{}"), read("p{}"), read("b{}")
	if one.Hash != same.Hash || one.Hash == other.Hash {
		t.Errorf("hashes %s %s %s", one.Hash, same.Hash, other.Hash)
	}
	if _, ok := one.Table()[renderer.AssetPrefix+one.Hash+"/css/a.css"]; !ok || len(one.Table()) != 1 {
		t.Errorf("table %v", one.Table())
	}
}

func TestAssetsAreCompressedOnlyForAGain(t *testing.T) {
	long := strings.Repeat("p { color: red }\n", 100)
	a, err := renderer.ReadAssets(fstest.MapFS{"a.css": {Data: []byte(long)}, "b.woff2": {Data: []byte("ab")}})
	if err != nil {
		t.Fatal(err)
	}
	table := a.Table()
	css, font := table[a.URL("a.css")], table[a.URL("b.woff2")]
	if font.Gzip != nil || font.Type != "font/woff2" || css.Type != "text/css; charset=utf-8" {
		t.Errorf("got %q, %q, %d bytes of font compressed", font.Type, css.Type, len(font.Gzip))
	}
	r, err := gzip.NewReader(bytes.NewReader(css.Gzip))
	if err != nil {
		t.Fatal(err)
	}
	if back, _ := io.ReadAll(r); string(back) != long {
		t.Error("the compressed content is another")
	}
}

// TestEveryAddressOfAnAssetExists looks up what the pages refer to.
func TestEveryAddressOfAnAssetExists(t *testing.T) {
	if !renderer.AssetsBuilt() {
		t.Fatal("the assets are not built: run make assets")
	}
	assets, err := renderer.LoadAssets()
	if err != nil {
		t.Fatal(err)
	}
	r, err := renderer.New(assets)
	if err != nil {
		t.Fatal(err)
	}
	table := assets.Table()
	sprites := string(table[assets.URL("svg/sprites.svg")].Content)
	for _, s := range gallery.Screens("it") {
		for _, address := range regexp.MustCompile(`"/assets/[^"]*"`).FindAllString(render(t, r, s), -1) {
			file, icon, isIcon := strings.Cut(strings.Trim(address, `"`), "#")
			if _, ok := table[file]; !ok {
				t.Errorf("%s refers to %s", s.Name, file)
			}
			if isIcon && !strings.Contains(sprites, `id="`+icon+`"`) {
				t.Errorf("%s refers to the icon %s", s.Name, icon)
			}
		}
	}
	checkStyle(t, assets)
}

// checkStyle looks up the fonts of the style sheet, and what the validator of
// the national model reads.
func checkStyle(t *testing.T, assets *renderer.Assets) {
	t.Helper()
	table := assets.Table()
	css := string(table[assets.URL("css/sportello.css")].Content)
	fonts := regexp.MustCompile(`url\("\.\./([^"]*)"\)`).FindAllStringSubmatch(css, -1)
	if len(fonts) == 0 {
		t.Error("the style sheet has no fonts")
	}
	for _, m := range fonts {
		if _, ok := table[assets.URL(m[1])]; !ok {
			t.Errorf("the style sheet refers to %s", m[1])
		}
	}
	if !strings.Contains(css, `--bootstrap-italia-version: "2.18.3"`) {
		t.Error("the version of the design system is not named")
	}
}

// maxScript is how large the script of citizens' pages may be, compressed: it must
// stay small enough for a telephone on a slow line.
const maxScript = 15 << 10

func TestScriptIsSmall(t *testing.T) {
	assets, err := renderer.LoadAssets()
	if err != nil {
		t.Fatal(err)
	}
	script := assets.Table()[assets.URL("js/sportello.js")]
	if len(script.Gzip) == 0 || len(script.Gzip) > maxScript {
		t.Errorf("the script has %d bytes compressed, at most %d are meant", len(script.Gzip), maxScript)
	}
	t.Logf("%d bytes, %d compressed", len(script.Content), len(script.Gzip))
}
