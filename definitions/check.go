package definitions

import "strings"

// checkService looks at what can be judged from the words alone. Whatever
// needs a rule to be understood is judged by package engine.
func checkService(s *Service) Faults {
	var fs Faults
	fs.names().id(s.ID)
	fs.names().shape(s.Edition, editionShape, "write digits, letters, points and hyphens: 2026.1")
	checkDeclared(&fs, s)
	checkNamed(&fs, s.Conditions, s.Values)
	pages := fs.names()
	for _, p := range s.Pages {
		pages.id(p.ID)
		noAnswers(&fs, p.Title, "a page")
		checkItems(&fs, p.Fields)
	}
	checkChecks(&fs, s.Checks)
	checkAfter(&fs, s)
	return fs
}

// checkBlock is checkService for a block.
func checkBlock(b *Block) Faults {
	var fs Faults
	fs.names().id(b.ID)
	fs.names().shape(b.Version, versionShape, "write digits, letters and points")
	for _, in := range b.Inputs {
		fs.names().name(in.Key)
		checkType(&fs, in.Value.Declared, in.Key.Pos)
	}
	checkSets(&fs, b.Data)
	checkProfileGroup(&fs, b.Profile)
	checkNamed(&fs, b.Conditions, b.Values)
	checkItems(&fs, b.Fields)
	checkChecks(&fs, b.Checks)
	return fs
}

func checkDeclared(fs *Faults, s *Service) {
	for _, p := range s.Parameters {
		fs.names().name(p.Key)
		checkType(fs, p.Value.Declared, p.Key.Pos)
	}
	for _, f := range s.Facts {
		fs.names().name(f.Key)
		checkType(fs, f.Value.Declared, f.Key.Pos)
	}
	checkSets(fs, s.Data)
}

// checkNamed checks conditions and values, which share their names.
func checkNamed(fs *Faults, conditions Map[Condition], values Map[Expr]) {
	n := fs.names()
	for _, c := range conditions {
		n.answer(c.Key)
	}
	for _, v := range values {
		n.answer(v.Key)
	}
}

// checkItems checks the names that items make themselves, down to the last row.
func checkItems(fs *Faults, items []Item) {
	n := fs.names()
	for _, it := range items {
		n.answer(it.Attachment)
		n.answer(it.Compute)
		checkNamed(fs, it.Conditions, it.Values)
		if it.Profile.Given() && it.Profile.Source != "false" {
			fs.Add(it.Profile.Pos, CodeOnceOnly, "write profile: no, or leave it out", "profile: %s means nothing here", it.Profile.Source)
		}
		checkAutocomplete(fs, it.Autocomplete)
		for _, c := range it.Change {
			checkAutocomplete(fs, c.Value.Autocomplete)
		}
		checkItems(fs, it.Fields)
		checkChecks(fs, it.Checks)
	}
}

// checkChecks makes sure that each check says exactly one thing.
func checkChecks(fs *Faults, checks []Check) {
	n := fs.names()
	for _, c := range checks {
		if c.Pos.Line == 0 {
			continue // not a mapping, and told of
		}
		n.shape(c.ID, checkShape, "write letters, digits, hyphens and _")
		said := 0
		for _, t := range []Text{c.Error, c.Warning, c.Stop} {
			if t.Value != "" {
				said++
			}
		}
		if said != 1 {
			fs.Add(c.Pos, CodeCheck, "write exactly one of error, warning and stop", "a check says one thing; this one says %d", said)
		}
		if c.Instead.Value != "" && c.Stop.Value == "" {
			fs.Add(c.Instead.Pos, CodeCheck, "put it into the words of the check", "only a stop has instead")
		}
	}
}

// checkAfter checks the ids of amounts, flags, deadlines and states.
func checkAfter(fs *Faults, s *Service) {
	for _, total := range []*Total{s.Fees, s.Scores} {
		checkParts(fs, total)
	}
	flags, deadlines, states := fs.names(), fs.names(), fs.names()
	for _, f := range s.Flags {
		flags.name(f.ID)
	}
	for _, d := range s.Deadlines {
		deadlines.name(d.ID)
	}
	for _, st := range s.States {
		states.name(st.ID)
	}
}

func checkParts(fs *Faults, total *Total) {
	if total == nil {
		return
	}
	n := fs.names()
	for _, p := range total.Parts {
		n.name(p.ID)
		if p.ID.Value == "total" {
			fs.Add(p.ID.Pos, CodeTaken, "take another name", "total is the sum of the parts")
		}
	}
}

// noAnswers tells of titles that carry answers: they stand in addresses,
// outlines and browser tabs, where nobody expects personal data.
func noAnswers(fs *Faults, title Text, of string) {
	if strings.ContainsAny(title.Value, "{}") {
		fs.Add(title.Pos, CodeTitle, "say it in an intro, a hint or a content item", "the title of %s carries no answers", of)
	}
}
