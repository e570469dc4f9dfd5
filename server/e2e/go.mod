module sportello/e2e

go 1.26

require (
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	sportello v0.0.0
)

replace sportello => ../..
