package function_test

import (
	"strings"
	"testing"
)

func TestPhones(t *testing.T) {
	check(t, []expectation{
		{`phone("050910111")`, "+39050910111"},
		{`phone("+39 050 910 111")`, "+39050910111"},
		{`phone("0039 050/910111")`, "+39050910111"},
		{`phone("(050) 910-111")`, "+39050910111"},
		{`phone("340 123 4567")`, "+393401234567"},
		{`phone("+39 340.123456")`, "+39340123456"},
		{`phone("3401234")`, "unanswered"},
		{`phone("34012345678")`, "unanswered"},
		{`phone("800 123456")`, "unanswered"},
		{`phone("+39 800 123456")`, "unanswered"},
		{`phone("112")`, "unanswered"},
		{`phone("05091")`, "unanswered"},
		{`phone("050910111222")`, "unanswered"},
		{`phone("+44 20 7946 0958")`, "+442079460958"},
		{`phone("0044 20 7946 0958")`, "+442079460958"},
		{`phone("+355 69 123 4567")`, "+355691234567"},
		{`phone("+0 12345678")`, "unanswered"},
		{`phone("+12345")`, "unanswered"},
		{`phone("+1234567890123456")`, "unanswered"},
		{`phone("++39050910111")`, "unanswered"},
		{`phone("+")`, "unanswered"},
		{`phone("00")`, "unanswered"},
		{`phone("casa: 050910111")`, "unanswered"},
		{`is_mobile("050 910111")`, "no"},
		{`is_mobile("+44 7400 123456")`, "no"},
		{`is_mobile("0039 340 1234567")`, "yes"},
		{`phone_ok("050 910111")`, "yes"},
	})
}

func TestEmails(t *testing.T) {
	for address, want := range map[string]bool{
		"a@b.it": true, "marco.rossi+comune@posta.example.it": true, "o'neill@example.co.uk": true, "x@xn--caf-dma.example": true,
		"": false, "marco": false, "@example.it": false, "marco@": false, "marco@example": false, "a@b@c.it": false,
		".a@b.it": false, "a.@b.it": false, "a..b@c.it": false, "a b@c.it": false, "a@b..it": false, "a@-b.it": false,
		"a@b-.it": false, "a@b.i": false, "a@192.168.0.1": false, "a@b_c.it": false, "a@b.it ": false, "à@b.it": false,
		strings.Repeat("a", 64) + "@b.it":                                   true,
		strings.Repeat("a", 65) + "@b.it":                                   false,
		"a@" + strings.Repeat("b", 64) + ".it":                              false,
		"a@" + strings.Repeat(strings.Repeat("b", 60)+".", 4) + "example":   true,
		"a@" + strings.Repeat(strings.Repeat("b", 60)+".", 4) + "example.i": false,
		"a@" + strings.Repeat(strings.Repeat("b", 62)+".", 4) + "it":        false,
	} {
		if got := byName()["email_ok"].Call(rome(t), []any{address}); got != want {
			t.Errorf("email_ok(%q) = %v", address, got)
		}
	}
}

func TestOrdinaryMailIsSuspect(t *testing.T) {
	check(t, []expectation{
		{`pec_suspect("a@Gmail.com")`, "yes"},
		{`pec_suspect("a@libero.it ")`, "yes"},
		{`pec_suspect("a@yahoo.co.uk")`, "yes"},
		{`pec_suspect("a@outlook.it")`, "yes"},
		{`pec_suspect("a@hotmail.it")`, "yes"},
		{`pec_suspect("a@icloud.com")`, "yes"},
		{`pec_suspect("a@pec.it")`, "no"},
		{`pec_suspect("a@pec.libero.it")`, "no"},
		{`pec_suspect("a@legalmail.it")`, "no"},
		{`pec_suspect("gmail.com")`, "no"},
	})
}
