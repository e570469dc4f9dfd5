package renderer

import (
	"strings"

	"sportello/engine"
	"sportello/renderer/locale"
)

// NewPage makes the view of one page of a journey. rev is the revision of the
// draft that the journey was computed from.
func NewPage(f Frame, a Address, j engine.Journey, page engine.PageState, rev string) Page {
	w := f.Words()
	page.Items = told(page.Items, byField(page.Problems))
	steps := NewSteps(w, j.Outline, a, page.ID)
	p := Page{
		Frame: f, ID: page.ID, Name: page.Title, Intro: page.Intro, Action: a.page(page.ID), Rev: rev,
		Shown: strings.Join(page.Shown, " "), Items: newItems(w, page.Items, 3),
		Warnings: page.Warnings, Opened: page.Opened,
		Files: anyItem(page.Items, isFile), Required: anyItem(page.Items, isRequired), Locked: anyItem(page.Items, isLocked),
		First: steps.Current <= 1, Steps: steps, Draft: a, CanSave: true,
	}
	for i := range p.Items {
		p.Items[i].Quiet = p.Items[i].Widget == "group" && p.Items[i].Label == page.Title
	}
	p.Follow = strings.Join(followed(page.Items), " ")
	p.Errors = errorLinks(w, a, page)
	p.Index = index(p.Items)
	p.Frame.Title, p.Frame.Form = pageTitle(w, p), pageForm
	return p
}

// pageForm is the id of the form of a page, which all buttons on it post.
const pageForm = "page-form"

func pageTitle(w locale.Words, p Page) string {
	title := p.Name + " – " + w.Text("step.of", locale.Args{"n": p.Steps.Current, "total": p.Steps.Total})
	return errorTitle(w, title, len(p.Errors) > 0)
}

// errorTitle is the title of a page, which says first that something is wrong on it.
func errorTitle(w locale.Words, title string, wrong bool) string {
	if wrong {
		return w.Text("error.prefix", nil) + " " + title
	}
	return title
}

// NewSummary makes the view of all answers before they are sent.
func NewSummary(f Frame, a Address, j engine.Journey, rev string) Summary {
	w := f.Words()
	s := Summary{
		Frame: f, Action: a.Summary, Rev: rev, Steps: NewSteps(w, j.Outline, a, ""),
		Sections: sections(w, j.Pages, a), Fees: NewCosts(f.Lang, j.Fees),
		PayFirst: j.PayFirst, CanSave: true, BackURL: a.Sheet,
	}
	for _, p := range j.Pages {
		s.Warnings = append(s.Warnings, p.Warnings...)
		s.BackURL = a.page(p.ID)
	}
	for _, p := range j.Problems {
		s.Errors = append(s.Errors, ErrorLink{Text: problemText(w, p, engine.ItemState{}), URL: problemURL(a, p)})
	}
	s.Frame.Title = w.Text("summary.title", nil) + " – " + w.Text("step.of", locale.Args{"n": s.Steps.Current, "total": s.Steps.Total})
	return s
}

// NewStop makes the view of the reasons why a journey ends early.
func NewStop(f Frame, a Address, j engine.Journey) Stop {
	w := f.Words()
	stop := Stop{Frame: f, BackURL: a.Sheet}
	stop.Frame.Title = w.Text("stop.title", nil)
	for _, n := range j.Stops {
		stop.Reasons = append(stop.Reasons, Reason{Text: n.Text, Instead: n.Instead, Rule: n.Rule, Changes: changes(a, j, n)})
	}
	if len(j.Pages) > 0 {
		stop.BackURL = a.page(j.Pages[len(j.Pages)-1].ID)
	}
	return stop
}

// changes are the answers that a notice is on, as links to their fields.
func changes(a Address, j engine.Journey, n engine.Notice) []Link {
	var links []Link
	for _, path := range n.On {
		for _, p := range j.Pages {
			if s, ok := find(p.Items, path); ok {
				links = append(links, Link{Text: s.Label, URL: a.page(p.ID) + "#" + itemID(path)})
			}
		}
	}
	return links
}

// find gives the item with a path, wherever it stands on the page.
func find(items []engine.ItemState, path string) (engine.ItemState, bool) {
	if path == "" {
		return engine.ItemState{}, false
	}
	for _, s := range items {
		if s.Path == path && s.Kind != engine.ContentItem {
			return s, true
		}
		if in, ok := find(s.Items, path); ok {
			return in, true
		}
	}
	return engine.ItemState{}, false
}

// index links the sections of a page that has several.
func index(items []Item) []Link {
	var links []Link
	for _, i := range items {
		if isSection(i) {
			links = append(links, Link{Text: i.Label, URL: "#" + i.ID})
		}
	}
	if len(links) < 2 {
		return nil
	}
	return links
}

func isSection(i Item) bool {
	return i.Label != "" && (i.Widget == "group" || i.Widget == "list" || i.Widget == "each")
}

// followed are the paths of the fields that something else on the page follows.
func followed(items []engine.ItemState) []string {
	var paths []string
	for _, s := range items {
		if s.Followed {
			paths = append(paths, s.Path)
		}
		paths = append(paths, followed(s.Items)...)
	}
	return paths
}

func isFile(s engine.ItemState) bool { return s.Type == "file" && !s.Locked }

func isLocked(s engine.ItemState) bool { return s.Locked }

func isRequired(s engine.ItemState) bool { return s.Required && !s.Locked }

func anyItem(items []engine.ItemState, is func(engine.ItemState) bool) bool {
	for _, s := range items {
		if is(s) || anyItem(s.Items, is) {
			return true
		}
	}
	return false
}
