package definitions

import "regexp"

// The shapes of ids. Ids of services and pages become parts of addresses;
// names of answers become names in rules.
var (
	idShape      = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	nameShape    = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	versionShape = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.]*$`)
	editionShape = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]*$`)
	checkShape   = regexp.MustCompile(`^[A-Za-z][0-9A-Za-z_-]*$`)
)

// longestID is how long an id may be: a label in an address.
const longestID = 63

// taken are words that the rule language uses itself.
var taken = map[string]bool{
	"param": true, "data": true, "fact": true, "input": true, "fee": true, "score": true,
	"deadline": true, "submission": true, "identity": true, "municipality": true,
	"today": true, "now": true, "index": true, "true": true, "false": true, "nil": true,
	"not": true, "and": true, "or": true, "in": true, "let": true, "if": true, "else": true, "value": true,
}

// names checks ids and names, and that each is there once in its list.
type names struct {
	faults *Faults
	first  map[string]int
}

func (fs *Faults) names() names { return names{fs, map[string]int{}} }

// id checks an id that becomes part of an address.
func (n names) id(s String) {
	n.shape(s, idShape, "write lower case letters, digits and hyphens, beginning with a letter")
}

// name checks a name that stands after a dot in rules: param.x, fee.x.
func (n names) name(s String) {
	n.shape(s, nameShape, "write lower case letters, digits and _, beginning with a letter")
}

// answer checks a name that stands alone in rules.
func (n names) answer(s String) {
	n.name(s)
	if taken[s.Value] {
		n.faults.Add(s.Pos, CodeTaken, "take another name", "%q is a word of the rule language", s.Value)
	}
}

func (n names) shape(s String, shape *regexp.Regexp, advice string) {
	switch {
	case s.Value == "":
		return
	case !shape.MatchString(s.Value) || len(s.Value) > longestID:
		n.faults.Add(s.Pos, CodeName, advice, "%q cannot be a name here", s.Value)
	case n.first[s.Value] > 0:
		n.faults.Add(s.Pos, CodeDuplicate, "give each its own name", "%q is here twice, first on line %d", s.Value, n.first[s.Value])
	default:
		n.first[s.Value] = s.Pos.Line
	}
}
