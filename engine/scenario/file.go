package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"strconv"
	"strings"

	"sportello/engine"
)

// mediaTypes are the types of the files that scenarios attach, by the end of
// their names.
var mediaTypes = map[string]string{
	".pdf": "application/pdf", ".p7m": "application/pkcs7-mime",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
}

// Attach makes a small file of the name's type.
func (d *Engine) Attach(_, name string) (string, error) {
	d.files++
	id := "f" + strconv.Itoa(d.files)
	sum := sha256.Sum256([]byte(name))
	d.draft.Files = maps.Clone(d.draft.Files)
	if d.draft.Files == nil {
		d.draft.Files = map[string]engine.File{}
	}
	d.draft.Files[id] = engine.File{
		ID: id, Name: name, MediaType: mediaTypes[strings.ToLower(path.Ext(name))], Size: int64(len(name)), SHA256: hex.EncodeToString(sum[:]),
	}
	return id, nil
}
