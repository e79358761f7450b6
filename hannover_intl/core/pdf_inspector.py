"""Looks into a PDF from outside in a process of its own, so that a hostile file harms nobody.

``python -m hannover_intl.core.pdf_inspector`` reads the file from standard input and writes one line of JSON:
``{"verdict": "ok", "pages": 3}`` or a verdict that says why the file is refused. It knows no Django and no database;
the kernel ends it when it takes too much memory or time.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY_BYTES = 512 * 2**20
CPU_SECONDS = 10
MOST_OBJECTS = 200_000
MOST_NESTING = 50

# Actions that run something, send something or open something beside the document.
_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/GoToR",
    "/GoToE",
}
_SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA"}
_FILE_KEYS = {"/EF", "/EmbeddedFiles", "/EmbeddedFile", "/RichMediaContent"}
_FILE_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Screen", "/3D"}


class _Refused(Exception):  # noqa: N818 -- a verdict, not a fault
    pass


def main() -> None:
    """Answer for the file on standard input."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    json.dump(inspect(sys.stdin.buffer.read()), sys.stdout)


def inspect(data: bytes) -> dict[str, Any]:
    """The verdict on a file: "ok" with its pages, else encrypted, script, action, files, complex, empty or damaged."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                return {"verdict": "encrypted"}
            _look_at_objects(pdf)
            pages = len(pdf.pages)
            return {"verdict": "ok", "pages": pages} if pages else {"verdict": "empty"}
    except pikepdf.PasswordError:
        return {"verdict": "encrypted"}
    except _Refused as refused:
        return {"verdict": str(refused)}
    except (MemoryError, RecursionError):
        return {"verdict": "complex"}
    except Exception:  # noqa: BLE001 -- whatever the library meets, the file cannot be read
        return {"verdict": "damaged"}


def _look_at_objects(pdf: Any) -> None:
    seen = 0
    for top in pdf.objects:
        for dictionary in _dictionaries(top, 0):
            seen += 1
            if seen > MOST_OBJECTS:
                raise _Refused("complex")
            _look_at(dictionary)


def _dictionaries(value: Any, depth: int) -> Iterator[Any]:
    """The value and all that lies directly inside it; what it only refers to has its own turn."""
    import pikepdf

    if depth > MOST_NESTING:
        raise _Refused("complex")
    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    if isinstance(value, pikepdf.Dictionary):
        yield value
        children = [value[key] for key in value.keys()]  # noqa: SIM118 -- iterating a pikepdf dictionary gives no keys
    elif isinstance(value, pikepdf.Array):
        children = list(value)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _dictionaries(child, depth + 1)


def _look_at(dictionary: Any) -> None:
    keys = set(dictionary.keys())
    action = str(dictionary.get("/S", ""))
    if keys & _SCRIPT_KEYS or action == "/JavaScript":
        raise _Refused("script")
    if action in _ACTIONS:
        raise _Refused("action")
    if keys & _FILE_KEYS or str(dictionary.get("/Subtype", "")) in _FILE_ANNOTATIONS:
        raise _Refused("files")


if __name__ == "__main__":
    main()
