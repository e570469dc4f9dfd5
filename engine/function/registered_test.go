package function_test

import "testing"

func TestNumbersOfDSU(t *testing.T) {
	check(t, []expectation{
		{`isee_ok("INPS-ISEE-2020-00000025W-00")`, "yes"},
		{`isee_ok(" inps-isee-2015-01480722d-00 ")`, "yes"},
		{`isee_ok("INPS-ISEE-2015-014807223-00")`, "no"},
		{`isee_ok("INPS-ISEE-1915-01480722D-00")`, "no"},
		{`isee_year("INPS-ISEE-2020-00000025W-00")`, "2020"},
		{`isee_year("2020")`, "unanswered"},
		{`bic_ok("deutdeff500")`, "yes"},
		{`bic_ok("DEUT DEFF 5")`, "no"},
	})
}

func TestPlates(t *testing.T) {
	check(t, []expectation{
		{`plate_kind("ab-123 cd")`, "car"},
		{`plate_ok("AI123CD")`, "no"}, // no I, O, Q, U since 1994
		{`plate_kind("PI A12345")`, "car"},
		{`plate_kind("PI 123456")`, "car"},
		{`plate_kind("Roma A12345")`, "car"},
		{`plate_kind("AB12345")`, "motorcycle"},
		{`plate_kind("X2B4CD")`, "moped"},
		{`plate_kind("X23CD")`, "moped"},
		{`plate_ok("A23CD")`, "no"},
		{`plate_kind("XA123BC")`, "trailer"},
		{`plate_ok("")`, "no"},
		{`plate_kind("1234")`, "unanswered"},
	})
}

func TestStreets(t *testing.T) {
	check(t, []expectation{
		{`norm_street("Via Santa Maria, 12")`, "via santa maria 12"},
		{`norm_street("v. S. Maria n. 12")`, "via s maria 12"},
		{`norm_street("V.LE Bonaini 5/B")`, "viale bonaini 5 b"},
		{`norm_street("p.zza  Dante 07")`, "piazza dante 7"},
		{`norm_street("C.so Italia")`, "corso italia"},
		{`norm_street("Corso")`, "corso"},
		{`norm_street("v")`, "v"},
		{`norm_street("Via 4 Novembre, SNC")`, "via 4 novembre snc"},
		{`norm_street(" , ")`, "unanswered"},
		{`join(["a"], "-")`, "a"},
		{`join([], "-")`, "unanswered"},
	})
}

// The accounts of the procedures: both the remainder and the CIN are right.
func TestAccountsOfTheProcedures(t *testing.T) {
	check(t, []expectation{
		{`iban_ok("IT14F0503414011000000012345")`, "yes"},
		{`iban_ok("IT68T0306914010100000067890")`, "yes"},
		{`iban_ok("IT07P0760114000000012345678")`, "yes"},
		{`iban_ok("IT76L0856214000000010987654")`, "yes"},
		{`iban_ok("IT14F0503414011000000012346")`, "no"},
	})
}
