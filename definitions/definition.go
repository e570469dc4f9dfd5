package definitions

// Service is a public service as its folder declares it: what it is, what it
// asks, and the rules by which it asks. It is data only; what it means is
// decided by package engine.
type Service struct {
	ID         String         `key:"service" need:"yes" doc:"The id of the service, for ever the same: lower case letters, digits and hyphens. It is the last part of its address." eg:"accesso-atti"`
	Edition    String         `key:"edition" need:"yes" doc:"The author's label for this state of the definition. The same label with another content is refused." eg:"2026.1"`
	Title      Text           `key:"title" need:"yes" doc:"The name of the service as citizens read it." eg:"Richiedere l'accesso agli atti"`
	Sheet      Sheet          `key:"sheet" doc:"What the service sheet says before a citizen starts."`
	Identity   Identity       `key:"identity" doc:"Whether citizens sign in, and how surely they must be known."`
	Quota      *Quota         `key:"quota" doc:"What there is too little of: places, or a budget. Decided when an application is written, never beyond; rules after sending read submission.inside and submission.place."`
	Window     *Window        `key:"window" doc:"When applications may be sent. Judged at the start and again at submission."`
	Roles      Roles          `key:"roles" doc:"Which answers say who applies, for whom, and where to write."`
	Parameters Map[Parameter] `key:"parameters" read:"author" doc:"The numbers, dates and lists that a municipality decides. Rules read them as param.<name>."`
	Data       Map[DataSet]   `key:"data" read:"author" doc:"Tables that the rules look things up in. Rules read them as data.<name>."`
	Facts      Map[Fact]      `key:"facts" read:"author" doc:"What comes from outside: registers, officers, payments, other people. Rules read them as fact.<name>."`
	Contract   *Schema        `key:"contract" doc:"The JSON Schema of the answers. May stand in a file contract.yaml beside this one instead."`
	Conditions Map[Condition] `key:"conditions" read:"author" doc:"Named conditions: true or false, with words for what they mean."`
	Values     Map[Expr]      `key:"values" doc:"Named values for rules and texts. They are not stored; use a compute item for what must be."`
	Pages      []Page         `key:"pages" need:"yes" doc:"The pages in their order. Which of them a citizen meets is decided by their conditions."`
	Checks     []Check        `key:"checks" doc:"Errors, warnings and stops. Each stands at the end of the page that holds the last field it reads."`
	Fees       *Total         `key:"fees" doc:"What is to be paid, part by part."`
	Scores     *Total         `key:"scores" doc:"Points, part by part."`
	Flags      []Flag         `key:"flags" read:"author" doc:"Marks that only the office sees."`
	Routes     []Route        `key:"routes" doc:"Which office receives the application: the first route that holds. The last one has no condition."`
	Deadlines  []Deadline     `key:"deadlines" doc:"Dates that follow from an application and the facts about it, also after sending."`
	States     []State        `key:"states" doc:"The states of an application that follow from facts and the clock: the first that holds is the present one."`
	Receipt    []Notice       `key:"receipt" doc:"What the receipt says besides reference, date and office."`

	Pos Pos
	Dir string // folder inside the bundle
}

// Block is a reusable piece of a service: a part of the contract with the
// items, conditions and checks that belong to it. Its rules see only itself
// and its inputs.
type Block struct {
	ID         String         `key:"block" need:"yes" doc:"The id of the block." eg:"persona"`
	Version    String         `key:"version" need:"yes" doc:"Its version; the folder is called <block>@<version>." eg:"1"`
	Title      Text           `key:"title" need:"yes" doc:"What the block is, for authors."`
	Inputs     Map[Input]     `key:"inputs" read:"author" doc:"What the block is told where it is used. Its rules read them as input.<name>."`
	Data       Map[DataSet]   `key:"data" read:"author" doc:"Tables of the block itself, read as data.<name>."`
	Profile    BlockProfile   `key:"profile" doc:"Which data of the citizen the block is about. What they gave before is proposed, and what they give may be kept."`
	Contract   *Schema        `key:"contract" doc:"The JSON Schema of the block's answers (or the file contract.yaml beside)."`
	Conditions Map[Condition] `key:"conditions" read:"author" doc:"Conditions of the block."`
	Values     Map[Expr]      `key:"values" doc:"Named values of the block."`
	Fields     []Item         `key:"fields" need:"yes" doc:"What is shown where the block is used, in order."`
	Checks     []Check        `key:"checks" doc:"Errors, warnings and stops of the block."`
	Pos        Pos
	Dir        string
}

// BlockProfile says which group of the citizen's profile a block is.
type BlockProfile struct {
	Group String `key:"group" need:"yes" doc:"One of the nine groups of data that are asked once only: persona, residenza, contatti, nucleo, isee, immobile, veicolo, conto, impresa." eg:"veicolo"`
	Row   Text   `key:"row" doc:"Of groups that a citizen may have several of: what one is called where they choose; may carry its answers." eg:"'{modello|} {targa|}'"`
	When  Expr   `key:"when" doc:"What was kept is proposed only while this holds; it reads what was kept." eg:"scadenza >= today"`
	Pos   Pos
}

// Sheet is the text of the service sheet, in the order of the national model.
// A service is published only with a complete one (see Unpublishable).
type Sheet struct {
	Category    String   `key:"category" words:"categories" doc:"The category of the national catalogue." eg:"Cultura e tempo libero"`
	Topics      []String `key:"topics" one:"yes" words:"topics" doc:"The topics of the national model that it is about." eg:"[Residenza, Matrimonio]"`
	Summary     Text     `key:"summary" doc:"One or two sentences, at most 160 characters: what it is for." eg:"Chiedi di vedere o copiare documenti del Comune."`
	Audience    Text     `key:"audience" doc:"Who may use it (Markdown)."`
	Description Text     `key:"description" doc:"What the service is, in more words (Markdown)."`
	How         Text     `key:"how" doc:"How to do it (Markdown)."`
	Needed      []Text   `key:"needed" doc:"What to have at hand." one:"yes"`
	Result      Text     `key:"result" doc:"What one gets (Markdown)."`
	Timing      Text     `key:"timing" doc:"Deadlines and times (Markdown)."`
	Days        Expr     `key:"days" doc:"In how many days at most the municipality concludes: the same parameter that a deadline counts with, so that the sheet and the deadline never differ." eg:"param.giorni"`
	Costs       Text     `key:"costs" doc:"What it costs (Markdown). Must be there where the service has fees."`
	Office      String   `key:"office" doc:"The id of the office in the municipality's profile."`
	Constraints Text     `key:"constraints" doc:"Special cases and limits (Markdown)."`
	Terms       Text     `key:"terms" doc:"The conditions of service (Markdown). They have a page of their own, which the sheet and the summary link."`

	Pos Pos
}

// Identity says how surely the person who applies must be known.
type Identity struct {
	Required Expr   `key:"required" doc:"no for a service without sign-in. Everybody signs in by default." eg:"yes"`
	Level    String `key:"level" doc:"The least level of assurance: 1, 2 or 3." eg:"2"`
}

// Window is the time in which applications may be sent; both ends are allowed
// to be unanswered.
type Window struct {
	Opens  Expr     `key:"opens" doc:"The first instant (or day) at which one may apply." eg:"param.apertura"`
	Closes Expr     `key:"closes" doc:"The last instant (or day), itself included." eg:"param.chiusura"`
	Rule   []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
	Closed Text     `key:"closed" doc:"What to tell those who come too early or too late."`
}

// Quota is what there is too little of for all who may ask. Whether an
// application is inside is decided when it is written, in the order of writing.
type Quota struct {
	Title  Text     `key:"title" need:"yes" doc:"What there is too little of." eg:"Posti al nido"`
	For    Expr     `key:"for" doc:"Which of several: there is one for each value of this. One for all unless given." eg:"bando.codice"`
	When   Expr     `key:"when" doc:"Which applications ask for it; all unless given."`
	Places Expr     `key:"places" doc:"How many applications are inside." eg:"param.posti"`
	Budget Expr     `key:"budget" doc:"How many euro there are." eg:"param.fondi"`
	Amount Expr     `key:"amount" doc:"With budget: how many euro the application takes." eg:"contributo"`
	Refuse bool     `key:"refuse" doc:"yes: who comes too late is refused. Unless given, they go on a waiting list."`
	Rule   []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
	Pos    Pos
}

// Roles are declared, never guessed from names.
type Roles struct {
	Applicant String   `key:"applicant" doc:"The group of answers about the person who applies." eg:"richiedente"`
	Residence String   `key:"residence" doc:"The block of answers about where the person who applies lives." eg:"residenza"`
	Subject   String   `key:"subject" doc:"The group of answers about the person for whom they apply, where it is another." eg:"rappresentato"`
	Email     String   `key:"email" doc:"The answer that holds the e-mail address to write to: one that is asked, or a computed value that chooses." eg:"contatti.email"`
	Copies    []String `key:"copies" one:"yes" doc:"Answers that hold further addresses to which the receipt is written." eg:"caf.email"`
	Phone     String   `key:"phone" doc:"The answer that holds the telephone number."`
	Privacy   String   `key:"privacy" doc:"The declaration that the privacy notice was read. Where none is named, the notice is shown and taken note of at the start." eg:"privacy.presa_visione"`
}

// Value types of what is declared outside the contract.
type Declared struct {
	Type    String        `key:"type" need:"yes" doc:"text, integer, decimal, money, date, time, instant, yesno, choice, choices, list or group." eg:"money"`
	Options []String      `key:"options" doc:"For choice and choices: the values. Choices without any are texts." eg:"[pre2012, post2012]"`
	Of      Map[Declared] `key:"of" doc:"For list and group: what each row, or the group, holds."`
}

// Parameter is a number, date or list that a municipality decides.
type Parameter struct {
	Title    Text `key:"title" doc:"What it is, for the person who sets it."`
	Declared `key:",inline"`
	Default  Literal `key:"default" doc:"Its value unless the municipality gives another. Without a default it may be unanswered." eg:"16.00"`
	Live     bool    `key:"live" doc:"yes: read as it is now, also by drafts of older editions. For opening, closing and contacts only."`
}

// Fact is something that comes from outside.
type Fact struct {
	Title    Text `key:"title" doc:"What it is, in words for readings and officers."`
	Declared `key:",inline"`
	Source   Text    `key:"source" doc:"Who or what gives it."`
	Silent   Text    `key:"silent" need:"yes" doc:"What happens when the source is silent, in words." eg:"si calcola dalla data di invio"`
	Default  Literal `key:"default" doc:"The value taken while the source is silent. Without it the fact is unanswered."`
}

// Input is what a block is told where it is used.
type Input struct {
	Title    Text `key:"title" doc:"What it is, for authors."`
	Declared `key:",inline"`
	Default  Literal `key:"default" doc:"The value where the use gives none."`
}

// DataSet is a table: rows with named, typed columns, found by a key.
type DataSet struct {
	Title   Text          `key:"title" doc:"What the table holds."`
	File    String        `key:"file" doc:"A CSV file beside the definition; its first line names the columns." eg:"data/uffici.csv"`
	Use     String        `key:"use" doc:"A table of the library instead, with its version." eg:"comuni@2024"`
	Key     String        `key:"key" doc:"The column that names a row." eg:"codice"`
	Range   *Range        `key:"range" doc:"The columns with the ends of what a row is for, instead of a key or besides it." eg:"{at_least: da, below: a}"`
	Columns Map[Declared] `key:"columns" doc:"The columns and their types."`
	Source  Text          `key:"source" doc:"Where the rows come from."`
	Licence Text          `key:"licence" doc:"Under which licence."`
}

// Range names the columns that hold where a row begins and where it ends. An
// empty cell is an open end; with one column only, each row reaches to the next.
type Range struct {
	AtLeast String `key:"at_least" doc:"The column of the least value, itself included." eg:"da"`
	Above   String `key:"above" doc:"The column of the least value, itself not included."`
	AtMost  String `key:"at_most" doc:"The column of the greatest value, itself included."`
	Below   String `key:"below" doc:"The column of the greatest value, itself not included." eg:"a"`
	Pos     Pos
}

// From gives the column where rows begin, and To that where they end; "" if
// there is none. included tells whether the value itself is in the row.
func (r *Range) From() (column String, included bool) {
	if r.Above.Value != "" {
		return r.Above, false
	}
	return r.AtLeast, true
}

// To is the column where rows end.
func (r *Range) To() (column String, included bool) {
	if r.Below.Value != "" {
		return r.Below, false
	}
	return r.AtMost, true
}

// Condition is a named rule that is true or false.
type Condition struct {
	Title Text     `key:"title" doc:"The condition in words, as it stands in readings: «è un accesso civico»."`
	When  Expr     `key:"when" need:"yes" doc:"The rule."`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Page is what is shown at once.
type Page struct {
	ID     String   `key:"page" need:"yes" doc:"The id of the page; it is part of its address." eg:"documento"`
	Title  Text     `key:"title" need:"yes" doc:"The heading of the page. No answers in it." eg:"Documento richiesto"`
	Intro  Text     `key:"intro" doc:"Words under the heading (Markdown); may carry answers."`
	When   Expr     `key:"when" doc:"The page is on the path only when this holds."`
	Rule   []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that its condition is."`
	Fields []Item   `key:"fields" doc:"What stands on the page, in order."`
}

// Item is one thing on a page. Which kind it is follows from the one key of
// field, list, group, each, block, attachment, compute and content that it has.
type Item struct {
	Field      String `key:"field" kind:"yes" doc:"A field of the contract, by its name in the group or row where the item stands." eg:"motivo"`
	Group      String `key:"group" kind:"yes" doc:"A group of the contract: its fields stand under one heading."`
	List       String `key:"list" kind:"yes" doc:"A list of the contract, whose rows the citizen adds and removes here."`
	Each       String `key:"each" kind:"yes" doc:"A list filled on an earlier page: its rows are gone through again and more is asked of each."`
	Block      String `key:"block" kind:"yes" doc:"A part of the contract that is a $ref to a block: the block's items stand here."`
	Attachment String `key:"attachment" kind:"yes" doc:"Files to attach. Not in the contract: its name becomes an answer that holds files."`
	Compute    String `key:"compute" kind:"yes" doc:"A computed value. Not in the contract: its name becomes an answer that is never posted."`
	Content    Text   `key:"content" kind:"yes" doc:"Words to read (Markdown); may carry answers."`

	Label        Text      `key:"label" in:"field,list,group,each,attachment,compute,block" doc:"The label, instead of the title in the contract; may carry answers."`
	Hint         Text      `key:"hint" in:"field,list,group,each,attachment,compute,block" doc:"Help under the label, instead of the description in the contract."`
	When         Expr      `key:"when" in:"*" doc:"Shown only when this holds."`
	Rule         []String  `key:"rule" in:"*" one:"yes" doc:"The numbered rule of the procedure that its condition is." eg:"AC-04"`
	As           String    `key:"as" in:"field,compute" doc:"The type of field, where the contract alone does not say it." eg:"money"`
	Required     Expr      `key:"required" in:"field,list,attachment" doc:"Must be answered when this holds. Overrides the contract's required."`
	Default      Expr      `key:"default" in:"field" doc:"A proposal. It becomes the answer when the page is accepted."`
	Locked       Expr      `key:"locked" in:"field" doc:"When this holds and the default is answered, the default is the answer and cannot be changed."`
	Min          Expr      `key:"min" in:"field,list,attachment" doc:"The least allowed value (number, date, time, instant); of a list, several options or files, how many there must be at least."`
	Max          Expr      `key:"max" in:"field,list,attachment" doc:"The greatest allowed value; of a list, several options or files, how many there may be (1 file unless given)."`
	Fixed        Expr      `key:"fixed" in:"list" doc:"How many of the first rows are always there and cannot be taken away." eg:"1"`
	Options      *Options  `key:"options" in:"field" doc:"Where the options come from and which of them are offered."`
	Messages     Map[Text] `key:"messages" in:"field,list,attachment" doc:"Own words for an error, by its code." eg:"{required: 'Indica il motivo'}"`
	Autocomplete String    `key:"autocomplete" in:"field" doc:"The HTML autocomplete token, for data about the person who types." eg:"given-name"`
	Profile      Expr      `key:"profile" in:"field,group,list,each,block" doc:"no: about somebody else than the person who applies, or not to be kept in their profile." eg:"no"`
	Accept       []String  `key:"accept" in:"field,attachment" one:"yes" doc:"File types: pdf, p7m, jpg, png." eg:"[pdf, jpg]"`
	Size         String    `key:"size" in:"field,attachment" doc:"The greatest size of one file." eg:"10 MB"`
	Value        Expr      `key:"value" in:"compute" doc:"The rule that computes it."`
	Show         Expr      `key:"show" in:"compute" doc:"no: computed and stored, but not shown to the citizen." eg:"no"`
	Style        String    `key:"style" in:"content" doc:"info, warning or success: set apart in a box." eg:"info"`

	Fields     []Item         `key:"fields" in:"list,group,each" doc:"What stands in the group, or in each row, in order."`
	Conditions Map[Condition] `key:"conditions" in:"list,each" read:"author" doc:"Conditions of a row."`
	Values     Map[Expr]      `key:"values" in:"list,each" doc:"Named values of a row."`
	Checks     []Check        `key:"checks" in:"field,list,each,attachment" doc:"Errors, warnings and stops. At a field they are on that field; at a list they are about each row."`
	Row        Text           `key:"row" in:"list,each" doc:"What a row is called; may carry its answers." eg:"'Documento {index}: {oggetto|nuovo}'"`
	Add        Text           `key:"add" in:"list" doc:"The words of the button that adds a row." eg:"Aggiungi un documento"`

	With   Map[Expr]   `key:"with" in:"block" doc:"The inputs of the block."`
	Warn   []String    `key:"warn" in:"block" one:"yes" doc:"Errors of the block, by id or number, that only warn here." eg:"cf-data"`
	Change Map[Change] `key:"change" in:"block" doc:"How fields of the block differ here, by their path in the block."`

	Pos Pos
}

// Change narrows a field of a block where the block is used.
type Change struct {
	Hide         bool     `key:"hide" doc:"yes: the field is not asked here."`
	Required     Expr     `key:"required" doc:"Required or not here."`
	Options      []String `key:"options" doc:"Only these options are offered here."`
	Label        Text     `key:"label" doc:"Another label here."`
	Hint         Text     `key:"hint" doc:"Another hint here."`
	Autocomplete String   `key:"autocomplete" doc:"The HTML autocomplete token here." eg:"given-name"`
	Pos          Pos
}

// Options says where the options of a field come from, and which are offered.
type Options struct {
	From   Expr      `key:"from" doc:"A list: a data set, a parameter, a fact, or the rows of a list filled before." eg:"data.uffici"`
	Value  String    `key:"value" doc:"The column stored as the answer. The key of a data set and the id of a row unless given." eg:"codice"`
	Label  Text      `key:"label" doc:"The words of an option; may carry columns of its row." eg:"'{nome}'"`
	Where  Expr      `key:"where" doc:"Offered only if this holds; it reads the columns of the row."`
	Open   Expr      `key:"open" doc:"Where this does not hold, an option is shown and cannot be chosen; it reads the columns of the row." eg:"now <= .chiusura"`
	Closed Text      `key:"closed" doc:"Why an option cannot be chosen; may carry columns of its row." eg:"chiuso il {chiusura}"`
	Alone  []String  `key:"alone" one:"yes" doc:"Of several: options that cannot be chosen together with others." eg:"nessuno"`
	Others bool      `key:"others" doc:"yes: an answer that is not among the options is accepted as it is typed. Let a check warn."`
	When   Map[Expr] `key:"when" doc:"For options in the contract: each offered only when its rule holds." eg:"{posta: 'not urgente'}"`
	Rule   []String  `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
	Pos    Pos
}

// Check is something that must not be, or should be looked at. When its rule
// holds it speaks: as an error (the page is not accepted), a warning (it is),
// or a stop (one cannot apply).
type Check struct {
	ID      String   `key:"id" doc:"A name for scenarios; the numbered rule serves if there is none." eg:"due-epoche"`
	Rule    []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
	When    Expr     `key:"when" need:"yes" doc:"When this holds, the check speaks." eg:"al < dal"`
	Error   Text     `key:"error" doc:"The page is not accepted; these words stand at every field it is on."`
	Warning Text     `key:"warning" doc:"These words are shown; the page is accepted."`
	Stop    Text     `key:"stop" doc:"One cannot apply; these words say why."`
	Instead Text     `key:"instead" doc:"For a stop: where to go instead (Markdown)."`
	On      []String `key:"on" one:"yes" doc:"The fields it is on. It runs only if all of them are shown and answered." eg:"[dal, al]"`
	Pos     Pos
}

// Total is a sum of parts, each with its reason.
type Total struct {
	Title       Text        `key:"title" doc:"What the sum is." eg:"Costi"`
	Provisional Text        `key:"provisional" doc:"Words that say that the office will confirm it."`
	Groups      []PartGroup `key:"groups" doc:"Parts that count together: at most so much, or only the highest of them."`
	Parts       []Part      `key:"parts" need:"yes" doc:"The parts. Rules read them as fee.<id> or score.<id>, and the sum as fee.total or score.total."`
	PayBefore   Expr        `key:"pay_before" doc:"For fees: when this holds, the application waits for the payment before it is sent."`
}

// PartGroup is a limit on parts that count together.
type PartGroup struct {
	ID    String   `key:"id" need:"yes" doc:"Its id. Rules read what it counts as fee.<id> or score.<id>." eg:"disabilita"`
	Title Text     `key:"title" need:"yes" doc:"What the parts have in common." eg:"Disabilità"`
	Take  String   `key:"take" doc:"all of its parts together, unless given, or only the highest." eg:"highest"`
	Max   Expr     `key:"max" doc:"The most that they count together." eg:"6"`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
	Pos   Pos
}

// Part is one reason to pay, or to have points.
type Part struct {
	ID     String   `key:"id" need:"yes" doc:"Its id." eg:"copie"`
	Title  Text     `key:"title" need:"yes" doc:"What it is for; may carry answers of the row, where there is one for each." eg:"Copie"`
	Each   String   `key:"each" doc:"A list, by its path: the part counts for each of its rows, and title, when and amount are about the row." eg:"nucleo"`
	Group  String   `key:"group" doc:"The group of parts that it counts in." eg:"disabilita"`
	When   Expr     `key:"when" doc:"It counts only when this holds."`
	Amount Expr     `key:"amount" need:"yes" doc:"How much. Unanswered while it holds blocks sending: it is never silently 0."`
	Rule   []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Flag is a mark that only the office sees.
type Flag struct {
	ID    String   `key:"flag" need:"yes" doc:"Its id." eg:"cf_provvisorio"`
	Title Text     `key:"title" doc:"What it means."`
	When  Expr     `key:"when" need:"yes" doc:"Set when this holds."`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Route sends the application to an office.
type Route struct {
	Office String   `key:"office" need:"yes" doc:"The id of an office in the municipality's profile." eg:"urp"`
	When   Expr     `key:"when" doc:"It is taken when this holds."`
	Rule   []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Deadline is a date or instant that follows from the application and the
// facts about it. Its rule may read submission.at, submission.date, facts and
// the deadlines before it (deadline.<id>).
type Deadline struct {
	ID    String   `key:"id" need:"yes" doc:"Its id." eg:"conclusione"`
	Title Text     `key:"title" need:"yes" doc:"What must happen until then." eg:"Termine di conclusione"`
	When  Expr     `key:"when" doc:"There is such a deadline only when this holds."`
	Date  Expr     `key:"date" need:"yes" doc:"The last day or instant."`
	Text  Text     `key:"text" doc:"What follows if it passes; may carry answers and deadlines."`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// State is what an application is in, as it follows from facts and the clock.
type State struct {
	ID    String   `key:"state" need:"yes" doc:"Its id." eg:"silenzio_rigetto"`
	Title Text     `key:"title" need:"yes" doc:"The words for it."`
	When  Expr     `key:"when" doc:"It is the present state when this holds and no state before it does."`
	Text  Text     `key:"text" doc:"What it means for the citizen, and what they can do."`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Notice is a text with a condition.
type Notice struct {
	Text Text     `key:"text" need:"yes" doc:"The words (Markdown); may carry answers, deadlines and amounts."`
	When Expr     `key:"when" doc:"Said only when this holds."`
	Rule []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}
