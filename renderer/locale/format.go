package locale

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sportello/engine/value"
)

// Any writes a value whose type is not known, as an argument of a text is.
func (w Words) Any(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return w.style.number(strconv.FormatFloat(v, 'f', -1, 64))
	case []string:
		return strings.Join(v, ", ")
	}
	return w.Value(v, value.Type{})
}

// Value writes a typed value for people: a date as 02/03/2026, money as
// 1.234,50 €, yes and no in words. Nothing is written for unanswered.
func (w Words) Value(v value.Value, t value.Type) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if words := t.Titles.Of(v); words != "" {
			return words
		}
		return v
	case bool:
		return w.YesNo(v)
	case value.Number:
		return w.number(v, t)
	case value.Date:
		return w.Date(v)
	case value.Clock:
		return v.String()
	case time.Time:
		return w.Instant(v)
	case []any:
		return w.list(v, t)
	case value.Group:
		return w.group(v)
	}
	return fmt.Sprint(v)
}

func (w Words) list(vs []any, t value.Type) string {
	elem := value.Type{}
	if t.Elem != nil {
		elem = *t.Elem
	}
	parts := make([]string, 0, len(vs))
	for _, v := range vs {
		if s := w.Value(v, elem); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// group writes what names a group best: a file has a name. Other groups have
// no words of their own.
func (w Words) group(g value.Group) string {
	name, _ := g["name"].(string)
	return name
}

// YesNo writes yes or no.
func (w Words) YesNo(v bool) string {
	if v {
		return w.Text("yes", nil)
	}
	return w.Text("no", nil)
}

func (w Words) number(n value.Number, t value.Type) string {
	if t.Money {
		return w.Money(n)
	}
	return w.Number(n)
}

// mostDecimals is how many decimals are shown: a third has no end.
const mostDecimals = 10

// Number writes a number with its decimals and no thousands marks: it may be a
// year or the number of a document.
func (w Words) Number(n value.Number) string { return w.style.number(n.Round(mostDecimals).String()) }

// Money writes an amount in euro, rounded half up to cents.
func (w Words) Money(n value.Number) string { return w.style.amount(n.Round(2).StringFixed(2)) }

// Date writes a day in figures, as 02/03/2026.
func (w Words) Date(d value.Date) string {
	return w.date(w.style.date, w.style.figure(d.Day), w.style.figure(int(d.Month)), d.Year)
}

// LongDate writes a day as 2 marzo 2026.
func (w Words) LongDate(d value.Date) string {
	return w.date(w.style.dateLong, strconv.Itoa(d.Day), w.Text(fmt.Sprintf("month.%d", int(d.Month)), nil), d.Year)
}

func (w Words) date(form, day, month string, year int) string {
	return w.fill(form, Args{"day": day, "month": month, "year": fmt.Sprintf("%04d", year)})
}

// Instant writes 02/03/2026, ore 10:30, in the zone of the instant: a day beside it
// is in figures too.
func (w Words) Instant(t time.Time) string {
	return w.Text("instant", Args{"date": w.Date(value.DateOf(t)), "time": t.Format("15:04")})
}

// LongInstant writes 2 marzo 2026 alle 10:30.
func (w Words) LongInstant(t time.Time) string {
	return w.Text("instant.long", Args{"date": w.LongDate(value.DateOf(t)), "time": t.Format("15:04")})
}

// ExactInstant writes 2 marzo 2026 alle 10:30:07.
func (w Words) ExactInstant(t time.Time) string {
	return w.Text("instant.long", Args{"date": w.LongDate(value.DateOf(t)), "time": t.Format("15:04:05")})
}

// LongValue writes a day or an instant in words, and any other value plainly.
func (w Words) LongValue(v value.Value) string {
	switch v := v.(type) {
	case value.Date:
		return w.LongDate(v)
	case time.Time:
		return w.LongInstant(v)
	}
	return w.Value(v, value.Type{})
}

// FileSize writes a number of bytes.
func (w Words) FileSize(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000*1000:
		return fmt.Sprintf("%d KB", (n+500)/1000)
	}
	return w.style.number(strings.TrimSuffix(strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64), ".0")) + " MB"
}

// Typed writes a canonical value of a limit or an answer as one types it: a
// day, a day and time, or a number. What is none of them stays as it is. One
// types alike in every language, as the words of format.date and others say:
// who changes the language of a page finds what they wrote as they wrote it.
func Typed(canonical string) string {
	if d, err := value.ParseDate(canonical); err == nil {
		return typedDate(d)
	}
	if t, ok := parseInstant(canonical); ok {
		return typedDate(value.DateOf(t)) + " " + t.Format("15:04")
	}
	if n, err := value.ParseNumber(canonical); err == nil {
		return strings.Replace(n.String(), ".", ",", 1)
	}
	return canonical
}

func typedDate(d value.Date) string {
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, int(d.Month), d.Year)
}

func parseInstant(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
