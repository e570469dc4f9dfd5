package function_test

import "testing"

// S3-1 of the procedures: two services for public bodies, one after the other.
func TestMonthsOfService(t *testing.T) {
	lucca := `period(date("2022-01-10"), date("2024-01-09"), 1, "Lucca")`
	pisa := `period(date("2024-03-01"), date("2026-03-02"), 1, "Pisa")`
	check(t, []expectation{
		{`covered_days([` + lucca + `])`, "730"},
		{`covered_days([` + pisa + `])`, "732"},
		{`floor(floor(covered_days([` + pisa + `, ` + lucca + `])))`, "1462"},
	})
}

func TestCoveredDays(t *testing.T) {
	january := `period(date("2026-01-01"), date("2026-01-31")`
	middle := `period(date("2026-01-11"), date("2026-02-10")`
	check(t, []expectation{
		{`covered_days([])`, "0"},
		{`covered_days([` + january + `)])`, "31"},
		{`covered_days([period(date("2026-01-01"), date("2026-01-01"))])`, "1"},
		{`covered_days([` + middle + `), ` + january + `)])`, "41"},
		{`covered_days([` + middle + `, 0.5), ` + january + `, 0.5)])`, "20.5"},
		{`covered_days([` + middle + `, 1), ` + january + `, 0.5)])`, "36"},                   // 10 half days, 31 whole ones
		{`covered_days([` + middle + `, 0.5, "a"), ` + january + `, 0.5, "b")])`, "31"},       // two bodies: each counts
		{`covered_days([` + january + `, 0.3333), ` + middle + `, 0.3333, "b")])`, "20.6646"}, // exact
	})
}

func TestOverlap(t *testing.T) {
	january := `period(date("2026-01-01"), date("2026-01-31")`
	february := `period(date("2026-02-01"), date("2026-02-28")`
	year := `period(date("2025-01-01"), date("2026-12-31")`
	check(t, []expectation{
		{`overlap([])`, "no"},
		{`overlap([` + january + `)])`, "no"},
		{`overlap([` + february + `), ` + january + `)])`, "no"},
		{`overlap([` + february + `), ` + year + `), ` + january + `)])`, "yes"},
		{`overlap([` + february + `, 1, "a"), ` + year + `, 1, "b"), ` + january + `, 1, "a")])`, "no"},
	})
}

// The months of a rent, of which one counts if more than 15 of its days do
// (S1-4).
func TestCalendarMonths(t *testing.T) {
	check(t, []expectation{
		{`calendar_months(date("2025-04-15"), date("2025-12-31"), 16)`, "9"},
		{`calendar_months(date("2025-04-16"), date("2025-12-31"), 16)`, "8"},
		{`calendar_months(date("2025-12-31"), date("2025-01-01"), 1)`, "0"},
		{`calendar_months(date("2026-02-01"), date("2026-02-28"), 28)`, "1"},
		{`calendar_months(date("2026-02-01"), date("2026-02-28"), 29)`, "0"},
		{`calendar_months(date("1700-02-01"), date("2026-02-28"), 1)`, "unanswered"},
	})
}

func TestWorkingHours(t *testing.T) {
	office := `, time("08:30"), time("13:00")`
	check(t, []expectation{
		{`next_working_hour(instant("2026-03-02T10:00")` + office + `)`, "2026-03-02T10:00:00"},
		{`next_working_hour(instant("2026-03-02T08:30")` + office + `)`, "2026-03-02T08:30:00"},
		{`next_working_hour(instant("2026-03-02T07:00")` + office + `)`, "2026-03-02T08:30:00"},
		{`next_working_hour(instant("2026-03-02T13:00")` + office + `)`, "2026-03-03T08:30:00"},
		{`next_working_hour(instant("2026-03-06T23:30")` + office + `)`, "2026-03-09T08:30:00"},       // a Friday
		{`next_working_hour(instant("2026-03-06T23:30")` + office + `, true)`, "2026-03-07T08:30:00"}, // Saturdays are worked
		{`next_working_hour(instant("2026-04-04T10:00")` + office + `)`, "2026-04-07T08:30:00"},       // before Easter Monday
		{`next_working_hour(instant("2026-06-16T14:00")` + office + `)`, "2026-06-18T08:30:00"},       // the patron of Pisa
		{`next_working_hour(instant("2026-03-02T10:00"), time("13:00"), time("08:30"))`, "unanswered"},
		{`add_working_hours(instant("2026-03-02T10:00"), 3` + office + `)`, "2026-03-02T13:00:00"},
		{`add_working_hours(instant("2026-03-02T10:00"), 3.5` + office + `)`, "2026-03-03T09:00:00"},
		{`add_working_hours(instant("2026-03-01T23:30"), 24` + office + `)`, "2026-03-09T10:00:00"}, // 4.5 a day
		{`add_working_hours(instant("2026-03-02T10:00"), 0` + office + `)`, "2026-03-02T10:00:00"},
		{`add_working_hours(instant("2026-03-02T10:00"), -1` + office + `)`, "unanswered"},
		{`add_working_hours(instant("2026-03-28T12:00"), 1, time("00:00"), time("23:59"), true)`, "2026-03-28T13:00:00"},
	})
}

func TestSaturdaysThatAreWorked(t *testing.T) {
	check(t, []expectation{
		{`is_working_day(date("2026-03-07"))`, "no"},
		{`is_working_day(date("2026-03-07"), true)`, "yes"},
		{`is_working_day(date("2026-03-08"), true)`, "no"},
		{`next_working_day(date("2026-05-01"), true)`, "2026-05-02"},
		{`add_working_days(date("2026-03-06"), 1, true)`, "2026-03-07"},
		{`working_days(date("2026-03-06"), date("2026-03-09"), true)`, "2"},
	})
}
