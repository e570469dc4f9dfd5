package visitor

import (
	"path"
	"strings"
)

// Sample makes a small file that is what its name says.
func Sample(name string) []byte {
	switch strings.ToLower(path.Ext(name)) {
	case ".png":
		return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
			"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82")
	case ".jpg", ".jpeg":
		return []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9")
	case ".p7m":
		return []byte("0\x80\x06\t*\x86H\x86\xf7\r\x01\x07\x02\xa0\x800\x80")
	}
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" +
		"trailer<</Root 1 0 R>>\n%%EOF\n% " + name + "\n")
}
