package function

// A theme is a group of functions that the reference shows under one title.
type theme struct {
	title     string
	functions []Function
}

// themes lists every group, in the order of the reference.
func themes() []theme {
	return []theme{
		{"Days and times", dayFunctions()},
		{"Instants", instantFunctions()},
		{"Working days and holidays", append(calendarFunctions(), workingHourFunctions()...)},
		{"Periods", periodFunctions()},
		{"Codice fiscale", fiscalFunctions()},
		{"Numbers given by registers and banks", append(registerFunctions(), registeredFunctions()...)},
		{"Telephone and e-mail", contactFunctions()},
		{"Text", textFunctions()},
		{"Numbers and amounts", numberFunctions()},
	}
}

// Table gives all functions that rules may call, apart from the special forms
// (answered, lookup and what walks over lists), which the rule language knows
// by itself.
func Table() []Function {
	var all []Function
	for _, t := range themes() {
		all = append(all, t.functions...)
	}
	return all
}
