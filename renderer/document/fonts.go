package document

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"sportello/renderer"
)

const family = "Titillium"

// Fonts are what documents are set in: the font of the national design system.
type Fonts struct {
	regular, bold []byte
	has           map[rune]bool
}

// LoadFonts takes the fonts out of the built assets.
func LoadFonts(assets *renderer.Assets) (*Fonts, error) {
	f := &Fonts{}
	for name, content := range map[string]*[]byte{"regular": &f.regular, "600": &f.bold} {
		asset, ok := assets.File("fonts/titillium-web-v10-latin-ext_latin-" + name + ".ttf")
		if !ok {
			return nil, errors.New("document: the fonts are not among the assets: build them anew")
		}
		*content = asset.Content
	}
	var err error
	f.has, err = characters(f.regular)
	return f, err
}

// known replaces what the font does not have: by the letter without its accent
// if it has that, else by a question mark. Who reads the answers on the screen
// sees them as they were written.
func (f *Fonts) known(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case f.has[r]:
			return r
		case r == '\n' || r == '\t':
			return ' '
		}
		if base := []rune(norm.NFD.String(string(r))); f.has[base[0]] {
			return base[0]
		}
		return '?'
	}, norm.NFC.String(renderer.Unmarked(words)))
}

// characters reads which characters a TrueType font has, from the table that
// maps them (cmap, format 4).
func characters(font []byte) (has map[rune]bool, err error) {
	defer func() {
		if recover() != nil { // an index outside the font
			err = errors.New("document: the font is broken")
		}
	}()
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(font[at:])) }
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(font[at:])) }
	for i := range u16(4) {
		if entry := 12 + 16*i; string(font[entry:entry+4]) == "cmap" {
			table := u32(entry + 8)
			for j := range u16(table + 2) {
				if sub := table + u32(table+4+8*j+4); u16(sub) == 4 {
					return segments(sub, u16), nil
				}
			}
		}
	}
	return nil, fmt.Errorf("document: the font has no map of its characters")
}

// segments reads the ranges of characters of a map of format 4.
func segments(at int, u16 func(int) int) map[rune]bool {
	has := map[rune]bool{}
	count := u16(at+6) / 2
	ends, starts := at+14, at+16+2*count
	deltas, offsets := starts+2*count, starts+4*count
	for i := range count {
		for c := u16(starts + 2*i); c <= u16(ends+2*i) && c < 0xffff; c++ {
			glyph := c + u16(deltas+2*i)
			if offset := u16(offsets + 2*i); offset != 0 {
				glyph = u16(offsets + 2*i + offset + 2*(c-u16(starts+2*i)))
			}
			if glyph&0xffff != 0 {
				has[rune(c)] = true
			}
		}
	}
	return has
}
