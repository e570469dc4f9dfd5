package value

import "slices"

// Kind is what sort of value a Type holds.
type Kind uint8

// The kinds of values.
const (
	None   Kind = iota // not known, or never answered
	Text               // string
	YesNo              // bool
	Num                // decimal.Decimal
	Day                // Date
	Time               // Clock
	Moment             // time.Time
	Many               // []any
	Named              // Group
)

// Type describes values to the checker of rules. The zero Type is unknown.
type Type struct {
	Kind    Kind
	Integer bool            // of Num: whole numbers only
	Money   bool            // of Num: euro, shown with two decimals
	Options []string        // of Text: the only values there are, if limited
	Titles  Titles          // of Text: the words of the options
	Elem    *Type           // of Many
	Fields  map[string]Type // of Named
}

// Types that need no more words.
var (
	TextType    = Type{Kind: Text}
	BoolType    = Type{Kind: YesNo}
	NumberType  = Type{Kind: Num}
	IntegerType = Type{Kind: Num, Integer: true}
	MoneyType   = Type{Kind: Num, Money: true}
	DateType    = Type{Kind: Day}
	ClockType   = Type{Kind: Time}
	InstantType = Type{Kind: Moment}
)

// Titles are the words of options by their codes. Those of a value that may come
// from several choices stand beside each other, so that large tables are never
// copied.
type Titles []map[string]string

// Of gives the words of an option; "" if it has none.
func (t Titles) Of(code string) string {
	for _, words := range t {
		if w := words[code]; w != "" {
			return w
		}
	}
	return ""
}

// List gives the type of lists of t.
func List(t Type) Type { return Type{Kind: Many, Elem: &t} }

// Allows reports whether a text can be a value of the type at all.
func (t Type) Allows(s string) bool { return len(t.Options) == 0 || slices.Contains(t.Options, s) }

// String names the type in an author's words.
func (t Type) String() string {
	switch t.Kind {
	case Text:
		if len(t.Options) > 0 {
			return "choice"
		}
		return "text"
	case YesNo:
		return "yes/no"
	case Num:
		if t.Integer {
			return "integer"
		}
		return "number"
	case Day:
		return "date"
	case Time:
		return "time"
	case Moment:
		return "instant"
	case Many:
		return "list"
	case Named:
		return "group"
	}
	return "unknown"
}
