package submission

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// checkLetters are 23, a prime: one wrong digit, or two exchanged, always give
// another letter. I, O and S are left out because they read as 1, 0 and 5.
const checkLetters = "ABCDEFGHJKLMNPQRTUVWXYZ"

// Reference names a submission for people: the year, the number, a letter that
// catches mistakes in reading it out. 2026-000123-K
func Reference(year int, number int64) string {
	return fmt.Sprintf("%04d-%06d-%c", year, number, checkLetter(year, number))
}

func checkLetter(year int, number int64) byte {
	// The year stands in front of twelve digits of the number, reduced step by
	// step so that nothing overflows.
	rest := int64(year)
	for power := int64(100_000_000_000); power > 0; power /= 10 {
		rest = (rest*10 + number/power%10) % int64(len(checkLetters))
	}
	return checkLetters[rest]
}

var referenceShape = regexp.MustCompile(`^(\d{4})(\d{6,12})([A-Z])$`)

// ParseReference reads a reference as people write it: small letters, blanks
// and hyphens do not matter. It gives the proper form, and false if the letter
// does not fit or it is none.
func ParseReference(s string) (string, bool) {
	bare := strings.NewReplacer("-", "", " ", "", "\u00a0", "").Replace(strings.ToUpper(s))
	parts := referenceShape.FindStringSubmatch(bare)
	if parts == nil {
		return "", false
	}
	year, _ := strconv.Atoi(parts[1])
	number, _ := strconv.ParseInt(parts[2], 10, 64)
	reference := Reference(year, number)
	return reference, strings.HasSuffix(reference, parts[3])
}
