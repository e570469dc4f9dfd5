package definitions

// The codes of the faults of this package. They never change.
const (
	CodeEncoding    = "encoding"
	CodeTooBig      = "too-big"
	CodeTooDeep     = "too-deep"
	CodeTooMany     = "too-many"
	CodeSyntax      = "syntax"
	CodeEmpty       = "empty-file"
	CodeDocuments   = "documents"
	CodeTag         = "tag"
	CodeMergeKey    = "merge-key"
	CodeKeyShape    = "key-shape"
	CodeDuplicate   = "duplicate"
	CodeUnknownKey  = "unknown-key"
	CodeMissingKey  = "missing-key"
	CodeNoValue     = "no-value"
	CodeShape       = "shape"
	CodeNumber      = "number"
	CodeYesNo       = "yes-no"
	CodeItemKind    = "item-kind"
	CodeKeyPlace    = "key-place"
	CodeCondition   = "condition"
	CodeName        = "name"
	CodeTaken       = "taken-name"
	CodeTitle       = "title-answers"
	CodeNoTitle     = "no-title"
	CodeCheck       = "check"
	CodeType        = "type"
	CodeKeyword     = "keyword"
	CodeLimit       = "limit"
	CodePattern     = "pattern"
	CodeOptions     = "options"
	CodeNoField     = "no-field"
	CodeNoFile      = "no-file"
	CodeTwoFiles    = "two-files"
	CodeFileName    = "file-name"
	CodeRef         = "ref"
	CodeNoBlock     = "no-block"
	CodeBlockFolder = "block-folder"
	CodeBlockCycle  = "block-cycle"
	CodeDataSet     = "data-set"
	CodeNoTable     = "no-table"
	CodeCSV         = "csv"
	CodeColumns     = "columns"
	CodeRowKey      = "row-key"
	CodeProfile     = "profile"
	CodeSheet       = "sheet"
	CodeOnceOnly    = "once-only"
	CodeTranslation = "translation"

	CodeAutocomplete = "autocomplete"
)

// Code is a kind of mistake with one line that explains it.
type Code struct{ Name, Meaning string }

// Codes lists every kind of mistake that this package finds.
func Codes() []Code {
	return []Code{
		{CodeEncoding, "The file is not UTF-8."},
		{CodeTooBig, "A file, or all files of the service together, are larger than allowed."},
		{CodeTooDeep, "Lists and mappings are nested too deeply."},
		{CodeTooMany, "There are more values, rows or blocks than allowed."},
		{CodeSyntax, "The file is not YAML or JSON."},
		{CodeEmpty, "There is nothing in the file."},
		{CodeDocuments, "There is more than one YAML document in the file."},
		{CodeTag, "A YAML tag (!!binary, !own) was written; the language has none."},
		{CodeMergeKey, "A YAML merge key (<<) was written; the language has none."},
		{CodeKeyShape, "A key is not a plain word."},
		{CodeDuplicate, "The same key, id or option is there twice."},
		{CodeUnknownKey, "A key that the language does not have here."},
		{CodeMissingKey, "A key that must be there is not."},
		{CodeNoValue, "A key has nothing after it."},
		{CodeShape, "A list, a mapping or a single value stands where another is meant."},
		{CodeNumber, "A number is not written in plain digits."},
		{CodeYesNo, "Something else than yes or no."},
		{CodeItemKind, "An item has no kind, or more than one."},
		{CodeKeyPlace, "A key that this kind of item does not have."},
		{CodeCondition, "A condition written as data that is none."},
		{CodeName, "An id or name of the wrong shape."},
		{CodeTaken, "A name that the rule language uses itself."},
		{CodeTitle, "A title that carries answers."},
		{CodeNoTitle, "A field of the contract without a title."},
		{CodeCheck, "A check that says nothing, or more than one thing."},
		{CodeType, "A type that does not exist, or cannot stand here."},
		{CodeKeyword, "A keyword that does not fit the type."},
		{CodeLimit, "A limit that is no number, out of bounds, or missing; or nothing between two."},
		{CodePattern, "A pattern that is no regular expression."},
		{CodeOptions, "Options that are missing, or are not text."},
		{CodeNoField, "required names a field that there is not."},
		{CodeNoFile, "A file that is not there."},
		{CodeTwoFiles, "The same thing is said in two files."},
		{CodeFileName, "A file name that leads out of the folder."},
		{CodeRef, "A $ref that does not name a block and its version."},
		{CodeNoBlock, "A block that neither the service nor the library has."},
		{CodeBlockFolder, "The folder of a block has another name than the block."},
		{CodeBlockCycle, "A block that contains itself."},
		{CodeDataSet, "A table that does not say where it comes from, or says it twice."},
		{CodeNoTable, "A table that the library does not have."},
		{CodeCSV, "A line of a CSV file that cannot be read."},
		{CodeColumns, "Columns in the file and in the declaration are not the same."},
		{CodeRowKey, "A row without a key, or with the key of another."},
		{CodeProfile, "A municipality's profile with a value that cannot be."},
		{CodeOnceOnly, "A block that does not say well which data of the citizen it is about, or profile: with something else than no."},
		{CodeTranslation, "A translation that lacks, is of an older text, or carries other answers than its source."},
		{CodeAutocomplete, "Something to fill in that browsers do not know."},
		{CodeSheet, "A service sheet without something that the national model wants: the service cannot be published."},
	}
}
