package function

import (
	"slices"
	"strings"

	"sportello/engine/value"
)

// mostPeriods bounds how many periods are looked at together.
const mostPeriods = 1000

// periodType is what period gives: the days from one to another, both of them
// included, with how much each counts and whose they are.
var periodType = value.Type{Kind: value.Named, Fields: map[string]value.Type{
	"from": value.DateType, "to": value.DateType, "weight": value.NumberType, "key": value.TextType,
}}

func periodFunctions() []Function {
	periods := []Param{{Name: "periods", Type: value.List(periodType)}}
	return []Function{{
		Words: "il periodo da %s a %s[, che conta %s][, di %s]",
		Name:  "period", Params: []Param{
			{Name: "from", Type: value.DateType}, {Name: "to", Type: value.DateType},
			{Name: "weight", Type: value.NumberType, Optional: true}, {Name: "key", Type: value.TextType, Optional: true}},
		Result: periodType,
		Doc: "The days from one to another, both included, for `covered_days` and `overlap`. weight is how much each day counts (0.5 for half time; 1 unless given), key whose they are. Unanswered if the second day comes first. " +
			"Of rows: `map(servizi, period(.dal, .al ?? today, .percentuale / 100, .ente))`.",
		Example: `covered_days([period(date("2024-01-01"), date("2024-01-31"), 0.5)])`, Gives: "15.5", Call: newPeriod,
	}, {
		Words: "i giorni coperti da %s",
		Name:  "covered_days", Params: periods, Result: value.NumberType,
		Doc:     "How many days some periods cover, each day once for each key: where periods of one key overlap, the one that counts most counts. So `floor(covered_days(…) / 30)` are the months of service.",
		Example: `covered_days([period(date("2024-01-01"), date("2024-01-31")), period(date("2024-01-16"), date("2024-02-10"))])`, Gives: "41",
		Call: gives1(coveredDays),
	}, {
		Words: "%s hanno giorni in comune", Not: "%s non hanno giorni in comune",
		Name: "overlap", Params: periods, Result: value.BoolType,
		Doc:     "Whether two of the periods with the same key, or without one, have a day in common.",
		Example: `overlap([period(date("2024-01-01"), date("2024-01-31")), period(date("2024-01-31"), date("2024-02-10"))])`, Gives: "yes",
		Call: holds1(overlap),
	}, {
		Words: "i mesi di calendario con almeno %[3]s giorni tra %[1]s e %[2]s",
		Name:  "calendar_months", Params: []Param{
			{Name: "from", Type: value.DateType}, {Name: "to", Type: value.DateType}, {Name: "least", Type: value.IntegerType}},
		Result:  value.IntegerType,
		Doc:     "How many months of the calendar have at least so many days between two days, both included: a month that counts from its 16th day has `least` 16. 0 if the second day comes first; unanswered beyond a hundred years.",
		Example: `calendar_months(date("2025-04-15"), date("2025-12-31"), 16)`, Gives: "9", Call: calendarMonths,
	}}
}

func newPeriod(_ Context, args []any) any {
	from, ok := read[value.Date](args, 0)
	to, ok2 := read[value.Date](args, 1)
	if !ok || !ok2 || to.Compare(from) < 0 {
		return nil
	}
	g := value.Group{"from": from, "to": to, "weight": value.Int(1)}
	if len(args) > 2 {
		weight, ok := read[value.Number](args, 2)
		if !ok || weight.IsNegative() {
			return nil
		}
		g["weight"] = weight
	}
	if len(args) > 3 {
		if g["key"], ok = read[string](args, 3); !ok {
			return nil
		}
	}
	return g
}

// span is a period in numbers of days.
type span struct {
	key      string
	from, to int // both included
	weight   value.Number
}

// spans reads periods, those of one key together and in the order of their
// beginnings.
func spans(list []any) ([]span, bool) {
	if len(list) > mostPeriods {
		return nil, false
	}
	var out []span
	for _, v := range list {
		g, _ := v.(value.Group)
		from, ok := g["from"].(value.Date)
		to, ok2 := g["to"].(value.Date)
		if !ok || !ok2 || !isDay(from) || !isDay(to) {
			continue
		}
		s := span{from: dayNumber(from), to: dayNumber(to), weight: value.Int(1)}
		s.key, _ = g["key"].(string)
		if w, ok := g["weight"].(value.Number); ok {
			s.weight = w
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b span) int {
		if a.key != b.key {
			return strings.Compare(a.key, b.key)
		}
		return a.from - b.from
	})
	return out, true
}

func coveredDays(_ Context, list []any) any {
	all, ok := spans(list)
	if !ok {
		return nil
	}
	total := value.Int(0)
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].key == all[0].key {
			n++
		}
		total = total.Add(weightedDays(all[:n]))
		all = all[n:]
	}
	return total
}

// weightedDays goes over the days of some spans, from one beginning or end to
// the next, and counts each stretch with the greatest weight there is in it.
func weightedDays(all []span) value.Number {
	var edges []int
	for _, s := range all {
		edges = append(edges, s.from, s.to+1)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	total := value.Int(0)
	for i, from := range edges[:len(edges)-1] {
		most := value.Int(0)
		for _, s := range all {
			if s.from <= from && from <= s.to && s.weight.GreaterThan(most) {
				most = s.weight
			}
		}
		total = total.Add(most.Mul(value.Int(edges[i+1] - from)))
	}
	return total
}

func overlap(_ Context, list []any) bool {
	all, _ := spans(list)
	end := 0
	for i, s := range all {
		if i > 0 && s.key == all[i-1].key && s.from <= end {
			return true
		}
		if i == 0 || s.key != all[i-1].key || s.to > end {
			end = s.to
		}
	}
	return false
}

// mostCountedMonths is a hundred years.
const mostCountedMonths = 1200

func calendarMonths(_ Context, args []any) any {
	from, ok := read[value.Date](args, 0)
	to, ok2 := read[value.Date](args, 1)
	n, ok3 := read[value.Number](args, 2)
	if !ok || !ok2 || !ok3 {
		return nil
	}
	least, ok := whole(n, mostDays)
	if !ok || (to.Year-from.Year)*12 > mostCountedMonths {
		return nil
	}
	months := 0
	for at := from; at.Compare(to) <= 0; {
		last := value.Date{Year: at.Year, Month: at.Month, Day: daysIn(at.Year, at.Month)}
		end := last
		if to.Compare(last) < 0 {
			end = to
		}
		if dayNumber(end)-dayNumber(at)+1 >= least {
			months++
		}
		at = last.AddDays(1)
	}
	return value.Int(months)
}
