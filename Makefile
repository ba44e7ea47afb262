.DEFAULT_GOAL := help
.PHONY: help setup build demo test every race axe lint cover fuzz faults lists trails seeds hurdles fixture kills leaks release docs bench bench-runs clean

# The longest first, so that none is left to run alone. Go's wildcard leaves testdata out, where what only tests use lies.
PKG ?= ./pages ./cmd/miacct ./browser ./... ./testdata/sample ./testdata/traces
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: ## install Chromium and fonts if they are missing
	@scripts/setup.sh

build: ## build bin/miacct
	@mkdir -p bin
	go build -trimpath -o bin/miacct ./cmd/miacct

demo: setup build ## watch a whole run against the built-in mock cloud
	bin/miacct demo $(ARGS)

test: setup ## run the tests; of the tables of whole runs a sample
	go test -count=1 -timeout=60m -parallel=2 $(PKG)

every: setup ## run every case of the tables of whole runs, too (an hour)
	go test -count=1 -timeout=3h -parallel=2 ./pages ./cmd/miacct ./trail -every

# A whole run takes a browser most of its time, and the race detector the rest: a few runs that meet all that runs side by side.
RACES := ^TestScenarios$$/^(plain|code-by-phone|picture-then-code|family)$$|^TestKilledBeforeOrAfterAnyCall$$|^TestSliderTwice$$/^in_Find_Device$$

race: setup ## look for data races: all packages, and of the whole runs a few
	go test -race -count=1 -timeout=40m -parallel=2 $$(go list ./... | grep -v -e /pages$$ -e /cmd/miacct$$ -e /bench$$)
	go test -race -count=1 -timeout=40m -parallel=2 -run='$(RACES)' ./pages -every
	go test -race -count=1 -timeout=40m -parallel=2 -run='Live|SecondSignal' ./cmd/miacct

axe: setup ## check by axe-core, from npm, that the report can be read by everybody
	@cd testdata/axe && npm ci --no-audit --no-fund --silent
	go test -count=1 -tags=axe -run=TestReportIsAccessible ./browser

lint: ## gofmt, go vet (for Windows and macOS, too), staticcheck
	@bad=$$(gofmt -l .); if [ -n "$$bad" ]; then echo "not formatted by gofmt:" $$bad; exit 1; fi
	go vet ./...
	GOOS=windows go vet ./...
	GOOS=darwin go vet ./...
	go vet -tags=hurdles ./pages
	go run $(STATICCHECK) ./...
	go run $(STATICCHECK) -checks=U1000 -tests=false ./... # what only tests use, and elements of site.yaml that nothing reads

cover: setup ## run all tests and show how much they reach
	go test -count=1 -timeout=10m -coverpkg=./... -coverprofile=cover.out ./...
	go tool cover -func=cover.out | tail -n 1

# FUZZTIME is how long each fuzz test runs.
FUZZTIME ?= 10s

fuzz: ## run every fuzz test for FUZZTIME
	@grep -rl --include='*_test.go' '^func Fuzz' . | xargs -r -n 1 dirname | sort -u | while read -r dir; do \
		for f in $$(grep -h --include='*_test.go' -o '^func Fuzz[A-Za-z0-9_]*' "$$dir"/*_test.go | cut -c6-); do \
			go test -run='^$$' -fuzz="^$$f$$" -fuzztime=$(FUZZTIME) "$$dir" || exit 1; \
		done; \
	done

# SAMPLE chooses the cases that make test runs, and the order of the pairs of fault and request.
SAMPLE ?= 1

# FROM and TAKE cut the pairs of fault and request into parts: FROM=40 TAKE=20 runs the 41st to the 60th.
FROM ?= 0
TAKE ?= 0

faults: setup ## every fault at every request of a run, in a real browser (an hour or more)
	go test ./pages -run='^(TestFaults|TestSessionEndsAtAnyRequest)$$' -count=1 -timeout=6h -parallel=4 -v -sample=$(SAMPLE) -faults -faults.from=$(FROM) -faults.take=$(TAKE)

lists: setup ## every kind of device list with 0 to 500 devices
	go test ./pages -run='^TestEveryDeviceIsSeen$$' -count=1 -timeout=1h -parallel=3 -v -lists

# UPDATE=1 writes the trails anew: git diff shows what runs do otherwise than before.
UPDATE ?=

trails: setup ## compare what the run of each scenario does with what it did before
	go test ./pages -run='^TestScenarios$$' -count=1 -timeout=1h -parallel=4 -every -trails $(if $(UPDATE),-update)

# SEEDS are the shapes to be tried: 1-200, or 3,17,40-60.
SEEDS ?= 1-200

seeds: setup ## run against pages of many shapes and languages, and walk each to its end (20 shapes take some minutes)
	go test ./pages -run='^(TestEverySeedCanBeWalked|TestSeeds)$$' -count=1 -timeout=6h -parallel=3 -v -seeds=$(SEEDS)

# STEPS is where the steps of walks are kept; with SEEDS= what is kept there is judged anew, without a browser.
STEPS ?= /tmp/miacct-steps

hurdles: setup ## walk seeds and tell at which steps the program would do something else (10 seconds a shape)
	@mkdir -p $(STEPS)
	go test ./pages -tags=hurdles -run='^(TestHurdles|TestHurdlesKept)$$' -count=1 -timeout=3h -parallel=3 -v -hurdles=$(STEPS) $(if $(SEEDS),-seeds=$(SEEDS))

# NAME is what a fixture is to be called; FROM is the page-N.txt of a run's record.
NAME ?=

fixture: build ## keep a page that was sent in as a test: make fixture FROM=page-1.txt NAME=find-menu
	@case "$(NAME)" in ''|*[!a-z0-9-]*) echo "NAME= is to be of a-z, 0-9 and -" >&2; exit 2;; esac
	bin/miacct site read "$(FROM)" > pages/testdata/pages/$(NAME).want
	cp "$(FROM)" pages/testdata/pages/$(NAME).txt
	go test ./pages -run='^TestKeptPages$$' -count=1

release: ## build dist/ twice, compare, and list what is in it
	@scripts/release.sh

docs: ## write man pages and shell completions into dist/docs
	go test -count=1 -run='^TestDocs$$' ./cmd/miacct -docs=$(abspath dist/docs)

# KILLS is how many kills there are to be, SEED makes them the same again.
KILLS ?= 200
SEED ?= 1

kills: setup ## kill runs at many moments and let the next one finish (10,000 times with a fake page)
	KILLS=$(KILLS) SEED=$(SEED) go test -count=1 -timeout=120m -v -run='^TestKilledAtAnyMoment$$' ./cmd/miacct
	KILLS=10000 SEED=$(SEED) go test -count=1 -timeout=120m -v -run=Kill ./pages

leaks: setup ## run every scenario and search what is left for secrets (5 minutes)
	LEAKS=0 go test -count=1 -timeout=30m -parallel=3 -v -run='^TestNoScenarioLeaks$$' ./cmd/miacct

bench: setup ## run the benchmarks
	go test -run='^$$' -bench=. -benchmem -timeout=30m $(PKG)

# ROUNDS is how often each program runs for each of DEVICES (a third of it with 50 and more);
# OTHER is another build of miacct to run in turn with this one.
ROUNDS ?= 3
DEVICES ?= 1,3,10,50
OTHER ?=

bench-runs: setup ## whole runs beside a minimal script and beside Playwright, in turn (8 minutes)
	@scripts/playwright.sh
	go test ./bench -run='^TestRuns$$' -count=1 -timeout=2h -v -runs.playwright -runs.rounds=$(ROUNDS) -runs.devices=$(DEVICES) $(if $(OTHER),-runs.other=$(abspath $(OTHER)))

clean: ## remove what was built; records of runs stay
	rm -rf bin dist cover.out
