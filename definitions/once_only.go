package definitions

import (
	"cmp"
	_ "embed" // the look-alikes
	"io/fs"
	"slices"
	"strings"
)

// OnceOnly is one of the groups of data that the national model lets nobody ask
// twice. A block says which of them it is; there are these and no others.
type OnceOnly struct {
	Name string
	Many bool // a citizen may have several: they choose one, or add one
	// Role is the role under which a service names the block that is about the
	// applicant, for groups whose blocks are about others as often. "": a block of
	// the group is about the applicant wherever it is used.
	Role string
}

// OnceOnlyGroups lists the nine groups, in the order of the model.
func OnceOnlyGroups() []OnceOnly {
	return []OnceOnly{
		{Name: "persona", Role: "applicant"},
		{Name: "residenza", Role: "residence"},
		{Name: "contatti"},
		{Name: "nucleo"},
		{Name: "isee"},
		{Name: "immobile", Many: true},
		{Name: "veicolo", Many: true},
		{Name: "conto", Many: true},
		{Name: "impresa"},
	}
}

// Applicants gives the answer that the service declares to be the applicant's,
// if the group has a role.
func (g OnceOnly) Applicants(r Roles) String {
	switch g.Role {
	case "applicant":
		return r.Applicant
	case "residence":
		return r.Residence
	}
	return String{}
}

// OnceOnlyGroup finds a group by its name.
func OnceOnlyGroup(name string) (OnceOnly, bool) {
	for _, g := range OnceOnlyGroups() {
		if g.Name == name {
			return g, true
		}
	}
	return OnceOnly{}, false
}

// OnceOnlyBlock names the block of a group in a library, the newest if there are
// several; "" if there is none.
func OnceOnlyBlock(library fs.FS, group string) string {
	var names []string
	for _, name := range (folders{nil, library}).list(libraryDir + "/blocks") {
		if strings.Contains(name, "@") && blockIn(library, name).Profile.Group.Value == group {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return slices.MaxFunc(names, func(a, b string) int { // @10 is newer than @9
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
}

func checkProfileGroup(fs *Faults, p BlockProfile) {
	if p.Pos.Line == 0 {
		return
	}
	g, known := OnceOnlyGroup(p.Group.Value)
	var names []string
	for _, g := range OnceOnlyGroups() {
		names = append(names, g.Name)
	}
	switch {
	case !known:
		fs.Add(p.Group.Pos, CodeOnceOnly, didYouMean(p.Group.Value, names), "%q is none of the groups that are asked once only", p.Group.Value)
	case g.Many && p.Row.Value == "":
		fs.Add(p.Pos, CodeOnceOnly, "write row: with words that tell one from another: '{modello|} {targa|}'", "a citizen may have several of %s, and must tell them apart", g.Name)
	case !g.Many && p.Row.Value != "":
		fs.Add(p.Row.Pos, CodeOnceOnly, "take row away", "there is only one %s", g.Name)
	}
}

// LookAlike is how a field gives itself away as data that are asked once only.
type LookAlike struct {
	Block     String   `key:"block" need:"yes"`
	Words     []String `key:"words"`
	As        []String `key:"as"`
	Functions []String `key:"functions"`
	Pattern   String   `key:"pattern"`
}

//go:embed once_only.yaml
var lookAlikes []byte

// LookAlikes lists them, the most telling first.
func LookAlikes() []LookAlike {
	var out []LookAlike
	Decode("once_only.yaml", lookAlikes, &out) // it is ours, and a test reads it
	return out
}
