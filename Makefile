# The commands of the portal; README.md tells what they do.
PYTHON ?= python3
BIN := .venv/bin
# The example portal: details in error pages, example data allowed, mails as files.
EXAMPLE := DEBUG=1 EMAIL_FILE_PATH=var/mail
CATALOGUE := locale/en/LC_MESSAGES/django.mo

.PHONY: setup setup-test run test check bench lock screenshots translations permissions accessibility kern

setup:
	@PYTHON=$(PYTHON) deploy/system-packages.sh run
	@$(MAKE) --no-print-directory .venv/installed $(CATALOGUE)

setup-test:
	@PYTHON=$(PYTHON) deploy/system-packages.sh test
	@$(MAKE) --no-print-directory .venv/installed $(CATALOGUE)

.venv/installed: requirements-dev.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

$(CATALOGUE): $(CATALOGUE:.mo=.po) | .venv/installed
	@DEBUG=1 $(BIN)/python manage.py compile_translations
	@touch $@

run: setup
	@mkdir -p var/mail
	@$(EXAMPLE) $(BIN)/python manage.py migrate --verbosity 0
	@$(EXAMPLE) $(BIN)/python manage.py load_example_data
	@$(EXAMPLE) $(BIN)/python manage.py build_progress_report --output var
	@echo "Das Portal läuft auf http://127.0.0.1:8000/ (beenden mit Strg+C). Mails liegen in var/mail."
	@$(EXAMPLE) $(BIN)/python manage.py runserver 127.0.0.1:8000

test: setup-test
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST)

# With `make -j2 check` both halves run at the same time: mypy takes as long as all the rest.
check: check-types check-rules
.PHONY: check-types check-rules

check-types: setup
	$(BIN)/mypy .

check-rules: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	DEBUG=1 $(BIN)/python -W error manage.py check
	SECRET_KEY=$$(head -c 48 /dev/urandom | base64) LEDGER_KEY=x DEBUG=0 ALLOWED_HOSTS=portal.example.org \
		BASE_URL=https://portal.example.org EMAIL_URL=smtp://mail.example.org \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	DEBUG=1 DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest tests/checks -q

bench: setup
	$(BIN)/python -m tests.bench

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate --extra dev --constraint requirements.lock pyproject.toml \
		--output-file requirements-dev.lock

screenshots: setup-test
	$(BIN)/python -m tests.screenshots

translations: setup
	$(BIN)/python -m tests.catalogue

permissions: setup-test
	$(BIN)/python -m tests.permissions

accessibility: setup-test
	$(BIN)/python -m tests.accessibility

kern: setup
	$(BIN)/python -m tests.kern
