package function_test

import (
	"testing"
	"time"

	"sportello/engine/function"
	"sportello/engine/value"
)

func TestEaster(t *testing.T) {
	check(t, []expectation{
		{`easter(1961)`, "1961-04-02"},
		{`easter(2000)`, "2000-04-23"},
		{`easter(2008)`, "2008-03-23"},
		{`easter(2011)`, "2011-04-24"},
		{`easter(2025)`, "2025-04-20"},
		{`easter(2026)`, "2026-04-05"},
		{`easter(2027)`, "2027-03-28"},
		{`easter(2028)`, "2028-04-16"},
		{`easter(2038)`, "2038-04-25"},
		{`easter(2285)`, "2285-03-22"},
		{`easter(1500)`, "unanswered"},
		{`easter(2026.5)`, "unanswered"},
	})
}

func TestEasterIsASundayInSpring(t *testing.T) {
	c, functions := rome(t), byName()
	for year := 1600; year <= 2400; year++ {
		d := functions["easter"].Call(c, []any{value.Int(year)}).(value.Date)
		first, last := value.Date{Year: year, Month: 3, Day: 22}, value.Date{Year: year, Month: 4, Day: 25}
		if d.In(time.UTC).Weekday() != time.Sunday || d.Compare(first) < 0 || d.Compare(last) > 0 {
			t.Errorf("easter(%d) = %s", year, d)
		}
	}
}

func TestHolidays(t *testing.T) {
	check(t, []expectation{
		{`is_holiday(date("2026-01-01"))`, "yes"},
		{`is_holiday(date("2026-01-06"))`, "yes"},
		{`is_holiday(date("2026-04-05"))`, "no"}, // Easter is a Sunday, which are not listed
		{`is_holiday(date("2026-04-06"))`, "yes"},
		{`is_holiday(date("2026-04-25"))`, "yes"},
		{`is_holiday(date("2026-05-01"))`, "yes"},
		{`is_holiday(date("2026-06-02"))`, "yes"},
		{`is_holiday(date("2026-06-17"))`, "yes"}, // the patron of Pisa
		{`is_holiday(date("2026-06-24"))`, "no"},  // the patron of Firenze
		{`is_holiday(date("2026-08-15"))`, "yes"},
		{`is_holiday(date("2025-10-04"))`, "no"},
		{`is_holiday(date("2026-10-04"))`, "yes"},
		{`is_holiday(date("2026-11-01"))`, "yes"},
		{`is_holiday(date("2026-12-08"))`, "yes"},
		{`is_holiday(date("2026-12-25"))`, "yes"},
		{`is_holiday(date("2026-12-26"))`, "yes"},
		{`is_holiday(date("2026-12-31"))`, "no"},
		{`is_holiday(date("2027-03-29"))`, "yes"},
		{`is_working_day(date("2026-03-02"))`, "yes"},
		{`is_working_day(date("2026-03-22"))`, "no"},
		{`is_working_day(date("2027-10-04"))`, "no"}, // a Monday
	})
}

func TestNoPatronIsNoHoliday(t *testing.T) {
	c := function.Context{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}
	if got := evaluate(t, c, `is_holiday(date("2026-06-17"))`); got != false {
		t.Errorf("17 June without a patron: %v", got)
	}
}

// The deadlines of the access-to-records procedure, as its worked cases have
// them.
func TestDeadlines(t *testing.T) {
	check(t, []expectation{
		{`next_working_day(add_days(date("2026-03-02"), 30))`, "2026-04-01"},
		{`next_working_day(date("2026-04-01"))`, "2026-04-01"},
		{`next_working_day(add_days(date("2026-03-12"), 10))`, "2026-03-23"},
		{`next_working_day(add_days(date("2026-04-01"), days(date("2026-03-12"), date("2026-03-18"))))`, "2026-04-07"},
		{`next_working_day(add_days(date("2026-04-01"), days(date("2026-03-12"), date("2026-03-23"))))`, "2026-04-13"},
		{`add_days(date("2026-04-03"), 15)`, "2026-04-18"},
		{`next_working_day(add_days(date("2026-04-01"), 30))`, "2026-05-04"},
		{`next_working_day(date("2400-12-31"))`, "unanswered"}, // a Sunday, and the end of the calendar
		{`next_working_day(date("2026-12-25"))`, "2026-12-28"},
	})
}

func TestWorkingDays(t *testing.T) {
	check(t, []expectation{
		{`add_working_days(date("2026-04-03"), 1)`, "2026-04-07"},
		{`add_working_days(date("2026-04-07"), -1)`, "2026-04-03"},
		{`add_working_days(date("2026-03-22"), 0)`, "2026-03-22"},
		{`add_working_days(date("2026-03-02"), 10)`, "2026-03-16"},
		{`add_working_days(date("2026-03-02"), 100000)`, "unanswered"},
		{`add_working_days(date("2400-12-01"), 2000)`, "unanswered"},
		{`working_days(date("2026-04-03"), date("2026-04-07"))`, "1"},
		{`working_days(date("2026-04-07"), date("2026-04-03"))`, "-1"},
		{`working_days(date("2026-03-02"), date("2026-03-02"))`, "0"},
		{`working_days(date("2026-01-01"), date("2100-01-01"))`, "unanswered"},
	})
}

func TestWorkingDaysAgreeWithAddWorkingDays(t *testing.T) {
	c, functions := rome(t), byName()
	for from := range 366 {
		a := value.Date{Year: 2026, Month: 1, Day: 1}.AddDays(from)
		n := value.Int(from % 40)
		b := functions["add_working_days"].Call(c, []any{a, n})
		if got := functions["working_days"].Call(c, []any{a, b}); !got.(value.Number).Equal(n) {
			t.Errorf("%s and %s working days is %s, but counts %s", a, n, b, got)
		}
	}
}
