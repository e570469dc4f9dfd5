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
