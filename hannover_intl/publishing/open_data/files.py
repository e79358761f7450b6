"""An open list as a file: CSV for spreadsheet programs, JSON for programs, and the JSON schema of the latter.

A file holds all rows. The lists are kept by one office and fit into memory; docs/decisions/0104 says how large.
"""

import datetime as dt
import json
from typing import Any

from hannover_intl.core.spreadsheets.writing import csv_file
from hannover_intl.publishing.open_data.lists import DataList, Question
from hannover_intl.publishing.open_data.terms import PUBLISHER, address, licence
from measures.asked_day import AskedDay


def csv_content(entry: DataList, question: Question) -> bytes:
    """German headings, dates and numbers, separated by semicolons; formulas made harmless (core/spreadsheets)."""
    headings = [field.label for field in entry.fields]
    return csv_file(headings, ([field.in_csv(row) for field in entry.fields] for row in entry.rows(question)))


def json_content(entry: DataList, question: Question) -> bytes:
    """The rows with what a reader needs to use them: the schema, the day they hold for, publisher and terms."""
    data = [{field.name: field.in_json(row) for field in entry.fields} for row in entry.rows(question)]
    told = {
        "$schema": address("open_data:schema", entry.key),
        "title": str(entry.title),
        "as_of": _day(entry, question).isoformat(),
        "publisher": PUBLISHER,
        "license": licence().text_url,
        "count": len(data),
        "data": data,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def schema_of(entry: DataList) -> dict[str, Any]:
    """The JSON schema (2020-12) of the JSON file; the title of a field is the heading of its column in CSV."""
    row = {
        "type": "object",
        "properties": {field.name: field.schema for field in entry.fields},
        "required": [field.name for field in entry.fields],
        "additionalProperties": False,
    }
    address_of = {"type": "string", "format": "uri"}
    properties = {
        "$schema": address_of,
        "title": {"type": "string"},
        "as_of": {"type": "string", "format": "date", "description": "Tag, für den die Zeilen gelten"},
        "publisher": {"type": "string"},
        "license": address_of,
        "count": {"type": "integer", "minimum": 0, "description": "Zahl der Zeilen"},
        "data": {"type": "array", "items": row},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address("open_data:schema", entry.key),
        "title": str(entry.title),
        "description": str(entry.about),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _day(entry: DataList, question: Question) -> dt.date:
    if "stand" not in entry.filters:
        return question.today
    return AskedDay.of(question.params.get("stand", ""), question.today).day
