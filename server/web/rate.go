package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"sportello/renderer"
	"sportello/server/submission"
)

// rateEnd is what addresses end with where ratings are posted.
const rateEnd = "/valuta"

// rate keeps what a citizen thinks of the service that they used. Whoever has
// said so before is thanked again.
func (s *Site) rate(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	if err := v.form(); err != nil {
		return err
	}
	if language, changes := strings.CutPrefix(v.PostForm.Get("_action"), "language:"); changes {
		return s.rateIn(w, v, language)
	}
	return v.theirs(func() error {
		err := s.Desk.Rate(v.Context(), v.who(), v.part("reference"), posted(v))
		switch {
		case errors.Is(err, submission.ErrNoStars):
			return s.showReceipt(w, v, http.StatusUnprocessableEntity)
		case err != nil && !errors.Is(err, submission.ErrConflict):
			return err
		}
		goTo(w, v, receiptAddress(v.part("reference"))+"?valutata#rating-title")
		return nil
	})
}

// rateIn shows the receipt in another language, with what is written of the rating.
func (s *Site) rateIn(w http.ResponseWriter, v *visit, language string) error {
	if s.choose(w, language) {
		v.chosen = language
	}
	if posted(v) == (submission.Rating{}) {
		goTo(w, v, receiptAddress(v.part("reference")))
		return nil
	}
	return v.theirs(func() error { return s.showReceipt(w, v, http.StatusOK) })
}

// rateSheet keeps what somebody thinks of the sheet of a service. Nobody is
// known here, so that floods are held back for all together.
func (s *Site) rateSheet(w http.ResponseWriter, v *visit) error {
	p, err := s.service(v)
	if err != nil {
		return err
	}
	if err := v.form(); err != nil {
		return err
	}
	if err := s.ratings.take(v.Context(), v.arrived); err != nil {
		return err
	}
	err = s.Desk.RatePage(v.Context(), p.ID(), posted(v))
	if errors.Is(err, submission.ErrNoStars) {
		return s.showSheet(w, v, p, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	goTo(w, v, sheetAddress(p.ID())+"?valutata#rating-title")
	return nil
}

// ratingView asks for a rating, with what was posted of it.
func ratingView(v *visit, of string, status int) *renderer.Rating {
	view := &renderer.Rating{URL: of + rateEnd, Missing: status == http.StatusUnprocessableEntity, Now: v.URL.Query().Has("valutata")}
	if v.Method == http.MethodPost {
		r := posted(v)
		view.Stars, view.Comment = r.Stars, r.Comment
		side, answer, _ := strings.Cut(r.Answer, ".")
		n, _ := strconv.Atoi(answer) // 0 is none of the answers
		if view.Positive = n; side != "positive" {
			view.Positive, view.Negative = 0, n
		}
	}
	return view
}

// posted is a rating as it came: the answer is the one to the question that
// follows the stars.
func posted(v *visit) submission.Rating {
	form := v.PostForm
	r := submission.Rating{Comment: form.Get("comment")}
	r.Stars, _ = strconv.Atoi(form.Get("rating")) // 0 is no rating
	side := "negative"
	if r.Stars > 3 {
		side = "positive"
	}
	switch answer := form.Get(side); answer {
	case "1", "2", "3", "4", "5":
		r.Answer = side + "." + answer
	}
	return r
}
