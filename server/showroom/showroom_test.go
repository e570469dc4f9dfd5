package showroom_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"sportello/renderer/gallery"
	"sportello/server/showroom"
)

// Whoever follows the list comes to every screen, in every language, and to the
// style sheet of each.
func TestEveryScreenIsShown(t *testing.T) {
	room, err := showroom.New()
	if err != nil {
		t.Fatal(err)
	}
	get := func(address string, want int) string {
		t.Helper()
		answer := httptest.NewRecorder()
		room.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
		if answer.Code != want {
			t.Errorf("%s answers %d", address, answer.Code)
		}
		return answer.Body.String()
	}
	get("/", http.StatusFound)
	for _, lang := range showroom.Languages() {
		list := get(showroom.Address(lang, ""), http.StatusOK)
		for _, screen := range gallery.Screens(lang) {
			address := showroom.Address(lang, screen.Name)
			if !strings.Contains(list, `href="`+address+`"`) {
				t.Errorf("the list does not lead to %s", address)
			}
			if page := get(address, http.StatusOK); !strings.Contains(page, `<html lang="`+lang+`"`) {
				t.Errorf("%s is not in its language", address)
			}
		}
		style := regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`).FindStringSubmatch(list)
		if style == nil || !strings.Contains(get(style[1], http.StatusOK), "{") {
			t.Error("the list has no style")
		}
	}
	get("/it/nothing", http.StatusNotFound)
	get("/xx/home", http.StatusNotFound)
}
