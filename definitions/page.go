package definitions

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
