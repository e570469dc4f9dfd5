package function_test

import "testing"

func TestTexts(t *testing.T) {
	check(t, []expectation{
		{`upper("città")`, "CITTÀ"},
		{`trim("   ")`, "unanswered"},
		{`squeeze("a\tb\n c")`, "a b c"},
		{`norm("VIA  ROMA 12")`, "via roma 12"},
		{`norm("Piazza Unità d'Italia, 3")`, "piazza unita d italia 3"},
		{`norm("Niccolo' ROSSI")`, "niccolo rossi"},
		{`norm("Niccolò Rossi")`, "niccolo rossi"},
		{`norm("Niccolo\u0300 Rossi")`, "niccolo rossi"},
		{`norm("Straße")`, "strasse"},
		{`norm("улица Ленина")`, "улица ленина"},
		{`norm("...")`, "unanswered"},
		{`digits("nessuna")`, "unanswered"},
		{`digits("0586-12 34")`, "05861234"},
	})
}

func TestNumbers(t *testing.T) {
	check(t, []expectation{
		{`round(2.5)`, "3"},
		{`round(-2.5)`, "-3"},
		{`round(2.4999)`, "2"},
		{`round(1.005, 2)`, "1.01"},
		{`round(-1.005, 2)`, "-1.01"},
		{`round(1250, -2)`, "1300"},
		{`round(1.5, 0.5)`, "unanswered"},
		{`round(1.5, 1000)`, "unanswered"},
		{`ceil(-1.5)`, "-1"},
		{`ceil(2)`, "2"},
		{`floor(1.5)`, "1"},
		{`abs(0)`, "0"},
		{`text(1.50)`, "1.5"},
		{`text(-0.001)`, "-0.001"},
		{`money_text(0)`, "0,00 €"},
		{`money_text(16)`, "16,00 €"},
		{`money_text(0.005)`, "0,01 €"},
		{`money_text(-0.001)`, "0,00 €"},
		{`money_text(-1234567.891)`, "-1.234.567,89 €"},
		{`money_text(123456)`, "123.456,00 €"},
		{`number("1234,5")`, "1234.5"},
		{`number("1.234")`, "1234"},
		{`number("1.234.567,89")`, "1234567.89"},
		{`number("-12")`, "-12"},
		{`number(" 12 ")`, "12"},
		{`number("1.5")`, "unanswered"},
		{`number("12.34.567")`, "unanswered"},
		{`number("1,5,5")`, "unanswered"},
		{`number("1e5")`, "unanswered"},
		{`number(",5")`, "unanswered"},
		{`number("5,")`, "unanswered"},
		{`number(".")`, "unanswered"},
		{`number("-")`, "unanswered"},
		{`number("")`, "unanswered"},
	})
}
