package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"sportello/engine/value"
	"sportello/renderer"
	"sportello/renderer/document"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// papers makes receipts on paper, few at a time: each takes some milliseconds
// of a processor, many more than a page.
type papers struct {
	fonts *document.Fonts
	slots chan struct{}
}

const papersAtOnce = 2

func newPapers(assets *renderer.Assets) (*papers, error) {
	fonts, err := document.LoadFonts(assets)
	return &papers{fonts, make(chan struct{}, papersAtOnce)}, err
}

// make waits for its turn.
func (p *papers) make(ctx context.Context, view renderer.Receipt) ([]byte, error) {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-p.slots }()
	return p.fonts.Receipt(view)
}

const paperEnd = "/ricevuta.pdf"

// receiptPaper gives the receipt as a document, to whoever sent the application.
func (s *Site) receiptPaper(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	return v.theirs(func() error {
		r, err := s.Desk.Receipt(v.Context(), v.who(), v.part("reference"))
		if err != nil {
			return err
		}
		view := s.receiptView(v, r)
		view.Summary = answers(view.Lang, r)
		content, err := s.papers.make(v.Context(), view)
		if err != nil {
			return err
		}
		h := w.Header()
		h.Set("Content-Type", "application/pdf")
		h.Set("Content-Length", strconv.Itoa(len(content)))
		h.Set("Content-Disposition", `attachment; filename="ricevuta-`+r.Reference+`.pdf"`)
		h.Set("Cache-Control", "private, no-store")
		if v.Method != http.MethodHead {
			w.Write(content) // whoever went away needs no answer
		}
		return nil
	})
}

// paper is what a receipt says on paper only.
func (s *Site) paper(words locale.Words, r submission.Receipt) renderer.Paper {
	p := renderer.Paper{Made: r.Submitted, Applicant: applicant(r.Submission), Behalf: named(object(r.Subject))}
	for _, f := range r.Files {
		p.Attached = append(p.Attached, renderer.Attached{Name: f.Name, About: words.FileSize(f.Size), SHA256: f.SHA256})
	}
	if paid := r.Payment; paid != nil {
		amount, _ := value.ParseNumber(paid.Amount) // as the payment service wrote it
		p.Payment = words.Text("paper.payment", locale.Args{
			"date": words.LongInstant(s.inZone(paid.At)), "amount": words.Value(amount, value.Type{Money: true}), "id": paid.ID,
		})
	}
	return p
}

// applicant is who applied: as the service says who that is, else as they signed
// in.
func applicant(sent submission.Submission) string {
	if name := named(object(sent.Applicant)); name != "" {
		return name
	}
	return named(sent.Evidence.Claims)
}

// object is what a role says of somebody; nothing if there is nobody.
func object(role json.RawMessage) map[string]any {
	said := map[string]any{}
	json.Unmarshal(role, &said) // nothing is no JSON
	return said
}

// named is somebody's name with so much of their tax code as may be read by
// others.
func named(said map[string]any) string {
	name, surname, code := textOf(said["nome"]), textOf(said["cognome"]), textOf(said["codice_fiscale"])
	if name == "" && surname == "" {
		return ""
	}
	if code != "" {
		code = ", " + renderer.MaskedTaxCode(code)
	}
	return name + " " + surname + code
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}
