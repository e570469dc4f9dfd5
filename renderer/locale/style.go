package locale

import (
	"strconv"
	"strings"
)

// style is how a language writes numbers, money and dates.
type style struct {
	decimal   string // the mark before decimals
	thousands string // the mark between groups of three digits
	money     string // {amount} and the sign of the euro
	date      string // {day}, {month} and {year} in figures
	dateLong  string // the same with the name of the month
	digits    int    // of days and months in figures: 2 writes 02
}

func styleOf(texts map[string]string) style {
	digits, _ := strconv.Atoi(texts["style.digits"]) // none is no digit too many
	return style{
		decimal: texts["style.decimal"], thousands: texts["style.thousands"], money: texts["style.money"],
		date: texts["style.date"], dateLong: texts["style.date.long"], digits: digits,
	}
}

// figure writes a day or month in figures.
func (s style) figure(n int) string {
	text := strconv.Itoa(n)
	return strings.Repeat("0", max(0, s.digits-len(text))) + text
}

// number gives the digits of a number the language's decimal mark.
func (s style) number(digits string) string { return strings.Replace(digits, ".", s.decimal, 1) }

// amount writes digits with two decimals in groups of three.
func (s style) amount(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, cents, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + s.thousands + whole[i:]
	}
	return sign + strings.Replace(s.money, "{amount}", whole+s.decimal+cents, 1)
}
