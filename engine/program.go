package engine

import (
	"time"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"sportello/definitions"
	"sportello/engine/function"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// Program is a compiled edition of a service: definition, blocks, tables and
// the parameter values of one municipality. It never changes and is shared by
// all requests without locks.
type Program struct {
	service *definitions.Service
	loaded  *definitions.Loaded
	profile *definitions.Profile
	edition string
	zone    *time.Location
	calls   function.Context // without the time

	params value.Group
	live   map[string]value.Type // parameters read as of now
	facts  map[string]declared

	languages []string                     // offered beside Italian
	spoken    []map[definitions.Pos]string // by language: the translations
	options   []value.Titles               // by language: the words of options, by their Italian ones

	root   *scope
	once   []string // the groups of the citizen's profile that it asks for
	pages  []*page
	placed map[string]*node // by static path
	labels map[string]string
	total  int // of orders given: the end of the last page

	window    *window
	quota     *quota
	payBefore *rule.Rule
	fees      *total
	scores    *total
	flags     []flag
	routes    []route
	deadlines []deadline
	states    []state
	receipt   []notice
	days      *rule.Rule // the longest time to conclude, for the sheet
	numbered  []numbered // every rule that has a number in the procedure

	validator func() (*jsonschema.Schema, error) // compiled when first used
}

// ID gives the id of the service.
func (p *Program) ID() string { return p.service.ID.Value }

// Title gives the name of the service, as citizens read it.
func (p *Program) Title() string { return p.service.Title.Value }

// Label gives the author's label for the edition.
func (p *Program) Label() string { return p.service.Edition.Value }

// Edition gives the hash of everything the edition is made of.
func (p *Program) Edition() string { return p.edition }

// Service gives the definition, to be read only.
func (p *Program) Service() *definitions.Service { return p.service }

// Loaded gives what the edition was read from, to be read only.
func (p *Program) Loaded() *definitions.Loaded { return p.loaded }

// Profile gives the municipality, to be read only.
func (p *Program) Profile() *definitions.Profile { return p.profile }

// Zone gives the municipality's time zone.
func (p *Program) Zone() *time.Location { return p.zone }

// page is a compiled page.
type page struct {
	id     string
	title  phrase
	index  int
	start  int // the order of its beginning
	end    int // the order of its end
	intro  *text
	when   *rule.Rule
	rules  []string
	items  []*node
	checks []placedCheck // that stand at its end
}

// node is a compiled item of a page.
type node struct {
	kind  ItemKind
	name  string // the key in its frame; "" for content
	path  string // static: "nucleo[].nome"
	page  *page
	up    *node  // the group, row or block around it
	scope *scope // where its own rules stand
	inner *scope // of a group, list, each or block: where its items' rules stand
	start int    // the order of its beginning
	end   int    // of what has items: the order of its end
	order int    // where its answer is complete

	typeName string // of fields and computed values
	typ      value.Type
	limits   limits
	required bool       // by the contract
	must     *rule.Rule // instead of required
	when     *rule.Rule
	def      *rule.Rule
	followed bool // something on its page changes with its answer
	late     bool // the default reads fields of the same page, so it is not known when the page is first shown
	locked   *rule.Rule
	min, max *rule.Rule // of a value, or of how many there are
	fixed    *rule.Rule // how many of the first rows cannot be taken away
	value    *rule.Rule // of computed values
	hidden   bool       // a computed value that is not shown
	options  *options

	title             phrase // of the contract, where there is no label
	label, hint, body *text
	row               *text
	add               phrase
	style             string
	autocomplete      string
	messages          map[string]*text
	accept            []string
	maxSize           int64
	rules             []string
	items             []*node
	more              []*node           // of a group: where it goes on, on other pages
	given             map[string]*named // of a block: what is written for its inputs
	once              *once             // of a block that is a group of the citizen's profile
	apart             bool              // not of the profile: about somebody else, or not to be kept
	source            string            // of a locked field: who says what it is locked to
	pos               definitions.Pos
}

// declared is a fact: its type and what is taken while its source is silent.
type declared struct {
	typ   value.Type
	def   value.Value
	title string

	source, silent string // who gives it, and what happens while they do not

	own map[string]string // of what the citizen sent before: what each column is; nil elsewhere
}

type window struct {
	opens, closes *rule.Rule
	closed        *text
}

// numbered ties a rule of the program to its number in the procedure.
type numbered struct {
	id    string
	rule  *rule.Rule
	what  string // what it does, in Italian: "mostra «Motivo»"
	scope *scope
	named bool // a condition or value, evaluated nowhere by itself
}
