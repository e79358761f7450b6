"""A corpus of files that people should not upload, made from one seed: broken, misleading, and made to hurt."""

import io
import random
import re
import zipfile
from collections.abc import Iterator

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["Nummer", "Name", "Art"]
GOOD = "Nummer;Name;Art\n15;Büro;Fachbereich\n15.23;Internationales;Bereich oder Sachgebiet\n"
NASTY = (
    *("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+49", "-1", "＝1", "\u202e15", "\u200f", "\ufeff", "a\u2028b", "\x0b"),
    *("<script>alert(1)</script>", "'; DROP TABLE x; --", "{{ 7*7 }}", "%s%n", "../../etc/passwd", "\ud800", "Z̷̧̛" * 50),
    *("1e999", "NaN", "-0", "99999999999999999999", "0x10", "1.234.567,89", "31.02.2026", "٢٠٢٦", "TRUE", "#REF!"),
    *("x" * 19_999, "x" * 20_001, "\n" * 5_000, ";" * 300, '"' * 300, " " * 5_000, "0" * 400, "\t" * 100),
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32", "utf-7", "cp037", "shift_jis", "cp866")
MAGIC = (
    b"%PDF-1.7\n",
    b"\x89PNG\r\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf1",
    b"<html>",
    b"<?xml version='1.0'?>",
    b"MZ",
    b"\x1f\x8b",
)
XML = '<?xml version="1.0"?>'


def corpus(number: int = 1_000, seed: int = 2026, base: bytes = b"") -> Iterator[tuple[str, bytes]]:
    """At least ``number`` files with a name that says what is wrong with each; many of them a broken ``base``."""
    chance, base = random.Random(seed), base or workbook()  # noqa: S311 -- the same files every time
    makers = [_text, _encoded, _magic, _cut, _flipped, _sheet, _archive, _entities, _wide, _part]
    yield from _fixed(base)
    for position in range(number):
        maker = makers[position % len(makers)]
        yield f"{maker.__name__.strip('_')} {position}", maker(chance, base)


def workbook() -> bytes:
    """A harmless list."""
    import openpyxl  # slow: only where a workbook is made

    book = openpyxl.Workbook()
    for row in (HEADER, ["15", "Büro", "Fachbereich"], ["15.23", "Internationales", "Bereich oder Sachgebiet"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fixed(base: bytes) -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "only a mark", b"\xef\xbb\xbf"
    yield "only NUL", b"\x00" * 10_000
    yield "five megabytes in one line", b"a;" * 2_500_000
    yield "five megabytes of quotes", b'"' * 5_000_000
    yield "row bomb", _with(base, {SHEET: _rows(b"<row><c><v>1</v></c></row>" * 300_000)})
    yield "cells beyond all columns", _with(base, {SHEET: _rows(b"<row>" + b"<c/>" * 2_000_000 + b"</row>")})
    yield "two million texts", _with(base, {"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 2_000_000 + b"</sst>"})
    yield (
        "half a million styles",
        _with(base, {"xl/styles.xml": b"<styleSheet>" + b"<xf/>" * 500_000 + b"</styleSheet>"}),
    )
    yield "zeros", _packed({SHEET: b"\x00" * 60_000_000})
    yield "last cell of all", _with(base, {SHEET: _rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')})
    yield "archive in archive", _packed({"a.xlsx": base, "b.zip": _packed({"c": b"x" * 100_000})})
    yield "ten thousand entries", _packed({f"{number}": b"" for number in range(10_000)})
    yield (
        "OpenDocument",
        _packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
    )
    yield "macros", _with(base, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 1_000})
    yield "external link", _with(base, {"xl/externalLinks/externalLink1.xml": b'<externalLink r:id="http://a"/>'})


def _text(chance: random.Random, base: bytes) -> bytes:
    rows = [";".join(chance.choice([*NASTY, "a", ""]) for _cell in range(chance.randint(0, 6))) for _row in range(4)]
    head = chance.choice(["Nummer;Name;Art", "Name", "Name;Name", ";;;", '"Name', "sep=;\nName;Art", 'sep="\nName'])
    return "\n".join([head, *rows]).encode("utf-8", "surrogatepass")


def _encoded(chance: random.Random, base: bytes) -> bytes:
    content = (GOOD + "16;Ł😀;Fachbereich\n").encode(chance.choice(ENCODINGS), "replace")
    return content[chance.randint(0, 3) :] + bytes(chance.choices(range(256), k=chance.randint(0, 20)))


def _magic(chance: random.Random, base: bytes) -> bytes:
    return chance.choice(MAGIC) + chance.randbytes(chance.randint(0, 5_000))


def _cut(chance: random.Random, base: bytes) -> bytes:
    return base[: chance.randint(4, len(base) - 1)]


def _flipped(chance: random.Random, base: bytes) -> bytes:
    broken = bytearray(base)
    for _change in range(chance.randint(1, 40)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return b"PK\x03\x04" + bytes(broken[4:])


def _sheet(chance: random.Random, base: bytes) -> bytes:
    cells = "".join(chance.choice(_CELLS) for _cell in range(chance.randint(1, 30)))
    return _with(base, {SHEET: _rows(f'<row r="{chance.choice(_ROWS)}">{cells}</row>'.encode("utf-8", "replace"))})


_ROWS = ("1", "0", "-1", "x", "99999999999", "1048577", "2")
_CELLS = (
    *('<c r="A1" t="s"><v>999999</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c t="e"><v>#DIV/0!</v></c>', "<c/>"),
    *('<c r="ZZZZZ1"><v>1</v></c>', '<c r="1A"><v>1</v></c>', '<c t="d"><v>gestern</v></c>', "<c><v>1e400</v></c>"),
    *(
        '<c t="b"><v>9</v></c>',
        '<c t="inlineStr"><is><t>=1+1</t></is></c>',
        "<c><f>SUM(A1:XFD1)</f></c>",
        "<d><e/></d>",
    ),
    *('<c s="9999"><v>1</v></c>', '<c t="n"><v>abc</v></c>', '<c t="str"><v>a&#x1;b</v></c>', '<c r="A1" s="-1"/>'),
)


def _archive(chance: random.Random, base: bytes) -> bytes:
    names = (
        "xl/workbook.xml",
        "[Content_Types].xml",
        "../../evil",
        "/etc/passwd",
        "xl/" + "a" * 300,
        "\u202exml",
        SHEET,
    )
    chosen = chance.sample(names, chance.randint(1, 5))
    return _packed({name: chance.randbytes(chance.randint(0, 2_000)) for name in chosen}, comment=chance.randbytes(30))


def _entities(chance: random.Random, base: bytes) -> bytes:
    depth, name = (
        chance.randint(2, 12),
        chance.choice([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]),
    )
    inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    system = chance.choice(['"x"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:9/x"', 'PUBLIC "a" "b"'])
    return _with(base, {name: f"{XML}<!DOCTYPE a [<!ENTITY e0 {system}>{inner}]><a>&e{depth - 1};</a>".encode()})


def _wide(chance: random.Random, base: bytes) -> bytes:
    width = chance.choice([61, 300, 16_384])
    if chance.random() < 0.5:
        return (";".join(["a"] * width) + "\n" + ";".join(["1"] * width)).encode()
    cells = "".join(f'<c r="{_letters(number)}1"><v>{number}</v></c>' for number in range(1, width + 1))
    return _with(base, {SHEET: _rows(f'<row r="1">{cells}</row>'.encode())})


def _part(chance: random.Random, base: bytes) -> bytes:
    names = zipfile.ZipFile(io.BytesIO(base)).namelist()
    chosen = chance.sample(names, chance.randint(1, 3))
    return _with(base, {name: chance.choice([b"", b"<a>", chance.randbytes(200), XML.encode()]) for name in chosen})


def _rows(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return XML.encode() + b'<worksheet xmlns="' + space + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def _with(base: bytes, changed: dict[str, bytes]) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(base))
    return _packed({name: source.read(name) for name in source.namelist()} | changed)


def _packed(files: dict[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def _letters(number: int) -> str:
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return re.sub("[^A-Z]", "", found)
