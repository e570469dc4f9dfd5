package field

import (
	"strings"
	"time"

	"sportello/engine/value"
)

// plain turns a number as people write it into one with a decimal point:
// 1.234,50 and 1234,50 and 1234.50 and € 1.234,50. A point is a thousands
// separator if a comma follows, or if groups of three digits follow each of
// several points; alone before three digits it is one too, as Italians write.
func plain(text string) string {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "€", "", "'", "").Replace(text)
	if i := strings.LastIndexByte(text, ','); i >= 0 {
		return strings.ReplaceAll(text[:i], ".", "") + "." + text[i+1:]
	}
	if thousands(text) {
		return strings.ReplaceAll(text, ".", "")
	}
	return text
}

func thousands(text string) bool {
	groups := strings.Split(strings.TrimPrefix(text, "-"), ".")
	if len(groups) < 2 || len(groups[0]) == 0 || len(groups[0]) > 3 || groups[0] == "0" {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

func parseDecimal(text string, _ *time.Location) (value.Value, string) {
	n, err := value.ParseNumber(plain(text))
	if err != nil {
		return nil, CodeType
	}
	return n, ""
}

func parseInteger(text string, _ *time.Location) (value.Value, string) {
	n, err := value.ParseNumber(plain(text))
	if err != nil {
		return nil, CodeType
	}
	if !n.IsInteger() {
		return nil, CodeScale
	}
	return n, ""
}

func parseMoney(text string, _ *time.Location) (value.Value, string) {
	n, err := value.ParseNumber(plain(text))
	if err != nil {
		return nil, CodeType
	}
	if !n.Equal(n.Round(2)) {
		return nil, CodeScale
	}
	return n, ""
}

// formatNumber writes a decimal comma. Three decimals and no comma would read
// as thousands, so the comma is always there when a decimal is.
func formatNumber(v value.Value) string {
	n, ok := v.(value.Number)
	if !ok {
		return ""
	}
	return strings.Replace(n.String(), ".", ",", 1)
}

func formatMoney(v value.Value) string {
	n, ok := v.(value.Number)
	if !ok {
		return ""
	}
	return strings.Replace(n.StringFixed(2), ".", ",", 1)
}
