package function_test

import (
	"fmt"
	"testing"
	"time"

	"sportello/engine/value"
)

func TestDays(t *testing.T) {
	check(t, []expectation{
		{`date("2026-02-30")`, "unanswered"},
		{`date("02/03/2026")`, "unanswered"},
		{`date("1599-12-31")`, "unanswered"},
		{`date("1600-01-01")`, "1600-01-01"},
		{`date("2401-01-01")`, "unanswered"},
		{`date_from(2026, 2, 29)`, "unanswered"},
		{`date_from(2028, 2, 29)`, "2028-02-29"},
		{`date_from(2026, 0, 1)`, "unanswered"},
		{`date_from(2026, 1.5, 1)`, "unanswered"},
		{`time("24:00")`, "unanswered"},
		{`time("08:05")`, "08:05"},
		{`weekday(date("2026-03-02"))`, "1"},
		{`weekday(date("1600-01-01"))`, "6"},
		{`end_of_month(date("2026-02-01"))`, "2026-02-28"},
		{`end_of_month(date("2100-02-01"))`, "2100-02-28"},
		{`end_of_month(date("2026-04-30"))`, "2026-04-30"},
		{`days(date("1600-01-01"), date("2400-12-31"))`, "292559"},
		{`days(date("2026-04-01"), date("2026-03-02"))`, "-30"},
		{`add_days(date("2026-03-02"), -2)`, "2026-02-28"},
		{`add_days(date("2400-12-31"), 1)`, "unanswered"},
		{`add_days(date("2026-03-02"), 1.5)`, "unanswered"},
		{`add_days(date("2026-03-02"), 99999999999999999999)`, "unanswered"},
		{`add_days(date("1600-01-01"), 292559)`, "2400-12-31"},
	})
}

func TestAge(t *testing.T) {
	check(t, []expectation{
		{`age(date("2008-03-02"), date("2026-03-01"))`, "17"},
		{`age(date("2008-03-02"), date("2026-03-02"))`, "18"},
		{`age(date("2008-02-29"), date("2026-02-28"))`, "17"},
		{`age(date("2008-02-29"), date("2026-03-01"))`, "18"},
		{`age(date("2008-02-29"), date("2028-02-28"))`, "19"},
		{`age(date("2008-02-29"), date("2028-02-29"))`, "20"},
		{`age(date("2026-03-02"), date("2026-03-02"))`, "0"},
		{`age(date("2026-03-03"), date("2026-03-02"))`, "unanswered"},
		{`age(date("1948-02-09"), date("2026-03-02"))`, "78"},
	})
}

func TestMonths(t *testing.T) {
	check(t, []expectation{
		{`months(date("2024-03-10"), date("2026-03-10"))`, "24"},
		{`months(date("2026-01-31"), date("2026-02-28"))`, "1"},
		{`months(date("2026-01-31"), date("2026-02-27"))`, "0"},
		{`months(date("2026-03-10"), date("2024-03-11"))`, "-23"},
		{`months(date("2026-03-10"), date("2026-03-10"))`, "0"},
		{`add_months(date("2026-01-31"), 3)`, "2026-04-30"},
		{`add_months(date("2026-03-31"), -1)`, "2026-02-28"},
		{`add_months(date("2026-01-15"), -1)`, "2025-12-15"},
		{`add_months(date("2026-01-15"), -13)`, "2024-12-15"},
		{`add_months(date("1600-01-15"), -1)`, "unanswered"},
		{`add_months(date("2400-12-15"), 1)`, "unanswered"},
		{`add_months(date("2026-01-15"), 99999)`, "unanswered"},
		{`add_years(date("2024-02-29"), 4)`, "2028-02-29"},
		{`add_years(date("2026-03-02"), -18)`, "2008-03-02"},
		{`add_years(date("2026-03-02"), 800)`, "unanswered"},
	})
}

// Whatever the days, as many months as are counted can be added without passing
// the end, and one more cannot.
func TestMonthsAgreeWithAddMonths(t *testing.T) {
	functions, c := byName(), rome(t)
	start := value.Date{Year: 2023, Month: time.December, Day: 25}
	for from := range 80 {
		a := start.AddDays(from)
		for length := 0; length < 800; length += 3 {
			b := a.AddDays(length)
			n := functions["months"].Call(c, []any{a, b}).(value.Number)
			reached := functions["add_months"].Call(c, []any{a, n}).(value.Date)
			passed := functions["add_months"].Call(c, []any{a, n.Add(value.Int(1))}).(value.Date)
			if reached.Compare(b) > 0 || passed.Compare(b) <= 0 {
				t.Fatalf("months(%s, %s) = %s reaches %s, one more %s", a, b, n, reached, passed)
			}
		}
	}
}

func TestInstants(t *testing.T) {
	check(t, []expectation{
		{`instant("2026-03-02T12:00:30")`, "2026-03-02T12:00:30"},
		{`instant("2026-07-02T12:00:00Z")`, "2026-07-02T14:00:00"},
		{`instant("2026-03-02")`, "unanswered"},
		{`instant("2401-01-01T00:00")`, "unanswered"},
		{`date_of(instant("2026-07-01T22:30:00Z"))`, "2026-07-02"},
		{`add_hours(instant("2026-03-28T12:00"), 24)`, "2026-03-29T13:00:00"},
		{`add_hours(instant("2026-03-01T14:00"), -0.5)`, "2026-03-01T13:30:00"},
		{`add_hours(instant("2026-03-01T14:00"), 99999999)`, "unanswered"},
		{`hours(instant("2026-03-28T12:00"), instant("2026-03-29T12:00"))`, "23"},
		{`hours(instant("2026-10-24T12:00"), instant("2026-10-25T12:00"))`, "25"},
		{`hours(instant("2026-03-02T12:00"), instant("2026-03-01T12:00"))`, "-24"},
		{`hours(instant("1600-01-01T12:00:00Z"), instant("2400-01-01T12:00:00Z"))`, fmt.Sprint(292194 * 24)},
		{`at(date("2026-07-02"), time("09:30"))`, "2026-07-02T09:30:00"},
	})
}
