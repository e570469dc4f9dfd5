# What a newcomer needs is two commands: make run and make test.

ADDR ?= localhost:8080
DATA ?= data
GO   ?= go

.PHONY: run build test bench check assets browser strace postgres paper clean

run: build
	bin/sportello serve --listen $(ADDR) --data $(DATA) --demo

build: assets
	$(GO) build -buildvcs=auto -o bin/sportello .

# The national design system, from the lock file. The program embeds it.
assets: renderer/assets/dist/.built

renderer/assets/dist/.built: renderer/assets/package-lock.json renderer/assets/build.mjs $(wildcard renderer/assets/css/* renderer/assets/js/* renderer/assets/svg/* renderer/templates/*/*.html)
	cd renderer/assets && npm ci --no-audit --no-fund --silent && npm run --silent build
	touch $@

# Every test there is, browser included.
test: build browser strace postgres paper
	scripts/test

# Chromium and Java for the browser tests, from Debian's packages if they are missing.
browser:
	scripts/browser

# strace for the durability tests, likewise.
strace:
	scripts/strace

# PostgreSQL for the store's tests, likewise.
postgres:
	scripts/postgres

# poppler-utils and qpdf, which look at the receipts, likewise.
paper:
	scripts/paper

bench: assets strace postgres
	scripts/bench

# Formatting, vet, the definitions that ship, and their scenarios.
check: build
	scripts/check

clean:
	rm -rf bin renderer/assets/dist/*
