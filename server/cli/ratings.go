package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"

	"sportello/renderer/locale"
	"sportello/server/submission"
)

// Ratings writes what citizens think of services. Nobody can tell who.
type Ratings struct {
	Service string `placeholder:"ID" help:"The id of one service; all unless given."`
	Place
	Format string `enum:"json,csv" default:"json" help:"json: a list of objects. csv: a line for each rating."`
}

// Run writes the ratings to the output.
func (c *Ratings) Run(s Streams) error {
	ctx := context.Background()
	store, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	ratings, err := store.Ratings(ctx, c.Service)
	if err != nil {
		return err
	}
	if c.Format == "csv" {
		return ratingsCSV(s.Out, ratings)
	}
	out := []ratingOut{}
	for _, r := range ratings {
		out = append(out, ratingOf(r))
	}
	e := json.NewEncoder(s.Out)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// ratingOut is a rating as officers get it.
type ratingOut struct {
	Service string `json:"service"`
	About   string `json:"about"` // service or page
	Day     string `json:"day"`
	Stars   int    `json:"stars"`
	Answer  string `json:"answer,omitempty"` // in words
	Comment string `json:"comment,omitempty"`
}

func ratingOf(r submission.Rating) ratingOut {
	return ratingOut{Service: r.Service, About: r.About, Day: r.Day, Stars: r.Stars, Answer: answerWords(r.Answer), Comment: r.Comment}
}

// answerWords is an answer as citizens read it.
func answerWords(answer string) string {
	key := "rating." + answer
	switch words := locale.For("it"); {
	case answer == "":
		return ""
	case words.Has(key):
		return words.Text(key, nil)
	default:
		return words.Text("rating.other", nil)
	}
}

func ratingsCSV(w io.Writer, ratings []submission.Rating) error {
	out := csv.NewWriter(w)
	lines := [][]string{{"service", "about", "day", "stars", "answer", "comment"}}
	for _, r := range ratings {
		lines = append(lines, []string{r.Service, r.About, r.Day, strconv.Itoa(r.Stars), answerWords(r.Answer), harmless(r.Comment)})
	}
	return out.WriteAll(lines)
}
