"""A thousand files that nobody should upload: a list that can be looked at, or one German sentence; never a fault."""

import io
import time
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from hannover_intl.exchange.models import ImportRun
from hannover_intl.organisation.models import OrgUnit
from measures.models import MeasureUpdate
from tests import cast
from tests.core.hostile_files import corpus
from tests.pages import browser

pytestmark = pytest.mark.django_db

CHUNKS = 8
MOST_SECONDS = 2.0  # of processor time for one file; the dearest takes a fifth of it
UPLOAD, OWN_LIST = "/admin/exchange/importrun/add/", "/meine-massnahmen/liste/"


@cache
def files():
    return list(corpus())


def few(base=b""):
    """Some of every way to break a file."""
    return list(corpus(40, base=base))


def posted(client, address, content, **data):
    """What the browser shows in the end, and the processor time for it: what else the machine does is not in it."""
    start = time.process_time()
    file = SimpleUploadedFile("liste.xlsx", content)
    answer = client.post(address, data | {"file": file}, follow=True)
    return answer, time.process_time() - start


def fault(answer, seconds):
    """What is wrong with the answer to an upload; empty if it is a page that says what is wrong with the file."""
    if seconds > MOST_SECONDS:
        return f"{seconds} seconds"
    if answer.status_code == 422:
        messages = answer.context["form"].errors["file"]
        is_sentence = len(messages) == 1 and messages[0].endswith(".")
        return "" if is_sentence and messages[0] in answer.content.decode() else str(messages)
    return "" if answer.status_code == 200 else str(answer.status_code)


def faults(client, address, contents, **data):
    answers = {name: posted(client, address, content, **data) for name, content in contents}
    refused = sum(answer.status_code == 422 for answer, _seconds in answers.values())
    found = {name: fault(*answer) for name, answer in answers.items()}
    return {name: what for name, what in found.items() if what}, refused


def test_there_are_a_thousand():
    assert len(dict(files())) > 1_000


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_file_is_looked_at_or_refused_on_the_page_and_nothing_is_stored(chunk):
    mine = files()[chunk::CHUNKS]
    found, refused = faults(browser(cast.office()), UPLOAD, mine, kind="units")
    assert found == {}
    assert refused > len(mine) // 2  # the others are only ugly
    assert (OrgUnit.objects.count(), OrgUnit.history.count()) == (0, 0)
    assert set(ImportRun.objects.values_list("state", flat=True)) <= {"checked"}
    assert ImportRun.objects.count() == len(mine) - refused


def test_a_contact_s_own_list_is_no_way_in_either():
    cast.reporting_round()
    contact = cast.contact()
    cast.measure(contact=contact)
    client = browser(contact)
    found, refused = faults(client, OWN_LIST, few(client.get("/meine-massnahmen/liste.xlsx").content))
    assert found == {}
    assert refused > 40
    assert MeasureUpdate.objects.count() == 0


def test_the_command_ends_with_a_sentence_too(tmp_path):
    file, odd = tmp_path / "liste.xlsx", {}
    for name, content in few():
        file.write_bytes(content)
        report, start = io.StringIO(), time.process_time()
        try:
            call_command("import_data", "units", str(file), "--dry-run", stdout=report)
        except CommandError as error:
            report.write(str(error))
        if not report.getvalue().strip().endswith(".") or time.process_time() - start > MOST_SECONDS:
            odd[name] = report.getvalue()
    assert odd == {}
    assert (OrgUnit.objects.count(), ImportRun.objects.count()) == (0, 0)
