"""A thousand files that nobody should upload: each is a table within limits, or one German sentence."""

import time

from django.core.exceptions import ValidationError

from hannover_intl.core.spreadsheets.reading import MAX_CELL, MAX_COLUMNS, MAX_ROWS, KnownHeaders, Table, read_table
from tests.core.hostile_files import corpus

UNITS = KnownHeaders({"name": "name", "nummer": "number", "art": "kind"}, frozenset({"name"}))


def outcome(content: bytes) -> Table | list[str]:
    try:
        return read_table(content, UNITS)
    except ValidationError as error:
        return error.messages


def is_within_limits(table: Table) -> bool:
    texts = (cell for _number, cells in table.rows for cell in cells if isinstance(cell, str))
    narrow = len(table.headers) <= MAX_COLUMNS
    return narrow and len(table.rows) <= MAX_ROWS and all(len(text) <= MAX_CELL for text in texts)


MOST_SECONDS = 2.0  # of processor time for one file; the dearest takes a tenth of it


def timed(content: bytes) -> tuple[float, Table | list[str]]:
    """What becomes of a file, and the processor time for it: what else the machine does is not in it."""
    start = time.process_time()
    found = outcome(content)
    return time.process_time() - start, found


def test_every_file_is_a_table_within_limits_or_refused_with_a_sentence():
    timings = {name: timed(content) for name, content in corpus()}
    assert {name: seconds for name, (seconds, _found) in timings.items() if seconds > MOST_SECONDS} == {}
    outcomes = {name: found for name, (_seconds, found) in timings.items()}
    tables = {name: found for name, found in outcomes.items() if isinstance(found, Table)}
    refused = {name: found for name, found in outcomes.items() if isinstance(found, list)}
    assert [name for name, table in tables.items() if not is_within_limits(table)] == []
    assert [name for name, messages in refused.items() if len(messages) != 1 or not messages[0].endswith(".")] == []
    assert len(outcomes) > 1_000
    assert len(refused) > 500  # the others are only ugly
