package renderer

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// built holds what the asset build left; in a bare checkout only dist/.keep.
//
//go:embed all:assets/dist
var built embed.FS

// AssetPrefix is the folder of the web under which assets are served.
const AssetPrefix = "/assets/"

// Assets is the table of files that pages refer to: style sheet, script, fonts,
// icons. Their addresses carry a hash of the whole set, so that they may be
// kept for ever, and references from one to another stay relative.
type Assets struct {
	Hash  string
	files map[string]Asset
}

// Asset is one file as it is served.
type Asset struct {
	Content []byte
	Gzip    []byte // the same, compressed; nil if that is no gain
	Type    string // media type
	Hash    string // of its content, for ETag
}

// AssetsBuilt reports whether the program was compiled with its assets. If
// not, "make" builds them.
func AssetsBuilt() bool {
	_, err := fs.Stat(built, "assets/dist/css/sportello.css")
	return err == nil
}

// LoadAssets reads the assets that were compiled in.
func LoadAssets() (*Assets, error) {
	dist, err := fs.Sub(built, "assets/dist")
	if err != nil {
		return nil, fmt.Errorf("renderer: assets: %w", err)
	}
	return ReadAssets(dist)
}

// ReadAssets reads the assets in a folder.
func ReadAssets(folder fs.FS) (*Assets, error) {
	all := sha256.New()
	files := map[string]Asset{}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		content, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(all, "%s %d\n", name, len(content))
		all.Write(content)
		files[name] = newAsset(name, content)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("renderer: assets: %w", err)
	}
	return &Assets{Hash: shortHash(all.Sum(nil)), files: files}, nil
}

// Add puts a file of the municipality's beside those that were compiled in. It
// must be done before anybody asks for addresses.
func (a *Assets) Add(name string, content []byte) {
	asset := newAsset(name, content)
	a.files[name] = asset
	sum := sha256.Sum256([]byte(a.Hash + name + asset.Hash))
	a.Hash = shortHash(sum[:])
}

// Has reports whether there is an asset of a name.
func (a *Assets) Has(name string) bool { _, ok := a.files[name]; return ok }

// URL gives the address of an asset by its name: "css/sportello.css".
func (a *Assets) URL(name string) string { return AssetPrefix + a.Hash + "/" + name }

// File gives an asset by its name.
func (a *Assets) File(name string) (Asset, bool) {
	asset, ok := a.files[name]
	return asset, ok
}

// Table gives every asset by its address.
func (a *Assets) Table() map[string]Asset {
	table := make(map[string]Asset, len(a.files))
	for name, f := range a.files {
		table[a.URL(name)] = f
	}
	return table
}

func newAsset(name string, content []byte) Asset {
	sum := sha256.Sum256(content)
	asset := Asset{Content: content, Type: mediaType(name), Hash: shortHash(sum[:])}
	if packed := compress(content); len(packed) < len(content)*9/10 {
		asset.Gzip = packed
	}
	return asset
}

func shortHash(sum []byte) string { return hex.EncodeToString(sum[:8]) }

func compress(content []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	w.Write(content)                                      // a Buffer never fails
	w.Close()
	return b.Bytes()
}

// mediaType knows the few kinds of files there are, so that it does not depend
// on the tables of the machine it runs on.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case ".ttf":
		return "font/ttf"
	case ".png":
		return "image/png"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}
