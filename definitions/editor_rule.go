package definitions

import "strings"

// ruleSchema is a rule: text of the rule language, or a condition as data.
func ruleSchema() object {
	rule, name := object{"$ref": "#/definitions/rule"}, object{"type": "string", "pattern": fieldPath.String()}
	list := object{"type": "array", "minItems": 1, "items": rule}
	single := object{"type": []string{"string", "number", "boolean"}}
	comparing := object{"field": name, "answered": object{"enum": []any{true, false, "yes", "no"}}}
	for _, c := range comparisons {
		comparing[c.word] = single
		if strings.HasSuffix(c.word, "_of") {
			comparing[c.word] = object{"type": "array", "items": single}
		}
	}
	one := func(word string, s object) object {
		return object{"type": "object", "properties": object{word: s}, "required": []string{word}, "additionalProperties": false}
	}
	return object{
		"description": "A rule, or a condition as data.",
		"anyOf": []object{
			{"type": []string{"string", "number", "boolean"}},
			{"type": "object", "properties": comparing, "required": []string{"field"}, "minProperties": 2, "maxProperties": 2, "additionalProperties": false},
			one("all", list), one("any", list), one("not", rule), one("condition", name),
		},
	}
}
