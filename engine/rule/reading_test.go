package rule_test

import (
	"testing"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

func TestReading(t *testing.T) {
	for text, want := range map[string]string{
		`intero >= 18 and vero`:                      "«intero» è almeno 18 e «vero» è Sì",
		`vero`:                                       "«vero» è Sì",
		`not vero`:                                   "«vero» non è Sì",
		`scelta != "uno"`:                            "«scelta» non è «uno» (o non è stato chiesto)",
		`not (scelta == "uno")`:                      "«scelta» non è «uno» (o non è stato chiesto)",
		`scelta not in ["uno", "due"]`:               "«scelta» non è «uno» né «due» (o non è stato chiesto)",
		`scelta in ["uno", "due"]`:                   "«scelta» è «uno» o «due»",
		`"uno" in scelte`:                            "«scelte» comprende «uno»",
		`not answered(testo)`:                        "«testo» non ha una risposta",
		`not cf_ok(testo)`:                           "«testo» non è un codice fiscale valido (o non è stato chiesto)",
		`not (intero > 3)`:                           "non è vero che «intero» è maggiore di 3 (o non è stato chiesto)",
		`giorno <= date("2026-03-02")`:               "«giorno» non è dopo il 2/3/2026",
		`giorno < today`:                             "«giorno» è prima di oggi",
		`add_days(giorno, 30)`:                       "30 giorni dopo «giorno»",
		`age(giorno, today) < 18`:                    "l'età (da «giorno» a oggi) è minore di 18",
		`days(date("2026-01-01"), giorno)`:           "il numero di giorni dal 1/1/2026 a «giorno»",
		`round(euro * 0.29, 2)`:                      "(«euro» × 0,29) arrotondato a 2 decimali",
		`round(euro)`:                                "«euro» arrotondato",
		`(intero + 1) * 2 - numero / 3`:              "(«intero» + 1) × 2 − «numero» ÷ 3",
		`any(righe, .eta < 18) or vero`:              "(c'è almeno una riga di «righe» in cui «righe[].eta» è minore di 18) oppure «vero» è Sì",
		`none(righe, .attivo)`:                       "non c'è nessuna riga di «righe» in cui «righe[].attivo» è Sì",
		`all(righe, .eta > 3)`:                       "in ogni riga di «righe» «righe[].eta» è maggiore di 3",
		`count(righe, .attivo) > 2`:                  "(il numero di righe di «righe» in cui «righe[].attivo» è Sì) è maggiore di 2",
		`sum(righe, .reddito) > 1000`:                "la somma di «righe[].reddito» in «righe» è maggiore di 1000",
		`lookup(data.righe, testo).eta ?? 0`:         "«eta» di «testo» in «data.righe» (o, se manca, 0)",
		`intero > 3 ? "a" : vero ? "b" : "c"`:        "«a» se «intero» è maggiore di 3; «b» se «vero» è Sì; altrimenti «c»",
		`max(map(righe, .reddito)) - min(intero, 3)`: "il maggiore dei valori di «righe[].reddito» in «righe» − (il minore tra «intero» e 3)",
		`(vero or intero > 1) and not (numero < 2 or euro == 3.50)`: "(«vero» è Sì oppure «intero» è maggiore di 1) e (non è vero che («numero» è minore di 2 oppure «euro» è 3,5) (o non è stato chiesto))",
	} {
		r, faults := rule.Compile(definitions.Expr{Source: text}, everything{}, value.None)
		if r == nil {
			t.Errorf("%s: %v", text, faults)
			continue
		}
		if got := r.Reading(); got != want {
			t.Errorf("%s\nreads\n%s\nnot\n%s", text, got, want)
		}
	}
}
