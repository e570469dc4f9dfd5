package function_test

import (
	"testing"

	"sportello/engine/value"
)

func benchmark(b *testing.B, name string, args ...any) {
	c, f := rome(b), byName()[name]
	b.ReportAllocs()
	for b.Loop() {
		if f.Call(c, args) == nil {
			b.Fatal("unanswered")
		}
	}
}

func BenchmarkCodiceFiscale(b *testing.B) { benchmark(b, "cf_ok", "RSSMRC83L04G702T") }

func BenchmarkSurname(b *testing.B) {
	benchmark(b, "cf_agrees_surname", "LMRHMD79E21Z330V", "El Amrani")
}

func BenchmarkAge(b *testing.B) {
	benchmark(b, "age", value.Date{Year: 1983, Month: 7, Day: 4}, value.Date{Year: 2026, Month: 3, Day: 2})
}

func BenchmarkNextWorkingDay(b *testing.B) {
	benchmark(b, "next_working_day", value.Date{Year: 2026, Month: 5, Day: 1})
}

func BenchmarkNorm(b *testing.B) { benchmark(b, "norm", "Piazza dell'Unità d'Italia, 12/A") }
