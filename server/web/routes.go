package web

import (
	"net/http"
	"strings"

	"github.com/gorilla/mux"

	"sportello/renderer"
)

// screen answers one kind of request. What it returns is turned into a page.
type screen func(http.ResponseWriter, *visit) error

// route is one address with what may be done there.
type route struct {
	path string
	get  screen
	post screen
}

// table is every address of the site. Pages stand under a folder of their own,
// so that an author may call a page anything.
func (s *Site) table() []route {
	return []route{
		{"/", s.home, nil},
		{"/servizi", s.list, nil},
		{"/servizi/categorie/{category}", s.category, nil},
		{"/servizi/{service}", s.sheet, nil},
		{"/servizi/{service}/condizioni", s.terms, nil},
		{"/servizi/{service}" + rateEnd, nil, s.rateSheet},
		{"/servizi/{service}/avvia", s.entry, s.start},

		{"/domande/{draft}", s.resume, nil},
		{"/domande/{draft}/pagine/{page}", s.page, s.postPage},
		{"/domande/{draft}/esito", s.stop, nil},
		{"/domande/{draft}/riepilogo", s.summary, s.send},
		{"/domande/{draft}/pagamento", s.waiting, s.pay},
		{"/domande/{draft}/elimina", s.askToDelete, s.deleteDraft},
		{"/pratiche/{reference}", s.receipt, nil},
		{"/pratiche/{reference}" + paperEnd, s.receiptPaper, nil},
		{"/pratiche/{reference}" + rateEnd, nil, s.rate},
		{"/file/{file}", s.file, nil},

		{areaAddress, s.area, nil},
		{profileAddress, s.profile, nil},
		{profileAddress + "/{kept}", s.correct, s.postCorrection},
		{profileAddress + "/{kept}/elimina", s.askToForget, s.forget},
		{"/accesso", s.signIn, s.postSignIn},
		{"/accesso/{provider}", s.depart, s.depart},
		{"/accesso/{provider}/ritorno", s.arrive, nil},
		{"/esci", nil, s.signOut},
		{"/uscita", s.signedOut, nil},
	}
}

func (s *Site) routes() http.Handler {
	m := mux.NewRouter()
	for _, r := range s.table() {
		s.add(m, r)
	}
	m.Handle("/sessione", s.plain("/sessione", s.sessionTime)).Methods(http.MethodGet, http.MethodPost)
	m.Handle("/healthz", s.plain("/healthz", s.health)).Methods(http.MethodGet, http.MethodHead)
	m.Handle("/readyz", s.plain("/readyz", s.ready)).Methods(http.MethodGet, http.MethodHead)
	m.PathPrefix(renderer.AssetPrefix).Handler(s.plain(renderer.AssetPrefix, s.asset)).Methods(http.MethodGet, http.MethodHead)
	m.NotFoundHandler = s.visited("none", s.missing)
	m.MethodNotAllowedHandler = s.visited("none", s.notAllowed("GET, HEAD"))
	return m
}

func (s *Site) add(m *mux.Router, r route) {
	var allowed []string
	if r.get != nil {
		m.Handle(r.path, s.visited(r.path, r.get)).Methods(http.MethodGet, http.MethodHead)
		allowed = append(allowed, http.MethodGet, http.MethodHead)
	}
	if r.post != nil {
		m.Handle(r.path, s.visited(r.path, r.post)).Methods(http.MethodPost)
		allowed = append(allowed, http.MethodPost)
	}
	m.Handle(r.path, s.visited(r.path, s.notAllowed(strings.Join(allowed, ", "))))
}

func (s *Site) missing(http.ResponseWriter, *visit) error { return errNoPage }

func (s *Site) notAllowed(methods string) screen {
	return func(w http.ResponseWriter, v *visit) error {
		w.Header().Set("Allow", methods)
		return errMethod
	}
}
