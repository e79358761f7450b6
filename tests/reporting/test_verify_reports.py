"""manage.py verify_reports"""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from hannover_intl.reporting.management.commands import verify_reports
from hannover_intl.reporting.models import CommitteeReport
from tests.reporting import drafts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch):
    drafts.without_printer(monkeypatch)


@pytest.fixture
def report() -> CommitteeReport:
    return drafts.published()


def test_all_is_well(report, capsys):
    drafts.draft("9902/2026")
    call_command("verify_reports")
    assert capsys.readouterr().out == "9901/2026: in Ordnung\n1 Bericht geprüft.\n"


@pytest.mark.parametrize("found", ["eine andere", None])
def test_a_file_that_is_another_one_or_gone_is_found(report, found, capsys):
    default_storage.delete(report.pdf)
    if found:
        default_storage.save(report.pdf, ContentFile(b"%PDF forged"))
    with pytest.raises(CommandError, match="1 von 1 Berichten ist nicht, wie er festgeschrieben wurde"):
        call_command("verify_reports")
    assert ("hat eine andere Prüfsumme" if found else "fehlt oder lässt sich nicht lesen") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("forgery", "message"),
    [
        (("payload", '{"schema":2}'), "Die Daten haben eine andere Prüfsumme.\n  Die Daten lassen sich nicht lesen"),
        (("html", "<p>anders</p>"), "Die Seite hat eine andere Prüfsumme.\n  Aus den Daten entsteht heute eine andere"),
    ],
)
def test_what_got_past_all_walls_is_found(report, forgery, message, monkeypatch, capsys):
    def forged():
        found = CommitteeReport.objects.select_related("paper").get(pk=report.pk)
        setattr(found, *forgery)
        return [found]

    monkeypatch.setattr(verify_reports, "_frozen", forged)
    with pytest.raises(CommandError):
        call_command("verify_reports")
    assert message in capsys.readouterr().out


def test_changed_templates_are_told(report, monkeypatch, capsys):
    monkeypatch.setattr("hannover_intl.reporting.frozen.render_html", lambda paper: "<p>neu</p>")
    with pytest.raises(CommandError):
        call_command("verify_reports")
    assert "Aus den Daten entsteht heute eine andere Seite als die gespeicherte." in capsys.readouterr().out
