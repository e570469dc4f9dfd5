package definitions

import (
	"regexp"
	"slices"
	"strings"
)

// Budgets of a contract.
const (
	MaxListItems = 200 // rows, choices or files of one answer
	MaxPattern   = 500 // characters of a pattern
)

// contractTypes are the types of JSON Schema that a contract may use.
func contractTypes() []string {
	return []string{"string", "integer", "number", "boolean", "object", "array"}
}

// checkContract looks at a contract by itself, without the flow.
func checkContract(s *Schema) Faults {
	var c contract
	if s.Type.Value != "object" && s.Type.Value != "" {
		c.faults.Add(s.Type.Pos, CodeType, "write type: object, and the fields under properties:", "the top of a contract is an object, not %s", s.Type.Value)
	}
	c.schema(s)
	return c.faults
}

// contract collects the faults of one contract.
type contract struct{ faults Faults }

func (c *contract) schema(s *Schema) {
	if s.Pos.Line == 0 || len(c.faults) >= MaxFaults {
		return // not a mapping, and told of; or enough is told
	}
	noAnswers(&c.faults, s.Title, "a field")
	if s.Ref.Value != "" {
		c.reference(s)
		return
	}
	if c.known(s) {
		c.keywords(s)
		c.limits(s)
		c.options(s)
	}
	c.properties(s)
	if s.Items != nil {
		c.schema(s.Items)
	}
}

func (c *contract) known(s *Schema) bool {
	switch t := s.Type.Value; {
	case t == "":
		c.faults.Add(s.Pos, CodeType, "write type: string, or another of "+strings.Join(contractTypes(), ", "), "the type is missing")
		return false
	case !slices.Contains(contractTypes(), t):
		c.faults.Add(s.Type.Pos, CodeType, didYouMean(t, contractTypes()), "there is no type %q", t)
		return false
	}
	return true
}

// reference: a block brings all but its words with it.
func (c *contract) reference(s *Schema) {
	for _, w := range written(s) {
		c.faults.Add(w.place, CodeKeyword, "remove it; change: on the page narrows a block", "%s cannot stand beside $ref", w.word)
	}
	if s.Type.Value != "" {
		c.faults.Add(s.Type.Pos, CodeKeyword, "remove it; the block has its own", "type cannot stand beside $ref")
	}
}

// keyword is a keyword that an author wrote, with the types that may have it.
type keyword struct {
	word  string
	place Pos
	types []string
}

// written lists the keywords of a schema that only some types may have.
func written(s *Schema) []keyword {
	var all []keyword
	add := func(word string, place Pos, there bool, types ...string) {
		if there {
			all = append(all, keyword{word, place, types})
		}
	}
	limit := func(word string, l Literal, types ...string) { add(word, l.Pos, l.Given(), types...) }
	limit("minimum", s.Minimum, "integer", "number")
	limit("maximum", s.Maximum, "integer", "number")
	limit("exclusiveMinimum", s.ExclusiveMinimum, "integer", "number")
	limit("exclusiveMaximum", s.ExclusiveMaximum, "integer", "number")
	limit("minLength", s.MinLength, "string")
	limit("maxLength", s.MaxLength, "string")
	limit("minItems", s.MinItems, "array")
	limit("maxItems", s.MaxItems, "array")
	add("pattern", s.Pattern.Pos, s.Pattern.Value != "", "string")
	add("enum", s.Pos, s.Enum != nil, "string")
	add("oneOf", s.Pos, s.OneOf != nil, "string")
	add("properties", s.Pos, s.Properties != nil, "object")
	add("required", s.Pos, s.Required != nil, "object")
	add("items", s.Pos, s.Items != nil, "array")
	return all
}

func (c *contract) keywords(s *Schema) {
	for _, w := range written(s) {
		if !slices.Contains(w.types, s.Type.Value) {
			c.faults.Add(w.place, CodeKeyword, "it is for type: "+strings.Join(w.types, " or "), "%s does not fit type: %s", w.word, s.Type.Value)
		}
	}
	if s.Pattern.Value == "" {
		return
	}
	if len(s.Pattern.Value) > MaxPattern {
		c.faults.Add(s.Pattern.Pos, CodePattern, "check it with a rule instead", "the pattern is longer than %d characters", MaxPattern)
		return
	}
	if _, err := regexp.Compile(s.Pattern.Value); err != nil {
		c.faults.Add(s.Pattern.Pos, CodePattern, "write it in the syntax of RE2, in single quotes", "not a pattern: %v", err)
	}
}

// properties checks the fields of an object.
func (c *contract) properties(s *Schema) {
	n, known := c.faults.names(), make([]string, len(s.Properties))
	for i, p := range s.Properties {
		known[i] = p.Key.Value
		n.answer(p.Key)
		if p.Value == nil {
			continue
		}
		if p.Value.Title.Value == "" && p.Value.Ref.Value == "" {
			c.faults.Add(p.Key.Pos, CodeNoTitle, "write title: with the words that citizens read", "the field %q has no title", p.Key.Value)
		}
		c.schema(p.Value)
	}
	c.required(s.Required, n.first, known)
}

// required checks that what is required is there, and required once.
func (c *contract) required(names []String, there map[string]int, known []string) {
	first := map[string]bool{}
	for _, r := range names {
		switch {
		case there[r.Value] == 0 && !slices.Contains(known, r.Value):
			c.faults.Add(r.Pos, CodeNoField, didYouMean(r.Value, known), "required names %q, which is not among properties", r.Value)
		case first[r.Value]:
			c.faults.Add(r.Pos, CodeDuplicate, "remove one of them", "%q is required twice", r.Value)
		}
		first[r.Value] = true
		if len(c.faults) >= MaxFaults {
			return
		}
	}
}

// options checks the values of enum and oneOf.
func (c *contract) options(s *Schema) {
	values := s.Enum
	for _, o := range s.OneOf {
		values = append(slices.Clip(values), o.Const)
		noAnswers(&c.faults, o.Title, "an option")
	}
	switch {
	case s.Enum != nil && s.OneOf != nil:
		c.faults.Add(s.Pos, CodeOptions, "remove enum; oneOf has the words too", "there are both enum and oneOf")
		return
	case (s.Enum != nil || s.OneOf != nil) && len(values) == 0:
		c.faults.Add(s.Pos, CodeOptions, "write the options, or remove the keyword", "there are no options")
	}
	first := map[string]int{}
	for _, v := range values {
		c.option(v, first)
	}
}

func (c *contract) option(v Literal, first map[string]int) {
	text, ok := v.Value.(string)
	switch {
	case !v.Given():
	case !ok:
		c.faults.Add(v.Pos, CodeOptions, `put it in quotes: "no", "1", "050026"`, "the value of an option is text")
	case first[text] > 0:
		c.faults.Add(v.Pos, CodeDuplicate, "give each option a value of its own", "the option %q is here twice, first on line %d", text, first[text])
	default:
		first[text] = v.Pos.Line
	}
}
