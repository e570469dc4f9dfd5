package function_test

import (
	"fmt"
	"strings"
	"testing"

	"sportello/engine/value"
)

// people are fictitious. Their codes were computed apart from this program.
const people = `
RSSMRC83L04G702T Rossi    Marco    1983-07-04 M G702
BNCGLI85C52G702Z Bianchi  Giulia   1985-03-12 F G702
RSSSRA12P58G702R Rossi    Sara     2012-09-18 F G702
RSSLCU18A30G702L Rossi    Luca     2018-01-30 M G702
LMRHMD79E21Z330V El_Amrani Ahmed   1979-05-21 M Z330
BNLFTM84S42Z330Y Benali   Fatima   1984-11-02 F Z330
LMRYMN15D47G702K El_Amrani Yasmine 2015-04-07 F G702
PPSLNE90H55Z129N Popescu  Elena    1990-06-15 F Z129
FRRNNA48B49E625R Ferri    Anna     1948-02-09 F E625
CNTDVD96T01D612J Conti    Davide   1996-12-01 M D612
NRECHR94M63E715R Neri     Chiara   1994-08-23 F E715
GROTMS08S10G702T Gori     Tommaso  2008-11-10 M G702
LPURNI09B43G702Z Lupi     Irene    2009-02-03 F G702
SMTJHN88L19Z404R Smith    John     1988-07-19 M Z404
WBRKLS91A27Z112G Weber    Klaus    1991-01-27 M Z112
BNILRD38E30B950G Bini     Alfredo  1938-05-30 M B950
MRTRSO41T48G702L Martelli Rosa     1941-12-08 F G702
FOXLIA77R71G702T Fo       Lia      1977-10-31 F G702
DNGNCL99M05H501P D'Angelo Niccolò  1999-08-05 M H501
GLLPLA66D16E625X Galli    Paolo    1966-04-16 M E625
BNICRL64P52G702J Bini     Carla    1964-09-12 F G702
BNIMRA67C03G702K Bini     Mauro    1967-03-03 M G702
MRTSLV79A60G702Y Moretti  Silvia   1979-01-20 F G702
CSTNDR92E09G702Z Costa    Andrea   1992-05-09 M G702
SRRVNT98S67D612D Serra    Valentina 1998-11-27 F D612
BRNTRS55H46G702I Bruni    Teresa   1955-06-06 F G702
RCCSFN71B28A390L Ricci    Stefano  1971-02-28 M A390
RSSMRA79B11C566R Rossi    Mario    1979-02-11 M C566
RSSMRC83L04G70NI Rossi    Marco    1983-07-04 M G702
RSSMRC83L04G7LNT Rossi    Marco    1983-07-04 M G702
RSSMRCUPLLQGTLNH Rossi    Marco    1983-07-04 M G702
`

func TestCodesOfPeople(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(people), "\n")
	if len(lines) != 31 {
		t.Fatalf("%d people", len(lines))
	}
	for _, line := range lines {
		p := strings.Fields(strings.ReplaceAll(line, "_", " "))
		if strings.Contains(line, "_") { // a surname of two words
			p = append([]string{p[0], p[1] + " " + p[2]}, p[3:]...)
		}
		code, surname, name, birth, sex, place := p[0], p[1], p[2], p[3], p[4], p[5]
		check(t, []expectation{
			{fmt.Sprintf("cf_ok(%q)", code), "yes"},
			{fmt.Sprintf("cf_personal(%q)", code), "yes"},
			{fmt.Sprintf("cf_sex(%q)", code), sex},
			{fmt.Sprintf("cf_birthplace(%q)", code), place},
			{fmt.Sprintf("cf_agrees_surname(%q, %q)", code, surname), "yes"},
			{fmt.Sprintf("cf_agrees_name(%q, %q)", code, name), "yes"},
			{fmt.Sprintf("cf_agrees_date(%q, date(%q))", code, birth), "yes"},
			{fmt.Sprintf("cf_agrees_sex(%q, %q)", code, sex), "yes"},
			{fmt.Sprintf("cf_agrees_place(%q, %q)", code, place), "yes"},
			{fmt.Sprintf("cf_agrees_surname(%q, %q)", code, "Wqwq"), "no"},
			{fmt.Sprintf("cf_agrees_name(%q, %q)", code, "Wqwq"), "no"},
			{fmt.Sprintf("cf_agrees_date(%q, date(%q))", code, "1950-10-10"), "no"},
			{fmt.Sprintf("cf_agrees_place(%q, %q)", code, "A001"), "no"},
		})
	}
}

// Any single wrong character is noticed, by the shape or by the check letter.
func TestOneWrongCharacterIsNoticed(t *testing.T) {
	c, ok := rome(t), byName()["cf_ok"]
	const code = "RSSMRC83L04G702T"
	for i := range len(code) {
		for _, wrong := range "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
			bad := code[:i] + string(wrong) + code[i+1:]
			if bad != code && ok.Call(c, []any{bad}) != false {
				t.Errorf("%s passes", bad)
			}
		}
	}
}

func TestEveryOmocodiaVariantIsTheSamePerson(t *testing.T) {
	c, functions := rome(t), byName()
	birth := value.Date{Year: 1983, Month: 7, Day: 4}
	for set := range 128 {
		code := omocodia("RSSMRC83L04G702", set)
		if functions["cf_ok"].Call(c, []any{code}) != true ||
			functions["cf_agrees_date"].Call(c, []any{code, birth}) != true ||
			functions["cf_birthplace"].Call(c, []any{code}) != "G702" {
			t.Errorf("%s is not understood", code)
		}
	}
}

// omocodia writes as letters the digits that the bits of set choose, and closes
// the code with the letter that the published tables give.
func omocodia(code string, set int) string {
	b := []byte(code)
	for bit, place := range []int{6, 7, 9, 10, 12, 13, 14} {
		if set>>bit&1 == 1 {
			b[place] = "LMNPQRSTUV"[b[place]-'0']
		}
	}
	odd := map[byte]int{'0': 1, '1': 0, '2': 5, '3': 7, '4': 9, '5': 13, '6': 15, '7': 17, '8': 19, '9': 21,
		'A': 1, 'B': 0, 'C': 5, 'D': 7, 'E': 9, 'F': 13, 'G': 15, 'H': 17, 'I': 19, 'J': 21, 'K': 2, 'L': 4, 'M': 18,
		'N': 20, 'O': 11, 'P': 3, 'Q': 6, 'R': 8, 'S': 12, 'T': 14, 'U': 16, 'V': 10, 'W': 22, 'X': 25, 'Y': 24, 'Z': 23}
	sum := 0
	for i, c := range b {
		switch {
		case i%2 == 0:
			sum += odd[c]
		case c <= '9':
			sum += int(c - '0')
		default:
			sum += int(c - 'A')
		}
	}
	return string(b) + string(rune('A'+sum%26))
}

func TestShapeOfCodes(t *testing.T) {
	check(t, []expectation{
		{`cf_ok(" rssmrc 83l04 g702t ")`, "yes"},
		{`cf_ok("RSSMRC83L04G702A")`, "no"},
		{`cf_ok("RSSMRC83L04G702")`, "no"},
		{`cf_ok("RSSMRC83L04G702TT")`, "no"},
		{`cf_ok("RSSMRC83L04G702É")`, "no"},
		{`cf_ok("RSS-MRC-83L04-G702T")`, "no"},
		{`cf_ok("")`, "no"},
		{`cf_ok("12345670504")`, "yes"},
		{`cf_ok("12345670505")`, "no"},
		{`cf_ok("00000000000")`, "no"},
		{`cf_personal("12345670504")`, "no"},
		{`cf_sex("12345670504")`, "unanswered"},
		{`cf_birthplace("RSSMRC83L04G702A")`, "unanswered"},
		{`cf_agrees_date("12345670504", date("1983-07-04"))`, "no"},
		{`cf_agrees_sex("RSSMRC83L04G702A", "M")`, "no"},
		{`cf_agrees_sex("RSSMRC83L04G702T", " m ")`, "yes"},
		{`cf_agrees_sex("RSSMRC83L04G702T", "X")`, "no"},
		{`cf_agrees_place("RSSMRC83L04G702T", "g702")`, "yes"},
		{`cf_agrees_place("RSSMRC83L04G702T", "G70")`, "no"},
		{`cf_agrees_date("RSSSRA12P58G702R", date("1912-09-18"))`, "yes"}, // either century
		{`cf_agrees_surname("BNCGLI85C52G702Z", "Rossi")`, "no"},          // a married name
	})
}

// Days that no calendar has, with the right check letter.
func TestDaysInCodes(t *testing.T) {
	c, ok := rome(t), byName()["cf_ok"]
	for code, want := range map[string]bool{
		"RSSMRC83B29G702": false, "RSSMRC84B29G702": true, "RSSMRC00B29G702": true, "RSSMRC83D31G702": false,
		"RSSMRC83A00G702": false, "RSSMRC83A32G702": false, "RSSMRC83A40G702": false, "RSSMRC83A41G702": true,
		"RSSMRC83A71G702": true, "RSSMRC83A72G702": false, "RSSMRC83F10G702": false, "RSSMRC83A10N702": false,
		"RSSMRC83A10Z702": true, "RSSMRC83A10GA02": false, "RS5MRC83A10G702": false,
	} {
		if got := ok.Call(c, []any{omocodia(code, 0)}); got != want {
			t.Errorf("%s: %v", omocodia(code, 0), got)
		}
	}
}

// codeOf closes a code for given letters of surname and name.
func codeOf(letters string) string { return omocodia(letters+"83L04G702", 0) }

func TestNamesInCodes(t *testing.T) {
	c, functions := rome(t), byName()
	for _, p := range []struct{ letters, function, name string }{
		{"FOXMRC", "cf_agrees_surname", "Fo'"},
		{"DLCMRC", "cf_agrees_surname", "De Luca"},
		{"AIXMRC", "cf_agrees_surname", "Ai"},
		{"CHRMRC", "cf_agrees_surname", "Čehář"},
		{"ZGNMRC", "cf_agrees_surname", "Žagunić"},
		{"KWLMRC", "cf_agrees_surname", "Kowalski"},
		{"LKSMRC", "cf_agrees_surname", "Łukasiewicz"},
		{"DRDMRC", "cf_agrees_surname", "Đorđević"},
		{"BRGMRC", "cf_agrees_surname", "Børg"},
		{"GRSMRC", "cf_agrees_surname", "Groß"},
		{"NGYMRC", "cf_agrees_surname", "Nguyễn"},
		{"LEXMRC", "cf_agrees_surname", "Lê"},
		{"LEXMRC", "cf_agrees_surname", "Le\u0302"}, // the accent as a character of its own
		{"HOEMRC", "cf_agrees_surname", "Hö"},
		{"HOXMRC", "cf_agrees_surname", "Hö"},
		{"RSSGFR", "cf_agrees_name", "Gianfranco"},
		{"RSSLCU", "cf_agrees_name", "LUCA"},
		{"RSSMRA", "cf_agrees_name", "Maria"},
		{"RSSMNT", "cf_agrees_name", "Maria Antonietta"},
		{"RSSGNN", "cf_agrees_name", "Giovanni"},
		{"RSSYIX", "cf_agrees_name", "Yi"},
	} {
		if got := functions[p.function].Call(c, []any{codeOf(p.letters), p.name}); got != true {
			t.Errorf("%s(%s, %q) = %v", p.function, codeOf(p.letters), p.name, got)
		}
	}
	if functions["cf_agrees_name"].Call(c, []any{codeOf("RSSXXX"), "陈"}) != false {
		t.Error("a name without Latin letters agrees")
	}
}
