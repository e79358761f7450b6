"""manage.py build_progress_report"""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from hannover_intl.core.pdf import PdfError
from hannover_intl.reporting.management.commands import build_progress_report
from measures.choices import Progress
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(monkeypatch):
    """The papers that were printed; nothing is rendered."""
    papers = []
    monkeypatch.setattr(build_progress_report, "render_report_pdf", lambda paper: papers.append(paper) or b"%PDF")
    return papers


def run(*options) -> None:
    call_command("build_progress_report", *map(str, options))


def test_it_writes_both_files_of_the_day(tmp_path, printed, capsys):
    cast.status(cast.measure("1.1"), Progress.DONE, dt.date(2026, 7, 1))
    run("--as-of", "2026-06-30", "--output", tmp_path / "neu" / "ordner")
    html, pdf = (tmp_path / "neu" / "ordner" / f"fortschrittsbericht.{kind}" for kind in ("html", "pdf"))
    assert pdf.read_bytes() == b"%PDF"
    assert "Fortschrittsbericht, Stand 30. Juni 2026" in html.read_text()
    assert "@page" in html.read_text()
    assert capsys.readouterr().out.split() == [str(html), str(pdf)]
    assert [paper.annex.measures[0].status.progress.value for paper in printed] == [Progress.NOT_STARTED]
    assert sorted(path.name for path in html.parent.iterdir()) == [
        "fortschrittsbericht.html",
        "fortschrittsbericht.pdf",
    ]


def test_without_a_day_it_is_today(tmp_path, printed, today):
    cast.measure()
    run("--output", tmp_path)
    assert [paper.annex.as_of for paper in printed] == [cast.TODAY]


def test_a_second_run_replaces_the_files(tmp_path, printed):
    cast.measure()
    (tmp_path / "fortschrittsbericht.pdf").write_bytes(b"alt")
    run("--as-of", "2026-06-30", "--output", tmp_path)
    assert (tmp_path / "fortschrittsbericht.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("day", ["gestern", "2026-02-30", "30.06.2026"])
def test_what_is_no_day_is_told(day, tmp_path, printed):
    with pytest.raises(CommandError, match="ist kein Tag"):
        run("--as-of", day, "--output", tmp_path)
    assert printed == []


def test_a_day_before_the_concept_is_told(tmp_path, printed):
    cast.measure()
    with pytest.raises(CommandError, match=r"Am 13\.02\.2019 war noch keine Maßnahme beschlossen"):
        run("--as-of", "2019-02-13", "--output", tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path, printed):
    cast.measure()
    (tmp_path / "datei").write_text("")
    with pytest.raises(CommandError, match=r"datei/fortschrittsbericht.html lässt sich nicht schreiben"):
        run("--as-of", "2026-06-30", "--output", tmp_path / "datei")


def test_why_there_is_no_pdf_is_told_and_the_page_is_there(tmp_path, monkeypatch):
    def fail(paper):
        raise PdfError("Das Dokument ist zu umfangreich.")

    monkeypatch.setattr(build_progress_report, "render_report_pdf", fail)
    cast.measure()
    with pytest.raises(CommandError, match="Das Dokument ist zu umfangreich"):
        run("--as-of", "2026-06-30", "--output", tmp_path)
    assert (tmp_path / "fortschrittsbericht.html").exists()
