"""The workbook of a unit's own list: filled in advance, with choices, and locked where nothing is asked."""

import io
from typing import Any

from django.utils.translation import gettext as _

from hannover_intl.core.spreadsheets.writing import storable
from measures.own_list import KNOWN_MILESTONES, LIGHT, NUMBER, PROGRESS, SEEN, TITLE, columns

_LOCKED = {NUMBER, TITLE, KNOWN_MILESTONES, SEEN}
_WIDTHS = {NUMBER: 9, TITLE: 32, "progress": 20, "light_override": 16, KNOWN_MILESTONES: 32, SEEN: 10}
_TEXT_WIDTH = 48


def own_list_file(rows: list[dict[str, Any]]) -> bytes:
    """The workbook as XLSX."""
    import openpyxl  # slow: only where a workbook is made

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = _("Meine Maßnahmen")
    names = list(columns())
    sheet.append(list(columns().values()))
    for row in rows:
        sheet.append([storable(row[name]) for name in names])
    _style(sheet, names)
    _choices(sheet, names, len(rows))
    _help(book.create_sheet(_("Hinweise")))
    sheet.protection.enable()  # without a password: it guards against slips, the portal against everything else
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _style(sheet: Any, names: list[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    grey = PatternFill("solid", fgColor="E9EAF0")
    sheet.freeze_panes = "C2"
    for position, name in enumerate(names, start=1):
        dimension = sheet.column_dimensions[get_column_letter(position)]
        dimension.width, dimension.hidden = _WIDTHS.get(name, _TEXT_WIDTH), name == SEEN
        for cell in sheet[get_column_letter(position)]:
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=name in _LOCKED or cell.row == 1)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula
            if name in _LOCKED:
                cell.fill = grey
            if cell.row == 1:
                cell.font = Font(bold=True)


def _choices(sheet: Any, names: list[str], rows: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for name, cell in (("progress", PROGRESS), ("light_override", LIGHT)):
        labels = ",".join(str(label) for label in cell.choices.values())
        choice = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True, showErrorMessage=True)
        choice.error, choice.errorTitle = _("Bitte wählen Sie einen Eintrag der Liste."), _("Auswahl")
        letter = get_column_letter(names.index(name) + 1)
        choice.add(f"{letter}2:{letter}{max(rows, 1) + 1}")
        sheet.add_data_validation(choice)


def _help(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 100
    for line in (
        _("Bitte füllen Sie nur die weißen Spalten aus. Grau hinterlegte Spalten sind gesperrt."),
        _("Laden Sie die Datei danach unter „Meine Maßnahmen“ wieder hoch. Jede Zeile wird ein Entwurf."),
        _("Eingereicht wird auf dem Portal: dort prüfen Sie Ihren Text und schicken ihn ab."),
        _("Hat inzwischen jemand anderes geschrieben, zeigt das Portal beide Fassungen. Nichts wird überschrieben."),
        _("Meilensteine: je Zeile einer, zum Beispiel „Konzept liegt vor: erreicht 20.11.2026“"),
        _("oder „Auftakt: neu 30.09.2027, Räume fehlen“. Eine neue Zeile in der Zelle: Alt und Eingabetaste."),
    ):
        sheet.append([line])
