package function

import (
	"strings"

	"sportello/engine/value"
)

// mostPlaces is how many decimals, or zeros before the comma, round may be
// asked for.
const mostPlaces = 20

func numberFunctions() []Function {
	x := []Param{{Name: "x", Type: value.NumberType}}
	return []Function{{
		Words: "%s arrotondato[ a %s decimali]",
		Name:  "round", Params: append(x[:1:1], Param{Name: "digits", Type: value.IntegerType, Optional: true}), Result: value.NumberType,
		Doc:     "The number with that many decimals, or none. Halves go up; of negative numbers away from zero, so that a refund is rounded as the payment was.",
		Example: `round(2.345, 2)`, Gives: "2.35", Call: round,
	}, {
		Words: "%s arrotondato per eccesso",
		Name:  "ceil", Params: x, Result: value.IntegerType,
		Doc: "The next whole number that is not smaller.", Example: `ceil(1.5)`, Gives: "2",
		Call: gives1(func(_ Context, n value.Number) any { return n.Ceil() }),
	}, {
		Words: "%s arrotondato per difetto",
		Name:  "floor", Params: x, Result: value.IntegerType,
		Doc: "The whole number before, or the number itself if it is whole.", Example: `floor(-1.5)`, Gives: "-2",
		Call: gives1(func(_ Context, n value.Number) any { return n.Floor() }),
	}, {
		Words: "%s senza il segno",
		Name:  "abs", Params: x, Result: value.NumberType,
		Doc: "The number without its sign.", Example: `abs(-3.5)`, Gives: "3.5",
		Call: gives1(func(_ Context, n value.Number) any { return n.Abs() }),
	}, {
		Words: "%s come testo",
		Name:  "text", Params: x, Result: value.TextType,
		Doc: "The number as plain text, to be joined to other text.", Example: `text(2026)`, Gives: "2026",
		Call: gives1(func(_ Context, n value.Number) any { return n.String() }),
	}, {
		Words: "%s come numero",
		Name:  "number", Params: []Param{{Name: "text", Type: value.TextType}}, Result: value.NumberType,
		Doc:     "The number that a text holds, written as in Italy: comma before decimals, dots between thousands if any.",
		Example: `number("1.234,50")`, Gives: "1234.5", Call: gives1(italianDecimal),
	}, {
		Words: "%s scritto in euro",
		Name:  "money_text", Params: x, Result: value.TextType,
		Doc:     "An amount of euro as citizens read it, rounded to cents (halves as in `round`).",
		Example: `money_text(1234.5)`, Gives: "1.234,50 €", Call: gives1(func(_ Context, n value.Number) any { return moneyText(n) }),
	}}
}

func round(_ Context, args []any) any {
	n, ok := read[value.Number](args, 0)
	places := 0
	if ok && len(args) > 1 {
		places, ok = readPlaces(args)
	}
	if !ok {
		return nil
	}
	return n.Round(int32(places))
}

func readPlaces(args []any) (int, bool) {
	n, ok := read[value.Number](args, 1)
	if !ok {
		return 0, false
	}
	return whole(n, mostPlaces)
}

// moneyText writes 1234.5 as 1.234,50 €.
func moneyText(n value.Number) string {
	plain := n.StringFixed(2)
	sign := ""
	if plain[0] == '-' {
		sign, plain = "-", plain[1:]
	}
	euro, cents, _ := strings.Cut(plain, ".")
	return sign + groupThousands(euro) + "," + cents + " €"
}

func groupThousands(digits string) string {
	first := (len(digits)-1)%3 + 1
	var b strings.Builder
	b.WriteString(digits[:first])
	for i := first; i < len(digits); i += 3 {
		b.WriteByte('.')
		b.WriteString(digits[i : i+3])
	}
	return b.String()
}

// italianDecimal reads 1.234,50 and 1234,50 but not 1.5: a dot that does not
// part thousands is somebody else's decimal point.
func italianDecimal(_ Context, s string) any {
	before, after, comma := strings.Cut(strings.TrimSpace(s), ",")
	plain := strings.ReplaceAll(before, ".", "")
	unsigned := strings.TrimPrefix(plain, "-")
	if before != plain && strings.TrimPrefix(before, "-") != groupThousands(unsigned) {
		return nil
	}
	if comma {
		plain += "." + after
	}
	n, err := value.ParseNumber(plain)
	if err != nil {
		return nil
	}
	return n
}
