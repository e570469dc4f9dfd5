package function

import (
	"time"

	"sportello/engine/value"
)

// Working days are looked at one by one, so counting stops at these.
const (
	mostWorkingDays = 2500     // about ten years
	mostCountedDays = 20 * 366 // twenty years
)

// saturday says whether Saturdays are worked: offices are mostly closed then.
var saturday = Param{Name: "saturday", Type: value.BoolType, Optional: true}

func calendarFunctions() []Function {
	date := Param{Name: "date", Type: value.DateType}
	return []Function{{
		Words: "il giorno di Pasqua dell'anno %s",
		Name:  "easter", Params: []Param{{Name: "year", Type: value.IntegerType}}, Result: value.DateType,
		Doc: "Easter Sunday of a year.", Example: `easter(2026)`, Gives: "2026-04-05",
		Source: "Gregorian computus", Call: gives1(easterOf),
	}, {
		Words: "%s è festivo", Not: "%s non è festivo",
		Name: "is_holiday", Params: []Param{date}, Result: value.BoolType,
		Doc:     "Whether a day is a national holiday or the local patron's. Sundays are not: ask `is_working_day`. Every year has the holidays of the law as it is today, but 4 October is one only from 2026.",
		Example: `is_holiday(date("2026-04-06"))`, Gives: "yes", Source: "L. 260/1949 art. 2, L. 151/2025 (4 October, from 2026)",
		Call: holds1(isHoliday),
	}, {
		Words: "%s è un giorno lavorativo[ (sabato lavorativo: %s)]", Not: "%s non è un giorno lavorativo[ (sabato lavorativo: %s)]",
		Name: "is_working_day", Params: []Param{date, saturday}, Result: value.BoolType,
		Doc:     "Whether a day is neither Saturday, nor Sunday, nor a holiday. With `saturday` true Saturdays are worked, here and in the functions below.",
		Example: `is_working_day(date("2026-05-02"))`, Gives: "no", Call: isWorkingDay,
	}, {
		Words: "il primo giorno lavorativo da %s in poi[ (sabato lavorativo: %s)]",
		Name:  "next_working_day", Params: []Param{date, saturday}, Result: value.DateType,
		Doc:     "The day itself if it is a working day, otherwise the first one after it. Where a deadline ends on a holiday it moves there.",
		Example: `next_working_day(date("2026-05-01"))`, Gives: "2026-05-04", Source: "art. 2963 c.c.",
		Call: nextWorkingDay,
	}, {
		Words: "il giorno che da %s viene dopo %s giorni lavorativi[ (sabato lavorativo: %s)]",
		Name:  "add_working_days", Params: []Param{date, {Name: "n", Type: value.IntegerType}, saturday},
		Result:  value.DateType,
		Doc:     "The n-th working day after a day, or before it if n is negative. The starting day is not counted.",
		Example: `add_working_days(date("2026-04-03"), 2)`, Gives: "2026-04-08", Call: addWorkingDays,
	}, {
		Words: "il numero di giorni lavorativi da %s a %s[ (sabato lavorativo: %s)]",
		Name:  "working_days", Params: []Param{{Name: "from", Type: value.DateType}, {Name: "to", Type: value.DateType}, saturday},
		Result:  value.IntegerType,
		Doc:     "Working days after the first day, up to and with the second. Negative if the second comes first; unanswered beyond twenty years.",
		Example: `working_days(date("2026-04-03"), date("2026-04-08"))`, Gives: "2", Call: workingDays,
	}}
}

func easterOf(_ Context, year value.Number) any {
	y, ok := whole(year, lastYear)
	if !ok || !inYears(y) {
		return nil
	}
	return easter(y)
}

// easter follows the anonymous Gregorian computus: the Sunday after the full
// moon that the church's tables put on or after 21 March.
func easter(year int) value.Date {
	golden, century, inCentury := year%19, year/100, year%100
	correction := (century - (century+8)/25 + 1) / 3
	epact := (19*golden + century - century/4 - correction + 15) % 30
	toSunday := (32 + 2*(century%4) + 2*(inCentury/4) - epact - inCentury%4) % 7
	late := (golden + 11*epact + 22*toSunday) / 451
	days := epact + toSunday - 7*late + 114
	return value.Date{Year: year, Month: time.Month(days / 31), Day: days%31 + 1}
}

func isHoliday(c Context, d value.Date) bool {
	today := MonthDay{d.Month, d.Day}
	return isFixedHoliday(d) || today == c.Patron || isEasterMonday(d)
}

// isFixedHoliday knows the holidays of every year, as the law has them now.
func isFixedHoliday(d value.Date) bool {
	switch (MonthDay{d.Month, d.Day}) {
	case MonthDay{time.January, 1}, MonthDay{time.January, 6},
		MonthDay{time.April, 25}, MonthDay{time.May, 1}, MonthDay{time.June, 2},
		MonthDay{time.August, 15}, MonthDay{time.November, 1},
		MonthDay{time.December, 8}, MonthDay{time.December, 25}, MonthDay{time.December, 26}:
		return true
	case MonthDay{time.October, 4}:
		return d.Year >= 2026
	}
	return false
}

// isEasterMonday computes Easter only in the months that it can fall in.
func isEasterMonday(d value.Date) bool {
	if d.Month != time.March && d.Month != time.April {
		return false
	}
	return easter(d.Year).AddDays(1) == d
}

// isWorking reports whether a day is worked; works says whether Saturdays are.
func isWorking(c Context, d value.Date, works bool) bool {
	last := 5
	if works {
		last = 6
	}
	return weekday(d) <= last && !isHoliday(c, d)
}

// readSaturday takes the argument saturday, which is no where it is left out.
func readSaturday(args []any, i int) (works, ok bool) {
	if i >= len(args) {
		return false, true
	}
	return read[bool](args, i)
}

func isWorkingDay(c Context, args []any) any {
	d, ok := read[value.Date](args, 0)
	works, ok2 := readSaturday(args, 1)
	return ok && ok2 && isWorking(c, d, works)
}

func nextWorkingDay(c Context, args []any) any {
	d, ok := read[value.Date](args, 0)
	works, ok2 := readSaturday(args, 1)
	if !ok || !ok2 {
		return nil
	}
	for !isWorking(c, d, works) {
		d = d.AddDays(1)
	}
	return dayOrNone(d)
}

func addWorkingDays(c Context, args []any) any {
	d, ok := read[value.Date](args, 0)
	n, ok2 := read[value.Number](args, 1)
	works, ok3 := readSaturday(args, 2)
	if !ok || !ok2 || !ok3 {
		return nil
	}
	left, ok := whole(n, mostWorkingDays)
	if !ok {
		return nil
	}
	step := 1
	if left < 0 {
		step, left = -1, -left
	}
	for left > 0 {
		d = d.AddDays(step)
		if isWorking(c, d, works) {
			left--
		}
	}
	return dayOrNone(d)
}

func workingDays(c Context, args []any) any {
	a, ok := read[value.Date](args, 0)
	b, ok2 := read[value.Date](args, 1)
	works, ok3 := readSaturday(args, 2)
	if !ok || !ok2 || !ok3 {
		return nil
	}
	sign := 1
	if b.Compare(a) < 0 {
		a, b, sign = b, a, -1
	}
	if dayNumber(b)-dayNumber(a) > mostCountedDays {
		return nil
	}
	n := 0
	for a != b {
		a = a.AddDays(1)
		if isWorking(c, a, works) {
			n++
		}
	}
	return value.Int(sign * n)
}
