"""manage.py load_example_data: only into an empty database of a DEBUG installation, and only once."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import reset_queries

from hannover_intl.exchange import example
from hannover_intl.organisation.models import User
from measures.models import Measure
from tests import cast

pytestmark = pytest.mark.django_db


def run() -> list[str]:
    out = io.StringIO()
    call_command("load_example_data", stdout=out)
    return out.getvalue().splitlines()


def test_it_refuses_without_debug():
    with pytest.raises(CommandError, match="DEBUG=1"):
        run()
    assert not User.objects.exists()


def test_it_refuses_a_database_with_other_data(settings):
    settings.DEBUG = True
    cast.unit()
    with pytest.raises(CommandError, match="enthält schon andere Daten"):
        run()
    assert not Measure.objects.exists()


def test_it_loads_once_and_keeps_what_users_entered(
    settings, mailoutbox, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    settings.DEBUG = True
    with django_capture_on_commit_callbacks(execute=True):
        lines = run()
    assert mailoutbox == []
    assert lines[0] == "Die Beispieldaten sind geladen."
    assert f"  {example.OFFICE}  Büro für internationale Angelegenheiten" in lines
    named = {line.split()[0] for line in lines if "@example.org" in line}
    assert named == {account.email for account in User.objects.all() if account.has_usable_password()}
    assert len(named) == 33
    Measure.objects.filter(number="1.1").update(title="Von Hand geändert")
    written = Measure.history.count()
    reset_queries()
    with django_assert_max_num_queries(3):
        again = run()
    assert again == ["Die Beispieldaten waren schon geladen. Es wurde nichts geändert.", *lines[1:]]
    assert Measure.objects.get(number="1.1").title == "Von Hand geändert"
    assert Measure.history.count() == written


def test_a_file_that_does_not_fit_leaves_the_database_empty(settings, tmp_path, monkeypatch):
    settings.DEBUG = True
    for file in example.DATA.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "objectives.csv").write_text("number,title,colour\n1,Ziel,rot\n")
    monkeypatch.setattr(example, "DATA", tmp_path)
    with pytest.raises(CommandError, match=r"objectives\.csv: colour"):
        run()
    assert not User.objects.exists()
