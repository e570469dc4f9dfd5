package explore

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/engine/value"
)

// guess gives what a citizen might type into a field.
func (f *filling) guess(i engine.ItemState, around string) []string {
	switch i.Type {
	case "choice":
		return f.oneOf(i, around)
	case "choices":
		return f.someOf(i)
	case "yesno", "declaration":
		if i.Type == "declaration" || f.one(2) {
			return []string{"yes"}
		}
		return []string{"no"}
	case "integer":
		return []string{f.whole(i)}
	case "decimal", "money":
		return []string{f.whole(i) + ",50"}
	case "date":
		return []string{italian(f.day(i, around))}
	case "time":
		return []string{fmt.Sprintf("%02d:%02d", f.chance.IntN(24), f.chance.IntN(60))}
	case "instant":
		return []string{italian(f.day(i, around)) + " 10:30"}
	case "email":
		return []string{f.address()}
	case "phone":
		return []string{fmt.Sprintf("347 %07d", f.chance.IntN(10_000_000))}
	}
	return []string{fitted(f.text(i, around), i)}
}

// oneOf chooses an option; of the two sexes that of the person around.
func (f *filling) oneOf(i engine.ItemState, around string) []string {
	i.Options = slices.DeleteFunc(slices.Clone(i.Options), func(c engine.Choice) bool { return c.Closed })
	if len(i.Options) == 0 {
		return nil
	}
	sex := f.personAt(around).sex
	for _, o := range i.Options {
		if len(i.Options) == 2 && o.Value == sex {
			return []string{sex}
		}
	}
	return []string{i.Options[f.chance.IntN(len(i.Options))].Value}
}

func (f *filling) someOf(i engine.ItemState) []string {
	var out []string
	least := max(1, i.MinItems)
	from := f.chance.IntN(max(1, len(i.Options)))
	for k := range i.Options {
		o := i.Options[(from+k)%len(i.Options)]
		if len(out) < least || f.one(3) && (i.MaxItems == 0 || len(out) < i.MaxItems) {
			out = append(out, o.Value)
		}
	}
	return out
}

// whole is a whole number within the limits; small unless that was refused.
func (f *filling) whole(i engine.ItemState) string {
	least, most := 1, 20
	if strings.Contains(strings.ToLower(i.Label), "anno") {
		least, most = f.outside.Now.Year()-60, f.outside.Now.Year()
	}
	if f.tries > 3 {
		least, most = 0, []int{1, 10, 100, 3000, 100_000}[f.chance.IntN(5)]
	}
	if n, err := strconv.ParseFloat(i.Min, 64); err == nil && int(n) > least {
		least = int(n)
	}
	if n, err := strconv.ParseFloat(i.Max, 64); err == nil && int(n) < most {
		most = int(n)
	}
	return strconv.Itoa(least + f.chance.IntN(max(1, most-least+1)))
}

// day is a day within the limits: a birthday where a birth is asked for, else
// not far from today.
func (f *filling) day(i engine.ItemState, around string) value.Date {
	today := value.DateOf(f.outside.Now)
	d := today.AddDays(f.chance.IntN(800) - 400)
	if strings.Contains(strings.ToLower(i.Label), "nascita") {
		d = f.personAt(around).birth
	}
	least, errMin := value.ParseDate(i.Min)
	most, errMax := value.ParseDate(i.Max)
	if errMin == nil && d.Compare(least) < 0 {
		d = least.AddDays(f.chance.IntN(300))
	}
	if errMax == nil && d.Compare(most) > 0 {
		d = most.AddDays(-f.chance.IntN(300))
	}
	return d
}

func italian(d value.Date) string { return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year) }

// address is one e-mail address for the whole journey: forms ask for it twice.
func (f *filling) address() string {
	if f.email == "" {
		f.email = fmt.Sprintf("persona%d@example.it", f.chance.IntN(1000))
	}
	return f.email
}

// text guesses from the words of a label, as autofill does. Where that was
// refused, it tries the shapes that codes have.
func (f *filling) text(i engine.ItemState, around string) string {
	label := strings.ToLower(i.Label)
	p := f.personAt(around)
	switch {
	case f.tries > 4 && f.one(2):
		return f.anyShape()
	case strings.Contains(label, "codice fiscale"):
		return p.code
	case strings.Contains(label, "cognome"):
		return p.surname
	case label == "nome" || strings.Contains(label, "nome e"):
		return p.name
	case label == "cap":
		return "56125"
	case strings.Contains(label, "iban"):
		return "IT60X0542811101000000123456"
	case strings.Contains(label, "dsu"):
		return fmt.Sprintf("INPS-ISEE-%d-%08dK-00", f.outside.Now.Year(), f.chance.IntN(100_000_000))
	case strings.Contains(label, "targa"):
		return "AB123CD"
	case strings.Contains(label, "titolo di soggiorno"):
		return fmt.Sprintf("AB%07d", f.chance.IntN(10_000_000))
	case strings.Contains(label, "partita iva"):
		return vatNumber
	case strings.Contains(label, "numero"):
		return strconv.Itoa(1 + f.chance.IntN(99))
	}
	return "una risposta di prova"
}

// vatNumber is one with the right check digit.
const vatNumber = "00488410010"

// anyShape is a text of one of the shapes that numbers and codes have.
func (f *filling) anyShape() string {
	digits := strings.Builder{}
	for range 1 + f.chance.IntN(16) {
		digits.WriteString(strconv.Itoa(f.chance.IntN(10)))
	}
	shapes := []string{
		digits.String(), vatNumber, "A/2", "345/2", "12/A", "56125", "Rossi", "una risposta di prova",
		f.newPerson().code, fmt.Sprintf("%014d", f.chance.IntN(1_000_000_000)), strconv.Itoa(f.chance.IntN(10_000)),
	}
	return shapes[f.chance.IntN(len(shapes))]
}

// fitted makes a text long or short enough.
func fitted(text string, i engine.ItemState) string {
	for i.MinLength > 0 && len([]rune(text)) < i.MinLength {
		text += " e ancora parole"
	}
	if r := []rune(text); i.MaxLength > 0 && len(r) > i.MaxLength {
		text = strings.TrimSpace(string(r[:i.MaxLength]))
	}
	return text
}
