package definitions

// Schema is the author's profile of JSON Schema 2020-12. Every keyword that is
// not here is a fault. required means required whenever asked; what the browser
// shows is said in the flow.
type Schema struct {
	Type             String       `key:"type" doc:"string, integer, number, boolean, object or array." eg:"string"`
	Title            Text         `key:"title" doc:"The label. No answers in it." eg:"Data di nascita"`
	Description      Text         `key:"description" doc:"Help under the label." eg:"gg/mm/aaaa"`
	Properties       Map[*Schema] `key:"properties" doc:"For an object: its fields, in order."`
	Required         []String     `key:"required" doc:"For an object: the fields that must be answered whenever they are asked." eg:"[nome, cognome]"`
	Items            *Schema      `key:"items" doc:"For an array: what each element is."`
	Enum             []Literal    `key:"enum" doc:"The allowed values, where their code is also their label."`
	OneOf            []Option     `key:"oneOf" doc:"The options written in place, each with const and title."`
	Ref              String       `key:"$ref" doc:"A block of the library or of the service's folder blocks/." eg:"persona@1"`
	Minimum          Literal      `key:"minimum" doc:"The least number." eg:"1"`
	Maximum          Literal      `key:"maximum" doc:"The greatest number." eg:"10"`
	ExclusiveMinimum Literal      `key:"exclusiveMinimum" doc:"Numbers must be greater than this." eg:"0"`
	ExclusiveMaximum Literal      `key:"exclusiveMaximum" doc:"Numbers must be less than this."`
	MinLength        Literal      `key:"minLength" doc:"The least number of characters." eg:"20"`
	MaxLength        Literal      `key:"maxLength" doc:"The greatest number of characters. 200 for text and 4000 for long text unless given." eg:"2000"`
	Pattern          String       `key:"pattern" doc:"A regular expression (RE2, anchored as written)." eg:"^\\d{5}$"`
	MinItems         Literal      `key:"minItems" doc:"The least number of rows or choices." eg:"1"`
	MaxItems         Literal      `key:"maxItems" doc:"The greatest number of rows, choices or files. A list must have it; 200 at most." eg:"10"`
	Schema           String       `key:"$schema" doc:"The dialect: https://json-schema.org/draft/2020-12/schema. May be left out."`
	Pos              Pos
}

// Option is one allowed value with its words.
type Option struct {
	Const       Literal `key:"const" need:"yes" doc:"The value that is stored." eg:"copia_semplice"`
	Title       Text    `key:"title" need:"yes" doc:"The words that are shown." eg:"Copia semplice"`
	Description Text    `key:"description" doc:"More words under them."`
}
