package function

// Phone gives a telephone number as E.164 (+39050910111), or "" if it is none.
// The field type uses it too, so that a form and a rule agree.
func Phone(text string) string { return e164(text) }

// Norm gives a text as comparisons take it: without accents, capitals and signs.
func Norm(text string) string { return norm(text) }

// Email reports whether a text can be an e-mail address.
func Email(text string) bool { return isEmail(text) }
