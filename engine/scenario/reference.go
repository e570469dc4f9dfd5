package scenario

import "sportello/definitions"

// Reference gives the reference of the keys of a scenario, in Markdown.
func Reference() []byte {
	return definitions.ReferenceOf("Reference of scenarios",
		"Every key of a file in `scenarios/`, and of a file of answers for `sportello why`. [The language](language.md#scenarios) teaches how they are used.",
		Scenario{})
}
