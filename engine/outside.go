package engine

import (
	"strconv"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/engine/function"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// patron reads the local holiday of a profile, written 06-17.
func patron(p *definitions.Profile) function.MonthDay {
	month, day, _ := strings.Cut(p.Patron.Value, "-")
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	return function.MonthDay{Month: time.Month(m), Day: d}
}

// parameters takes each parameter's value from the municipality, or its
// default.
func (b *builder) parameters(declared definitions.Map[definitions.Parameter], given Params) {
	for _, e := range declared {
		t := declaredType(e.Value.Declared)
		literal, code := e.Value.Default, CodeDefault
		if v, ok := given.Find(e.Key.Value); ok {
			literal, code = v, CodeParameter
		}
		b.p.params[e.Key.Value] = b.literal(t, literal, code)
		if e.Value.Live {
			b.p.live[e.Key.Value] = t
		}
	}
	for _, e := range given {
		if _, ok := declared.Find(e.Key.Value); !ok {
			b.faults.Add(e.Key.Pos, CodeParameter, "see parameters: of the service", "the service has no parameter %s", e.Key.Value)
		}
	}
}

func (b *builder) literal(t value.Type, l definitions.Literal, code string) value.Value {
	if !l.Given() {
		return nil
	}
	v, err := Literal(t, l.Value, b.p.zone)
	if err != nil {
		b.faults.Add(l.Pos, code, "write a value of type "+t.String(), "%v", err)
	}
	return v
}

func (b *builder) declareFacts(facts definitions.Map[definitions.Fact]) {
	for _, e := range facts {
		t := declaredType(e.Value.Declared)
		source := "da fuori"
		if len(e.Value.Own) > 0 {
			source = "domande già inviate dalla stessa persona"
		}
		b.p.facts[e.Key.Value] = declared{
			typ: t, def: b.literal(t, e.Value.Default, CodeDefault), title: e.Value.Title.Value,
			source: orName(e.Value.Source.Value, source), silent: e.Value.Silent.Value,
		}
	}
}

// identityType is what an identity provider may say of the person who signs in.
var identityType = map[string]value.Type{
	"cognome": value.TextType, "nome": value.TextType, "codice_fiscale": value.TextType,
	"data_nascita": value.DateType, "sesso": value.TextType, "luogo_nascita": value.TextType,
	"email": value.TextType, "cellulare": value.TextType, "pec": value.TextType, "livello": value.IntegerType,
}

var identityWords = map[string]string{
	"cognome": "il cognome dall'identità digitale", "nome": "il nome dall'identità digitale",
	"codice_fiscale": "il codice fiscale dall'identità digitale", "data_nascita": "la data di nascita dall'identità digitale",
	"sesso": "il sesso dall'identità digitale", "luogo_nascita": "il luogo di nascita dall'identità digitale",
	"email": "l'email dall'identità digitale", "cellulare": "il cellulare dall'identità digitale",
	"pec": "la PEC dall'identità digitale", "livello": "il livello dell'identità digitale",
}

// rootSpaces gives the service's scope the names for what is outside.
func (b *builder) rootSpaces() {
	s := b.p.root
	params := map[string]rule.Meaning{}
	for _, e := range b.loaded.Service.Parameters {
		t := declaredType(e.Value.Declared)
		params[e.Key.Value] = outerValue("param", e.Key.Value, orName(e.Value.Title.Value, "param."+e.Key.Value), t)
	}
	s.spaces["param"] = space("param", params)

	facts := map[string]rule.Meaning{}
	for name, f := range b.p.facts {
		facts[name] = outerValue("fact", name, orName(f.title, "fact."+name), f.typ)
	}
	s.spaces["fact"] = space("fact", facts)
	s.spaces["identity"] = rule.Meaning{
		Label: "l'identità digitale", Type: value.Type{Kind: value.Named, Fields: identityType},
		Get: func(e *rule.Env) value.Value { return e.Outer["identity"] },
	}
	s.spaces["municipality"] = b.municipality()
	s.spaces["submission"] = space("submission", map[string]rule.Meaning{
		"at":     outerValue("submission", "at", "l'istante di invio", value.InstantType),
		"date":   outerValue("submission", "date", "la data di invio", value.DateType),
		"inside": decided(outerValue("submission", "inside", "la richiesta è compresa tra quelle per cui c'è posto", value.BoolType)),
		"place":  decided(outerValue("submission", "place", "il numero nell'elenco, o nella lista d'attesa", value.IntegerType)),
	})
}

// decided is a value that is decided when the application is sent.
func decided(m rule.Meaning) rule.Meaning {
	m.Later = true
	return m
}

func orName(words, name string) string {
	if words != "" {
		return words
	}
	return name
}

// municipality gives the words of the profile that rules may read.
func (b *builder) municipality() rule.Meaning {
	p := b.p.profile
	members := map[string]rule.Meaning{}
	for name, text := range map[string]string{
		"name": p.Name.Value, "istat": p.Istat.Value, "belfiore": p.Belfiore.Value,
		"province": p.Province.Value, "ipa": p.IPA.Value,
	} {
		members[name] = rule.Meaning{Label: municipalityWords[name], Type: value.TextType, Get: func(*rule.Env) value.Value { return text }}
	}
	return space("municipality", members)
}

var municipalityWords = map[string]string{
	"name": "il nome del Comune", "istat": "il codice ISTAT del Comune", "belfiore": "il codice catastale del Comune",
	"province": "la provincia del Comune", "ipa": "il codice IPA del Comune",
}
