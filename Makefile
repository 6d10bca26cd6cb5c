# make lab        open the course
# make test       run its tests
# Both set up what they need first.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
BENCH := benchmarks/.venv

.PHONY: lab test notebooks lesson picture site slides lint bench lock

lab: $(READY)
	$(BIN)/jupyter lab --ip=127.0.0.1 $(if $(filter 0,$(shell id -u)),--allow-root) --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb $(ARGS)

test: $(READY)
	$(BIN)/pytest $(ARGS)

# Execute every notebook and keep its outputs; a second run changes nothing.
notebooks: $(READY)
	$(BIN)/python tools/write.py $(ARGS)

# Make a lesson, ready to be filled: make lesson ARGS="06 race_the_losses_fairly"
lesson: $(READY)
	$(BIN)/python tools/new_lesson.py $(ARGS)

# Film the README's explorer; needs Chromium and npm.
picture: $(READY)
	PYTHONPATH=tests/browser $(BIN)/python tools/picture.py

# Make the web site in build/site; REPO=owner/name adds links that launch its lessons.
site: $(READY)
	$(BIN)/python tools/make_site.py $(REPO)

# The slides are part of the site.
slides: site

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/codespell
	$(BIN)/pytest --quiet tests/test_links.py

# Against peers that the course itself does not need; so in an environment of its own.
bench: $(BENCH)/ready
	for script in slider_latency accuracy library_calls speed training; do \
	  PYTHONPATH=tests/neuron:tests/browser:tools $(BENCH)/bin/python benchmarks/$$script.py || exit 1; \
	done

# Renew the pinned versions; needs uv.
lock:
	uv lock --upgrade
	uv export --quiet --no-hashes --no-annotate --output-file requirements.txt

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'The course needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo 'Python cannot make virtual environments here. On Debian and Ubuntu: sudo apt install python3-venv'; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(BENCH)/ready: requirements.txt benchmarks/requirements.txt | $(READY)
	$(PYTHON) -m venv --clear $(BENCH)
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check -r requirements.txt -r benchmarks/requirements.txt
	@touch $@
