package function

import (
	"time"

	"sportello/engine/value"
)

// No step between two days of the years of rules is longer than these.
const (
	mostYears  = lastYear - firstYear + 1
	mostMonths = mostYears * 12
	mostDays   = mostYears * 366
)

// daysIn gives the length of a month.
func daysIn(year int, month time.Month) int {
	if month == time.February {
		return 28 + leapDays(year)
	}
	if month == time.April || month == time.June || month == time.September || month == time.November {
		return 30
	}
	return 31
}

func leapDays(year int) int {
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 1
	}
	return 0
}

// weekday counts from Monday, 1, to Sunday, 7, as ISO 8601 does.
func weekday(d value.Date) int {
	return (int(d.In(time.UTC).Weekday())+6)%7 + 1
}

// dayNumber counts days from a fixed one; differences of instants would
// overflow after 292 years.
func dayNumber(d value.Date) int { return int(d.In(time.UTC).Unix() / (24 * 60 * 60)) }

// addMonths moves by months. A day that the month does not have becomes its
// last one.
func addMonths(d value.Date, n int) value.Date {
	months := d.Year*12 + int(d.Month) - 1 + n
	year, month := months/12, time.Month(months%12+1)
	return value.Date{Year: year, Month: month, Day: min(d.Day, daysIn(year, month))}
}

// monthsBetween counts the complete months from a to b: the most that can be
// added to a without passing b. It is negative if b comes first.
func monthsBetween(a, b value.Date) int {
	if b.Compare(a) < 0 {
		return -monthsBetween(b, a)
	}
	n := (b.Year-a.Year)*12 + int(b.Month) - int(a.Month)
	if b.Compare(addMonths(a, n)) < 0 {
		n--
	}
	return n
}

// age counts birthdays. Who was born on 29 February has none in common years
// and is a year older from 1 March: only when 28 February has ended is the year
// complete.
func age(_ Context, birth, at value.Date) any {
	years := at.Year - birth.Year
	if at.Month < birth.Month || at.Month == birth.Month && at.Day < birth.Day {
		years--
	}
	if years < 0 { // not born yet
		return nil
	}
	return value.Int(years)
}

func dateFromText(_ Context, s string) any {
	d, err := value.ParseDate(s)
	if err != nil {
		return nil
	}
	return dayOrNone(d)
}

func dateFrom(c Context, args []any) any {
	var parts [3]int
	for i := range parts {
		n, ok := read[value.Number](args, i)
		if !ok {
			return nil
		}
		if parts[i], ok = whole(n, lastYear); !ok {
			return nil
		}
	}
	return dayOrNone(value.Date{Year: parts[0], Month: time.Month(parts[1]), Day: parts[2]})
}

func clockFromText(_ Context, s string) any {
	t, err := value.ParseClock(s)
	if err != nil {
		return nil
	}
	return t
}

func addDays(_ Context, d value.Date, n value.Number) any {
	steps, ok := whole(n, mostDays)
	if !ok {
		return nil
	}
	return dayOrNone(d.AddDays(steps))
}

func moveMonths(d value.Date, n value.Number, each, most int) any {
	steps, ok := whole(n, most)
	if !ok || !inYears(d.Year+steps*each/12) {
		return nil
	}
	return dayOrNone(addMonths(d, steps*each))
}

func endOfMonth(_ Context, d value.Date) any {
	return value.Date{Year: d.Year, Month: d.Month, Day: daysIn(d.Year, d.Month)}
}
