package attachment

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is how many characters of a name are kept, and how many bytes it may
// have at most so that any file system takes it.
const (
	maxName      = 100
	maxNameBytes = 200
)

// CleanName makes the name of an uploaded file fit to be shown and to be saved
// under: no folders, no signs that file systems forbid, none that are invisible
// or turn the direction of writing ("\u202efdp.exe" reads as "exe.pdf"), not too
// long, and with an extension that its content has.
func CleanName(name, mediaType string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Join(strings.Fields(strings.Map(cleanSign, name)), " ")
	name = strings.Trim(name, ". ")
	stem, extension := splitExtension(name, mediaType)
	stem = strings.TrimRight(shorten(stem, maxName-len(extension), maxNameBytes-len(extension)), ". ")
	if stem == "" {
		stem = "file"
	}
	return stem + extension
}

func cleanSign(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r == utf8.RuneError, unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
		return -1
	case strings.ContainsRune(`<>:"|?*`, r):
		return '_'
	}
	return r
}

// splitExtension takes the extension off a name, or gives it the usual one of
// the type if it has another or none.
func splitExtension(name, mediaType string) (stem, extension string) {
	for _, t := range types {
		if t.mediaType != mediaType {
			continue
		}
		extension := strings.ToLower(path.Ext(name))
		if slices.Contains(t.extensions, extension) {
			return name[:len(name)-len(extension)], extension
		}
		return name, t.extensions[0]
	}
	return name, ""
}

// shorten cuts after so many characters and bytes, never inside a character.
func shorten(s string, characters, size int) string {
	for i, r := range s {
		if characters == 0 || i+utf8.RuneLen(r) > size {
			return s[:i]
		}
		characters--
	}
	return s
}
