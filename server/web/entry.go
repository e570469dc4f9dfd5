package web

import (
	"net/http"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// entry is where an application starts: sign-in if the service asks for it,
// the privacy notice, and drafts that could be resumed.
func (s *Site) entry(w http.ResponseWriter, v *visit) error {
	p, err := s.service(v)
	if err != nil {
		return err
	}
	if open, _ := v.takes(p); !open {
		goTo(w, v, sheetAddress(p.ID()))
		return nil
	}
	view, err := s.entryView(v, p)
	if err != nil {
		return err
	}
	s.show(w, v, http.StatusOK, "entry", view)
	return nil
}

func (s *Site) entryView(v *visit, p *engine.Program) (renderer.Entry, error) {
	f := s.inService(v, p, "")
	f.Title = f.Words().Text("entry.title", nil)
	f = crumb(f, renderer.Link{Text: f.Service, URL: sheetAddress(p.ID())}, here(f, "entry.title"))
	view := renderer.Entry{
		Frame: f, Action: sheetAddress(p.ID()) + "/avvia",
		SignIn: !admitted(v, p), PrivacyURL: s.municipality.Links.Privacy, NoPrivacy: givesNotice(p),
	}
	if view.SignIn {
		needed := p.LevelNeeded()
		view.Citizens, view.Providers = s.citizens(f.Words()), s.buttons(f, view.Action, needed)
		if v.signedIn() {
			view.Notice = f.Words().Text("entry.low", locale.Args{"level": strconv.Itoa(needed)})
		}
		return view, nil
	}
	drafts, err := s.draftsOf(v, p.ID())
	view.Resume = drafts
	return view, err
}

// NeedsIdentity reports whether one must sign in for a service. Everybody does,
// unless the definition says no.
func NeedsIdentity(p *engine.Program) bool { return p.LevelNeeded() > 0 }

// givesNotice reports whether a service shows the privacy notice on a page of
// its own, so that it is not to be shown twice.
func givesNotice(p *engine.Program) bool { return p.Service().Roles.Privacy.Value != "" }

// admitted reports whether the person is known surely enough to start.
func admitted(v *visit, p *engine.Program) bool {
	if !NeedsIdentity(p) {
		return true
	}
	return v.signedIn() && p.Admits(v.session.Level)
}

// startedAt is the service whose entry has an address.
func (s *Site) startedAt(address string) (*engine.Program, bool) {
	id, ok := strings.CutPrefix(address, "/servizi/")
	id, entry := strings.CutSuffix(id, "/avvia")
	if !ok || !entry {
		return nil, false
	}
	return s.Services.Service(id)
}

// start signs in if need be, and begins a draft.
func (s *Site) start(w http.ResponseWriter, v *visit) error {
	p, err := s.service(v)
	if err != nil {
		return err
	}
	if err := v.form(); err != nil {
		return err
	}
	if open, _ := v.takes(p); !open {
		goTo(w, v, sheetAddress(p.ID()))
		return nil
	}
	read, newcomer := givesNotice(p) || v.PostForm.Get("privacy") == "yes", !admitted(v, p)
	if read && newcomer {
		if err := s.pretend(w, v, v.PostForm.Get("citizen")); err != nil {
			return err
		}
	}
	if !read || !admitted(v, p) {
		return s.startAgain(w, v, p, read)
	}
	if newcomer && s.hasDraft(v, p) {
		goTo(w, v, sheetAddress(p.ID())+"/avvia") // offers to resume it
		return nil
	}
	return s.begin(w, v, p)
}

// pretend signs a fictitious citizen in, in a demonstration.
func (s *Site) pretend(w http.ResponseWriter, v *visit, citizen string) error {
	if !s.Demo {
		return nil
	}
	_, err := s.signInAs(w, v, citizen)
	return err
}

// startAgain shows the entry with what is missing.
func (s *Site) startAgain(w http.ResponseWriter, v *visit, p *engine.Program, read bool) error {
	view, err := s.entryView(v, p)
	if err != nil {
		return err
	}
	view.Chosen = v.PostForm.Get("citizen")
	switch {
	case !view.SignIn:
	case v.signedIn() && read:
		view.Errors = append(view.Errors, citizenError(view.Frame, "entry.level.error"))
	case view.Chosen == "" && s.Demo:
		view.Errors = append(view.Errors, citizenError(view.Frame, "entry.choose.error"))
	}
	if !read {
		view.Unticked = true
		view.Errors = append(view.Errors, renderer.ErrorLink{Text: view.Words().Text("entry.privacy.error", nil), URL: "#privacy"})
	}
	s.show(w, v, http.StatusUnprocessableEntity, "entry", view)
	return nil
}

func (s *Site) begin(w http.ResponseWriter, v *visit, p *engine.Program) error {
	if v.session == nil {
		if err := s.openAnonymous(w, v); err != nil {
			return err
		}
	}
	turn, err := s.Desk.Start(v.Context(), v.who(), p.ID(), s.language(v))
	if err != nil {
		return err
	}
	goTo(w, v, onward(turn))
	return nil
}

func (s *Site) hasDraft(v *visit, p *engine.Program) bool {
	drafts, err := s.draftsOf(v, p.ID())
	return err == nil && len(drafts) > 0
}

// draftsOf gives the person's drafts of a service, or all of them for "".
func (s *Site) draftsOf(v *visit, service string) ([]renderer.DraftCard, error) {
	if v.session == nil {
		return nil, nil
	}
	drafts, err := s.Desk.Drafts(v.Context(), v.who())
	if err != nil {
		return nil, err
	}
	var out []renderer.DraftCard
	for _, d := range drafts {
		if service == "" || d.Service == service {
			out = append(out, s.draftCard(v, d))
		}
	}
	return out, nil
}

func (s *Site) draftCard(v *visit, d submission.Draft) renderer.DraftCard {
	lang := s.language(v)
	words := locale.For(lang)
	card := renderer.DraftCard{
		Service: d.Service, Saved: words.LongInstant(s.inZone(d.Updated)), LastDay: words.LongDate(s.keeping.LastDay(d)),
		ResumeURL: draftAddress(d.ID), DeleteURL: draftAddress(d.ID) + "/elimina",
	}
	if d.State == submission.AwaitingPayment {
		card.DeleteURL, card.LastDay, card.Note = "", "", words.Text("waiting.title", nil)
	}
	p, err := s.Services.Compiled(d.Edition)
	if err != nil {
		return card
	}
	card.Service = p.Words(p.Service().Title, lang)
	if filled, err := p.DecodeDraft(d.Content); err == nil {
		j := p.Walk(filled, engine.Outside{Now: s.now(), Identity: v.who().Identity, Language: lang})
		card.Page = inLanguage(p, standsAt(j), lang)
	}
	return card
}

// standsAt is the title of the page that is to be filled in next.
func standsAt(j *engine.Journey) string {
	for _, step := range j.Outline {
		if !step.Done {
			return step.Title
		}
	}
	return ""
}
