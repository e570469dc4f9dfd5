package function_test

import "testing"

func TestEntityCodes(t *testing.T) {
	check(t, []expectation{
		{`vat_ok("00341230506")`, "yes"},
		{`vat_ok("12345670504")`, "yes"},
		{`vat_ok("01264040500")`, "yes"},
		{`vat_ok("07666600502")`, "yes"},
		{`vat_ok("076 6660 0502")`, "yes"},
		{`vat_ok("07666600503")`, "no"},
		{`vat_ok("0766660050")`, "no"},
		{`vat_ok("00000000000")`, "no"},
		{`vat_ok("IT07666600502")`, "no"},
		{`vat_ok("0766660050A")`, "no"},
	})
}

func TestIBAN(t *testing.T) {
	check(t, []expectation{
		{`iban_ok("IT60X0542811101000000123456")`, "yes"},
		{`iban_ok("IT14F0503414011000000012345")`, "yes"},
		{`iban_ok("IT68T0306914010100000067890")`, "yes"},
		{`iban_ok("IT07P0760114000000012345678")`, "yes"},
		{`iban_ok("IT76L0856214000000010987654")`, "yes"},
		{`iban_ok("it76l 08562 14000 000010987654")`, "yes"},
		{`iban_ok("IT76L0856214000000010987645")`, "no"},
		{`iban_ok("IT60Y0542811101000000123456")`, "no"},
		{`iban_ok("IT15Y0542811101000000123456")`, "no"},
		{`iban_ok("IT60X054281110100000012345")`, "no"},
		{`iban_ok("DE89370400440532013000")`, "yes"},
		{`iban_ok("FR1420041010050500013M02606")`, "yes"},
		{`iban_ok("DE89370400440532013001")`, "no"},
		{`iban_ok("US89370400440532013000")`, "no"},
		{`iban_ok("ITàà")`, "no"},
		{`iban_ok("")`, "no"},
		{`iban_country("de89 3704 0044 0532 0130 00")`, "DE"},
		{`iban_country("IT00")`, "unanswered"},
	})
}

func TestPostalCodes(t *testing.T) {
	check(t, []expectation{
		{`cap_ok("00118")`, "yes"},
		{`cap_ok(" 56125 ")`, "yes"},
		{`cap_ok("5612")`, "no"},
		{`cap_ok("5612A")`, "no"},
		{`cap_ok("٥٦١٢٥")`, "no"},
	})
}
