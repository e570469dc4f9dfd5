package function

import (
	"strings"
	"time"
	"unicode"

	"sportello/engine/value"
)

// The codice fiscale of a person: three letters of the surname, three of the
// name, year, month and day of birth, place of birth, check letter. In
// personShape L is a letter, D a digit, M a letter of a month, P the first
// letter of a place.
const (
	personShape  = "LLLLLLDDMDDPDDDL"
	personLength = len(personShape)
	monthLetters = "ABCDEHLMPRST"
	placeLetters = "ABCDEFGHIJKLMZ" // communes A to M, foreign states Z
)

// When two people would get the same code (omocodia) the register writes some
// of the seven digits as letters: 0 as L, 1 as M and so on.
const digitLetters = "LMNPQRSTUV"

// In odd places a character counts as much as the letter under it in oddOrder:
// A (and 0) as B = 1, B (and 1) as A = 0, C (and 2) as F = 5. In even places it
// counts as its own place in the alphabet.
const oddOrder = "BAFHJNPRTVCESULDGIMOQKWZYX"

// womenDay is added to the day of birth of women.
const womenDay = 40

// personCode is a valid codice fiscale with its digits back in place.
type personCode [personLength]byte

// readPersonCode reads a code of a person, forgiving case and spaces. It must
// have the right shape, check letter and a day of birth that exists.
func readPersonCode(s string) (personCode, bool) {
	var code personCode
	if !readCharacters(code[:], s) || code[personLength-1] != checkLetter(code[:personLength-1]) {
		return code, false
	}
	for i := range code {
		if !code.settle(i) {
			return code, false
		}
	}
	return code, code.birthdayExists()
}

// readCharacters fills into with the letters and digits of s in upper case. It
// fails if there are more or fewer, or anything else but spaces.
func readCharacters(into []byte, s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		c := upperASCII(r)
		if n == len(into) || !isLetter(c) && !isDigit(c) {
			return false
		}
		into[n] = c
		n++
	}
	return n == len(into)
}

// upperASCII gives 0 for what is not ASCII.
func upperASCII(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		return byte(r) - 'a' + 'A'
	case r < unicode.MaxASCII:
		return byte(r)
	}
	return 0
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// settle checks one character against the shape and turns a letter that stands
// for a digit back into it.
func (p *personCode) settle(i int) bool {
	c := p[i]
	switch personShape[i] {
	case 'D':
		if d := strings.IndexByte(digitLetters, c); d >= 0 {
			p[i] = '0' + byte(d)
		}
		return isDigit(p[i])
	case 'M':
		return strings.IndexByte(monthLetters, c) >= 0
	case 'P':
		return strings.IndexByte(placeLetters, c) >= 0
	}
	return isLetter(c)
}

// checkLetter computes the letter that closes a code, or the CIN of an account.
func checkLetter(code []byte) byte {
	sum := 0
	for i, c := range code {
		order := int(c - 'A')
		if isDigit(c) {
			order = int(c - '0')
		}
		if i%2 == 0 { // the first place is odd
			order = int(oddOrder[order] - 'A')
		}
		sum += order
	}
	return 'A' + byte(sum%26)
}

func (p *personCode) number(i int) int { return int(p[i]-'0')*10 + int(p[i+1]-'0') }
func (p *personCode) year() int        { return p.number(6) }
func (p *personCode) month() int       { return strings.IndexByte(monthLetters, p[8]) + 1 }
func (p *personCode) woman() bool      { return p.number(9) > womenDay }
func (p *personCode) place() string    { return string(p[11:15]) }

func (p *personCode) day() int {
	if p.woman() {
		return p.number(9) - womenDay
	}
	return p.number(9)
}

// birthdayExists takes the century that allows most: the year has two digits,
// and 2000 had a 29 February while 1900 had not.
func (p *personCode) birthdayExists() bool {
	return isDay(value.Date{Year: 2000 + p.year(), Month: time.Month(p.month()), Day: p.day()})
}

func (p *personCode) bornOn(d value.Date) bool {
	return d.Year%100 == p.year() && int(d.Month) == p.month() && d.Day == p.day()
}
