package web

import (
	"cmp"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/server/submission"
)

// uploadSuffix is what the name of a file input has behind the path of its
// field.
const uploadSuffix = ".upload"

// postedPage is a page as it came from a browser, its files kept already.
type postedPage struct {
	submission.Post
	action   string
	uploaded string            // the path of the field that got a file
	refused  []engine.Problem  // files that were not kept
	picked   map[string]string // by field: what was chosen among the options that were found
}

// pickSuffix is what the name of an option has that a search among many found,
// behind the path of its field.
const pickSuffix = ".pick"

// readPage reads what was posted for a page, and puts what was picked in the
// place of what was typed to find it.
func (s *Site) readPage(w http.ResponseWriter, v *visit) (*postedPage, error) {
	posted, err := s.readPosted(w, v)
	if err != nil || strings.HasPrefix(posted.action, "find:") {
		return posted, err
	}
	for path, text := range posted.picked {
		posted.Form[path] = []string{text}
	}
	return posted, nil
}

// readPosted reads a form as it came. Files are read only once it is known that
// the draft is theirs.
func (s *Site) readPosted(w http.ResponseWriter, v *visit) (*postedPage, error) {
	posted := &postedPage{Post: submission.Post{Page: v.part("page"), Form: engine.Form{}}}
	if !isUpload(v.Request) {
		err := v.form()
		for name, values := range v.PostForm {
			posted.add(name, values...)
		}
		return posted, err
	}
	turn, err := s.Desk.Page(v.Context(), v.who(), v.part("draft"), v.part("page"))
	if err != nil {
		return nil, err
	}
	if turn.Draft.State == submission.AwaitingPayment {
		return nil, submission.ErrAwaitingPayment
	}
	moreTime(w)
	return posted, s.readParts(v, posted)
}

// add keeps what a form says under a name. Names that begin with _ are ours.
func (p *postedPage) add(name string, values ...string) {
	path, picked := strings.CutSuffix(name, pickSuffix)
	switch {
	case picked:
		if p.picked == nil {
			p.picked = map[string]string{}
		}
		p.picked[path] = values[0]
	case name == "_action":
		p.action = values[0]
	case name == "_rev":
		p.Revision, _ = strconv.ParseInt(values[0], 10, 64) // 0 is no revision: a conflict
	case name == engine.ShownName || !strings.HasPrefix(name, "_"):
		p.Form[name] = append(p.Form[name], values...)
	}
}

// readParts reads a form with files, each going to its place as it comes in.
func (s *Site) readParts(v *visit, posted *postedPage) error {
	parts, err := v.MultipartReader()
	if err != nil {
		return errors.Join(errBadRequest, err)
	}
	left := int64(maxPage)
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return broken(err)
		}
		if path, isFile := strings.CutSuffix(part.FormName(), uploadSuffix); isFile && isFilePart(part) {
			err = s.attach(v, posted, path, part)
		} else {
			left, err = readValue(posted, part, left)
		}
		if err != nil {
			return err
		}
	}
}

// broken tells a body that is too large from one that cannot be read.
func broken(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return errors.Join(errBadRequest, err)
}

func isFilePart(part *multipart.Part) bool {
	_, args, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	_, named := args["filename"]
	return err == nil && named
}

// readValue reads an ordinary value; left is how many bytes all of them may
// still have.
func readValue(posted *postedPage, part *multipart.Part, left int64) (int64, error) {
	text, err := io.ReadAll(io.LimitReader(part, left+1))
	if err != nil {
		return 0, broken(err)
	}
	if left -= int64(len(text)); left < 0 {
		return 0, &http.MaxBytesError{Limit: maxPage}
	}
	posted.add(part.FormName(), string(text))
	return left, nil
}

// attach keeps one file that was chosen for a field. What the field does not
// take is refused: the page says why, and keeps the rest.
func (s *Site) attach(v *visit, posted *postedPage, path string, part *multipart.Part) error {
	if part.FileName() == "" {
		return nil
	}
	field, ok, err := s.fieldAt(v, posted, path)
	if err != nil || !ok {
		return err
	}
	limit := cmp.Or(field.MaxSize, maxUpload)
	file, err := s.Desk.Attach(v.Context(), v.who(), v.part("draft"), part.FileName(), io.LimitReader(part, limit+1))
	problem, err := refusal(err)
	if err != nil {
		return err
	}
	if problem == nil {
		if problem = unfit(field, file, limit); problem == nil {
			if field.MaxItems == 1 {
				posted.Form[path] = nil // it takes the place of the one before
			}
			posted.Form[path] = append(posted.Form[path], file.ID)
			posted.uploaded = path
			return nil
		}
		if err := s.Desk.Discard(v.Context(), v.who(), file.ID); err != nil {
			return err
		}
	}
	problem.Field, problem.Page = path, posted.Page
	posted.refused = append(posted.refused, *problem)
	return nil
}

// fieldAt finds a field for files on the page as it stands with what was posted
// before it. A script may show a field that the page as it is kept has not.
func (s *Site) fieldAt(v *visit, posted *postedPage, path string) (field engine.ItemState, ok bool, err error) {
	turn, err := s.Desk.Look(v.Context(), v.who(), v.part("draft"), posted.Post)
	if err != nil || turn.Page == nil {
		return field, false, err
	}
	field, ok = itemAt(turn.Page.Items, path)
	return field, ok && field.Type == "file", nil
}

// refusal gives the citizen's problem in an error, or the error.
func refusal(err error) (*engine.Problem, error) {
	var refused *submission.Refusal
	if !errors.As(err, &refused) {
		return nil, err
	}
	p := refused.Problem
	if p.Code != submission.FileTooMany {
		p.Args = nil // the limits of the field are said, not those of the server
	}
	return &p, nil
}

// unfit says why a file is not for a field; nil if it is.
func unfit(field engine.ItemState, file engine.File, limit int64) *engine.Problem {
	switch {
	case file.Size > limit:
		return &engine.Problem{Code: submission.FileSize}
	case len(field.Accept) > 0 && !slices.Contains(field.Accept, extension(file.MediaType)):
		return &engine.Problem{Code: submission.FileType}
	}
	return nil
}

// extension is what authors call a type of files.
func extension(mediaType string) string {
	switch mediaType {
	case "application/pdf":
		return "pdf"
	case "application/pkcs7-mime":
		return "p7m"
	case "image/jpeg":
		return "jpg"
	case "image/png":
		return "png"
	}
	return mediaType
}

// showRefused keeps a page as typed, and shows it with the files that were
// refused.
func (s *Site) showRefused(w http.ResponseWriter, v *visit, posted *postedPage) error {
	turn, err := s.Desk.Edit(v.Context(), v.who(), v.part("draft"), posted.Post, "")
	if done, err := s.notKept(w, v, turn, err); done {
		return err
	}
	for _, p := range posted.refused {
		mark(turn.Page.Items, p)
	}
	turn.Page.Problems = append(turn.Page.Problems, posted.refused...)
	return s.showPage(w, v, turn, http.StatusUnprocessableEntity)
}

// mark puts a problem at the field it is about.
func mark(items []engine.ItemState, p engine.Problem) {
	for i := range items {
		if items[i].Path == p.Field && items[i].Kind == engine.FieldItem {
			items[i].Problems = append(items[i].Problems, p)
		}
		mark(items[i].Items, p)
	}
}
