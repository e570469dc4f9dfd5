package rehearsal

import (
	"net/http"
	"strings"
)

// The steps of a journey that are not pages of the service.
const (
	stepSignIn  = "sign in"
	stepStart   = "start"
	stepSummary = "summary"
	stepSend    = "send"
	stepPay     = "pay"
	stepReceipt = "receipt"
	stepOther   = "other"
)

// stepOf names the step that a request belongs to: "page dati" is asked for,
// "answer dati" is posted.
func stepOf(r *http.Request) string {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	post := r.Method == http.MethodPost
	switch {
	case parts[0] == "accesso":
		return stepSignIn
	case parts[0] == "servizi":
		return stepStart
	case parts[0] == "pratiche":
		return stepReceipt
	case parts[0] != "domande" || len(parts) < 3:
		return stepOther
	}
	switch at := parts[2]; {
	case at == "pagine" && len(parts) == 4 && post:
		return "answer " + parts[3]
	case at == "pagine" && len(parts) == 4:
		return "page " + parts[3]
	case at == "riepilogo" && post:
		return stepSend
	case at == "riepilogo":
		return stepSummary
	case at == "pagamento":
		return stepPay
	}
	return stepOther
}
