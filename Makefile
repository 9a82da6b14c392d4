# make help lists what there is to do.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# What `make run` and `make bench` pass on: make run ARGS="tokens 'The mole dug a tunnel.'"
ARGS ?=

# A binary that brings its own Swift libraries starts in half the time; macOS has them in the system. lld links it without
# repeating the C library's warnings about functions that Foundation uses.
STATIC := $(if $(filter Linux,$(shell uname)),--static-swift-stdlib -Xswiftc -use-ld=lld)
RELEASE := -c release $(STATIC) --product talpa
BINARY := .build/release/talpa
LOG := .build/talpa-release.log

.PHONY: run test fixtures bench release lint format install clean help packages test-packages
.DEFAULT_GOAL := help

run: release ## build talpa and start it (ARGS="…" runs one command)
	@exec $(BINARY) $(ARGS)

# The manifest asks whether libvterm is here; an answer from before it was installed must not be kept.
test: test-packages ## build everything and run all tests
	$(SWIFT) build --manifest-cache none --build-tests
	$(SWIFT) test --manifest-cache none --skip-build --disable-xctest

fixtures: ## fetch the real models that some tests need (53 MB; Python with torch and safetensors)
	python3 Scripts/make_albert_kor.py

bench: release ## time the encoder on this machine (ARGS="--tokens 128 --threads 2")
	@exec $(BINARY) bench $(ARGS)

bench-peers: release ## time talpa beside other engines (Python, 3 GB; ARGS="--parts start --rounds 3")
	@python3 Scripts/peers/bench_peers.py $(ARGS)

lint: ## check the formatting of all Swift files
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format: ## format all Swift files
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

install: release ## install into PREFIX (/usr/local), below DESTDIR
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/talpa"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/talpa"
	cp -R Resources/Models "$(DESTDIR)$(PREFIX)/share/talpa/"
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" Scripts/install-completions.sh $(BINARY)

clean: ## remove everything that was built
	$(SWIFT) package clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 14

# The compiler's output is shown only when it fails. Nothing here reads stdin: it belongs to talpa.
release: packages
	@mkdir -p .build
	@test -x $(BINARY) || echo "Building talpa; the first time takes a minute or two." >&2
	@$(SWIFT) build $(RELEASE) </dev/null >$(LOG) 2>&1 || { cat $(LOG) >&2; exit 1; }

packages:
	@Scripts/system-packages.sh

test-packages:
	@Scripts/system-packages.sh --tests
