package submission

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Rating is what somebody thinks of a service, or of its sheet. Nobody can tell
// who: it has no name, no reference, and of its time only the day.
type Rating struct {
	ID      string // by lot
	Service string
	About   string // AboutService or AboutPage
	Stars   int    // 1 to 5
	Answer  string // what was good or hard: positive.1 to positive.5, negative.1 to negative.5, or ""
	Comment string
	Day     string // 2026-03-02
}

// What a rating may be about.
const (
	AboutService = "service" // how easy it was to use, once it was used
	AboutPage    = "page"    // how clear the sheet is
)

// LongestComment is how many characters of a comment are kept.
const LongestComment = 200

// ErrNoStars means that a rating does not say how many stars.
var ErrNoStars = errors.New("a rating has one to five stars")

// Rate keeps what the person thinks of the service of an application that they
// sent. A second time it is ErrConflict.
func (d *Desk) Rate(ctx context.Context, who Person, reference string, r Rating) error {
	sent, err := d.own(ctx, who, reference)
	if err != nil {
		return fmt.Errorf("rate: %w", err)
	}
	r.Service, r.About = sent.Service, AboutService
	return d.rate(ctx, r, rated(sent))
}

// RatePage keeps what anybody thinks of the sheet of a service.
func (d *Desk) RatePage(ctx context.Context, service string, r Rating) error {
	r.Service, r.About = service, AboutPage
	return d.rate(ctx, r, "")
}

// Rated reports whether the person has rated the service of an application.
func (d *Desk) Rated(ctx context.Context, sent Submission) (bool, error) {
	return d.ports.Ratings.Rated(ctx, rated(sent))
}

func (d *Desk) rate(ctx context.Context, r Rating, mark string) error {
	if r.Stars < 1 || r.Stars > 5 {
		return ErrNoStars
	}
	var err error
	if r.ID, err = d.newID(); err != nil {
		return err
	}
	if !strings.HasPrefix(r.Answer, side(r.Stars)) {
		r.Answer = ""
	}
	r.Comment = shortened(strings.TrimSpace(r.Comment), LongestComment)
	r.Day = d.now().In(d.ports.Zone).Format(time.DateOnly)
	return d.ports.Ratings.Rate(ctx, r, mark)
}

// side is which of the two questions follows so many stars.
func side(stars int) string {
	if stars > 3 {
		return "positive."
	}
	return "negative."
}

func shortened(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}

// rated is the mark of an application that was rated. It comes from the id of
// its draft, which nobody can guess, and does not lead to the rating.
func rated(s Submission) string {
	sum := sha256.Sum256([]byte("rated:" + s.Draft))
	return hex.EncodeToString(sum[:])
}
