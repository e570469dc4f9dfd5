package locale_test

import (
	"testing"

	"sportello/renderer/locale"
)

func TestAccepted(t *testing.T) {
	offered := []string{"it", "de", "sl"}
	for header, want := range map[string]string{
		"": "", "de-AT,de;q=0.9,en;q=0.8": "de", "en-GB,en;q=0.9": "", "en, sl;q=0.5, it;q=0.7": "it",
		"it;q=0, de": "de", "*": "", "\x00;;q=": "", "fr;q=9": "",
	} {
		if got := locale.Accepted(header, offered); got != want {
			t.Errorf("%q: %q, want %q", header, got, want)
		}
	}
}
