# make help tells what there is. Everything runs from .venv, made from requirements.lock (hashes, no hosts).
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run setup demo test crash toegankelijk traag check fix fuzz bench bench-load screenshot shots lock chromium clean

PORT ?= 8501
WORK := $(or $(PEIL_DATA),var)
VENV := .venv
BIN := $(VENV)/bin
PYTHON_MIN := 3.11
UV_PIN := 0.13.9
# A file of tests stays on one worker, so that what it shares is made once; the long ones (browser)
# come first by their name, the short ones fill up. Two workers fit two cores.
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# Use the certificates of this machine: a network with its own proxy is the rule in this sector.
export UV_SYSTEM_CERTS ?= 1
export UV_PYTHON_DOWNLOADS := never
# pip and uv must agree on the index; uv does not read the pip configuration itself.
FIND_INDEX = index=$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null)}; \
	if [ -n "$$index" ] && [ -z "$${UV_DEFAULT_INDEX:-}" ]; then export UV_DEFAULT_INDEX="$$index"; fi
UV = $(FIND_INDEX); VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(BIN)/uv

help: ## Toon deze lijst
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.stamp demo ## Start het dashboard op 127.0.0.1 (PORT=8501)
	@$(BIN)/python -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' $(PORT) 2>/dev/null \
		|| { echo "Poort $(PORT) is bezet of ongeldig. Kies een andere poort: make run PORT=8502"; exit 1; }
	@echo "Het dashboard staat op http://127.0.0.1:$(PORT) (stoppen: Ctrl+C)"
	@exec $(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

setup: $(VENV)/.stamp ## Maak alleen de omgeving: .venv met peil en alle hulpmiddelen

# The first Python that is new enough wins; PYTHON=... chooses one by hand.
$(VENV)/bin/python:
	@for py in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
		if "$$py" -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(PYTHON_MIN)".split("."))))' 2>/dev/null; then \
			"$$py" -m venv $(VENV) && exit 0; rm -rf $(VENV); \
		fi; \
	done; \
	echo "Geen Python $(PYTHON_MIN) of nieuwer (met venv) gevonden. Installeer die, of wijs hem aan: make $(MAKECMDGOALS) PYTHON=/pad/naar/python3"; \
	echo "No Python $(PYTHON_MIN) or newer (with venv) found. Install one, or point to it: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; \
	exit 1

$(VENV)/.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_PIN)
	@$(UV) pip sync --quiet --require-hashes requirements.lock
	@$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# The demo depends on what is in these folders, not on when a checkout wrote it.
DEMO_FROM := data geo peil pipelines
DEMO_KEY = import hashlib, pathlib; \
	h = hashlib.sha256(); \
	[h.update(str(p).encode() + b"\0" + p.read_bytes()) for d in "$(DEMO_FROM)".split() \
	for p in sorted(pathlib.Path(d).rglob("*")) if p.is_file() and p.suffix != ".pyc"]; \
	print(h.hexdigest())

demo: $(VENV)/.stamp ## Bouw de ingebouwde cijfers, als er iets veranderd is
	@key=$$($(BIN)/python -c '$(DEMO_KEY)'); \
	if [ ! -e "$(WORK)/current.duckdb" ] || [ "$$key" != "$$(cat "$(WORK)/.demo" 2>/dev/null)" ]; then \
		PEIL_DATA="$(WORK)" $(BIN)/peil demo && echo "$$key" > "$(WORK)/.demo"; \
	fi

test: $(VENV)/.stamp check chromium ## Alle controles en tests, ook die in de browser
	$(PYTEST) $(PYTEST_ARGS)

crash: $(VENV)/.stamp ## Dood laden en publiceren honderd keer halverwege, terwijl lezers vragen
	CRASH_KILLS=100 $(BIN)/pytest -n 0 -q tests/crash

toegankelijk: $(VENV)/.stamp chromium ## Elke pagina op elke breedte, op papier en in hoog contrast (een kwartier)
	$(BIN)/pytest -n 0 -q tests/browser/matrix.py

traag: $(VENV)/.stamp chromium ## De browsertests als op een computer die vier keer zo langzaam is (een halfuur)
	BROWSER_SLOW=4 $(PYTEST) tests/browser

check: $(VENV)/.stamp ## Stijl, typen en muren; verandert niets
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

fix: $(VENV)/.stamp ## Herstel wat een machine kan herstellen
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.stamp ## Meet bouwen, publiceren en pagina's; tabel en var/bench/latest.json
	cd tests && ../$(BIN)/python -m bench.run

bench-load: $(VENV)/.stamp ## Meet hoeveel lezers tegelijk: een proces, en twee achter nginx
	cd tests && ../$(BIN)/python -m bench.load_run

fuzz: $(VENV)/.stamp ## Bederf 2.000 leveringen van elke soort; wat wordt aanvaard, klopt (tien minuten)
	cd tests && ../$(BIN)/python -m fuzz.fuzz_run 2000

screenshot: demo chromium ## Maak de afbeelding van de README opnieuw
	cd tests && ../$(BIN)/python -m browser.shots readme

shots: demo chromium ## Alle pagina's, breed en smal, licht en donker, in var/schermen/
	cd tests && ../$(BIN)/python -m browser.shots alles

lock: $(VENV)/.stamp ## Leg de versies opnieuw vast in requirements.lock
	@$(FIND_INDEX); env -u PIP_FIND_LINKS $(BIN)/uv pip compile pyproject.toml --group dev --universal \
		--python-version $(PYTHON_MIN) --generate-hashes --no-emit-index-url --quiet -o requirements.lock

# Debian's own browser, without windows where there is one; Playwright's download is not used.
APT = DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends
chromium:
	@if command -v chromium-headless-shell >/dev/null 2>&1 || [ -n "$$CHROMIUM" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		apt-get update -qq; \
		$(APT) chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || $(APT) chromium >/dev/null; \
	elif command -v chromium >/dev/null 2>&1; then :; \
	else echo "Geen chromium: de browsertests worden overgeslagen. Installeer chromium, of wijs hem aan met CHROMIUM=/pad."; fi

clean: ## Gooi omgeving en bouwsels weg; leveringen blijven
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache build
