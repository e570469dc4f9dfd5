package definitions

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
	Source   Text        `key:"source" doc:"Who or what gives it."`
	Own      Map[String] `key:"own" doc:"The server gives it, from what the same citizen sent to the service before: for each name under of, an answer's path, or submission.number, submission.at, submission.state. A group is the latest of them, a list all." eg:"{numero: submission.number, bando: bando.codice}"`
	Silent   Text        `key:"silent" need:"yes" doc:"What happens when the source is silent, in words." eg:"si calcola dalla data di invio"`
	Default  Literal     `key:"default" doc:"The value taken while the source is silent. Without it the fact is unanswered."`
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
