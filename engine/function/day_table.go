package function

import "sportello/engine/value"

func dayFunctions() []Function {
	return append(dayParts(), dayArithmetic()...)
}

func dayParts() []Function {
	return []Function{{
		Words: "%s come data",
		Name:  "date", Params: []Param{{Name: "text", Type: value.TextType}}, Result: value.DateType,
		Doc:     "A day written as year-month-day. A day that no calendar has is unanswered.",
		Example: `date("2026-03-02")`, Gives: "2026-03-02", Call: gives1(dateFromText),
	}, {
		Words: "il giorno %[3]s/%[2]s/%[1]s",
		Name:  "date_from", Params: []Param{
			{Name: "year", Type: value.IntegerType}, {Name: "month", Type: value.IntegerType}, {Name: "day", Type: value.IntegerType}},
		Result:  value.DateType,
		Doc:     "The day with that year, month and day: `date_from(year(today) - 1, 12, 31)` is the end of last year. A day that no calendar has is unanswered.",
		Example: `date_from(2025, 12, 31)`, Gives: "2025-12-31", Call: dateFrom,
	}, {
		Words: "le ore %s",
		Name:  "time", Params: []Param{{Name: "text", Type: value.TextType}}, Result: value.ClockType,
		Doc:     "A time of the day written as hours:minutes.",
		Example: `time("12:00")`, Gives: "12:00", Call: gives1(clockFromText),
	}, {
		Words: "l'anno di %s",
		Name:  "year", Params: []Param{{Name: "date", Type: value.DateType}}, Result: value.IntegerType,
		Doc: "The year of a day.", Example: `year(date("2026-03-02"))`, Gives: "2026",
		Call: gives1(func(_ Context, d value.Date) any { return value.Int(d.Year) }),
	}, {
		Words: "il mese di %s",
		Name:  "month", Params: []Param{{Name: "date", Type: value.DateType}}, Result: value.IntegerType,
		Doc: "The month of a day, from 1 to 12.", Example: `month(date("2026-03-02"))`, Gives: "3",
		Call: gives1(func(_ Context, d value.Date) any { return value.Int(int(d.Month)) }),
	}, {
		Words: "il giorno del mese di %s",
		Name:  "day", Params: []Param{{Name: "date", Type: value.DateType}}, Result: value.IntegerType,
		Doc: "The day of the month, from 1 to 31.", Example: `day(date("2026-03-02"))`, Gives: "2",
		Call: gives1(func(_ Context, d value.Date) any { return value.Int(d.Day) }),
	}, {
		Words: "il giorno della settimana di %s (1 è lunedì)",
		Name:  "weekday", Params: []Param{{Name: "date", Type: value.DateType}}, Result: value.IntegerType,
		Doc: "The day of the week, from 1 (Monday) to 7 (Sunday).", Example: `weekday(date("2026-03-22"))`, Gives: "7",
		Source: "ISO 8601",
		Call:   gives1(func(_ Context, d value.Date) any { return value.Int(weekday(d)) }),
	}, {
		Words: "l'ultimo giorno del mese di %s",
		Name:  "end_of_month", Params: []Param{{Name: "date", Type: value.DateType}}, Result: value.DateType,
		Doc: "The last day of the month.", Example: `end_of_month(date("2028-02-10"))`, Gives: "2028-02-29",
		Call: gives1(endOfMonth),
	}}
}

func dayArithmetic() []Function {
	fromTo := []Param{{Name: "from", Type: value.DateType}, {Name: "to", Type: value.DateType}}
	moved := []Param{{Name: "date", Type: value.DateType}, {Name: "n", Type: value.IntegerType}}
	return []Function{{
		Words: "l'età (da %s a %s)",
		Name:  "age", Params: []Param{{Name: "birth", Type: value.DateType}, {Name: "at", Type: value.DateType}},
		Result:  value.IntegerType,
		Doc:     "Completed years of a person at a day. Who was born on 29 February is a year older from 1 March in common years, because only then 28 February is over and the year complete. Unanswered at a day before birth.",
		Example: `age(date("2008-02-29"), date("2026-02-28"))`, Gives: "17", Call: gives2(age),
	}, {
		Words: "il numero di mesi interi da %s a %s",
		Name:  "months", Params: fromTo, Result: value.IntegerType,
		Doc:     "Complete months between two days: the most that `add_months` can add to the first without passing the second. Negative if the second comes first.",
		Example: `months(date("2024-03-10"), date("2026-03-09"))`, Gives: "23", Source: "art. 2963 c.c.",
		Call: gives2(func(_ Context, a, b value.Date) any { return value.Int(monthsBetween(a, b)) }),
	}, {
		Words: "il numero di giorni da %s a %s",
		Name:  "days", Params: fromTo, Result: value.IntegerType,
		Doc:     "Days from the first day, not counted, to the second. Negative if the second comes first.",
		Example: `days(date("2026-03-02"), date("2026-04-01"))`, Gives: "30", Source: "art. 2963 c.c.",
		Call: gives2(func(_ Context, a, b value.Date) any { return value.Int(dayNumber(b) - dayNumber(a)) }),
	}, {
		Words: "%[2]s giorni dopo %[1]s",
		Name:  "add_days", Params: moved, Result: value.DateType,
		Doc:     "The day n days later, or earlier if n is negative. The starting day is not counted.",
		Example: `add_days(date("2026-03-02"), 30)`, Gives: "2026-04-01", Source: "art. 2963 c.c.",
		Call: gives2(addDays),
	}, {
		Words: "%[2]s mesi dopo %[1]s",
		Name:  "add_months", Params: moved, Result: value.DateType,
		Doc:     "The same day n months later, or the last day of that month if it has no such day.",
		Example: `add_months(date("2026-01-31"), 1)`, Gives: "2026-02-28", Source: "art. 2963 c.c.",
		Call: gives2(func(_ Context, d value.Date, n value.Number) any { return moveMonths(d, n, 1, mostMonths) }),
	}, {
		Words: "%[2]s anni dopo %[1]s",
		Name:  "add_years", Params: moved, Result: value.DateType,
		Doc:     "The same day n years later. 29 February becomes 28 February in common years: for how old someone is ask `age`.",
		Example: `add_years(date("2024-02-29"), 1)`, Gives: "2025-02-28", Source: "art. 2963 c.c.",
		Call: gives2(func(_ Context, d value.Date, n value.Number) any { return moveMonths(d, n, 12, mostYears) }),
	}}
}
