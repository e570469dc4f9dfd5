package function

import (
	"strings"

	"sportello/engine/value"
)

func contactFunctions() []Function {
	number := []Param{{Name: "number", Type: value.TextType}}
	address := []Param{{Name: "address", Type: value.TextType}}
	return []Function{{
		Words: "il numero %s con il prefisso internazionale",
		Name:  "phone", Params: number, Result: value.TextType,
		Doc:     "A telephone number in its international form. Italian numbers may leave out the prefix; freephone and short numbers are unanswered.",
		Example: `phone("050 910111")`, Gives: "+39050910111", Source: "E.164",
		Call: gives1(func(_ Context, s string) any { return textOrNone(e164(s)) }),
	}, {
		Words: "%s è un numero di telefono valido", Not: "%s non è un numero di telefono valido",
		Name: "phone_ok", Params: number, Result: value.BoolType,
		Doc:     "Whether it is a telephone number that `phone` understands.",
		Example: `phone_ok("800 123456")`, Gives: "no", Source: "E.164",
		Call: holds1(func(_ Context, s string) bool { return e164(s) != "" }),
	}, {
		Words: "%s è un numero di cellulare", Not: "%s non è un numero di cellulare",
		Name: "is_mobile", Params: number, Result: value.BoolType,
		Doc:     "Whether it is an Italian mobile number. Of foreign numbers it cannot be told: no.",
		Example: `is_mobile("340 1234567")`, Gives: "yes",
		Call: holds1(func(_ Context, s string) bool { return strings.HasPrefix(e164(s), "+393") }),
	}, {
		Words: "%s è un'email valida", Not: "%s non è un'email valida",
		Name: "email_ok", Params: address, Result: value.BoolType,
		Doc:     "Whether an e-mail address is well made: one @, a domain with a dot, at most 254 characters.",
		Example: `email_ok("marco.rossi@example.it")`, Gives: "yes", Source: "RFC 5321, in its practical part",
		Call: holds1(func(_ Context, s string) bool { return isEmail(s) }),
	}, {
		Words: "%s sembra un'email ordinaria, non una PEC", Not: "%s non sembra un'email ordinaria",
		Name: "pec_suspect", Params: address, Result: value.BoolType,
		Doc:     "Whether an address given as PEC belongs to a well-known provider of ordinary e-mail. For warnings: a no proves nothing.",
		Example: `pec_suspect("marco.rossi@gmail.com")`, Gives: "yes",
		Call: holds1(func(_ Context, s string) bool { return isOrdinaryMail(s) }),
	}}
}

func textOrNone(s string) any {
	if s == "" {
		return nil
	}
	return s
}
