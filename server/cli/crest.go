package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"sportello/definitions"
	"sportello/renderer"
	"sportello/server/web"
)

// addCrest puts the crest that stands beside the profile to the assets.
func addCrest(assets *renderer.Assets, p *definitions.Profile) error {
	if p.Crest.Value == "" {
		return nil
	}
	name := filepath.Join(filepath.Dir(p.Pos.File), filepath.FromSlash(p.Crest.Value))
	content, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("%v: read the crest: %w", p.Crest.Pos, err)
	}
	assets.Add(web.CrestName(p), content)
	return nil
}
