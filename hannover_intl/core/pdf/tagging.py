"""What WeasyPrint leaves open in the tags of a PDF/A-2a file, so that it is PDF/UA-1 as well."""

from collections import defaultdict
from collections.abc import Iterator

import pydyf
from weasyprint import Document  # noqa: TID253 -- only the PDF child imports this module

from hannover_intl.core.pdf.content import plain_text


def complete_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Header cells, artifacts and links as PDF/UA-1 wants them."""
    tree = TagTree(pdf)
    tree.set_header_scopes()
    tree.set_table_bodies()
    tree.set_artifacts()
    describe_links(document)


def describe_links(document: Document) -> None:
    """A link is read out with its words; WeasyPrint gives it the bare address of its target."""
    for page in document.pages:
        for _kind, target, _rectangle, box in page.links:
            annotation = getattr(box, "link_annotation", None)
            if annotation is not None:
                annotation["Contents"] = pydyf.String(plain_text(box.element) or target)


def resolve(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    """The object that a reference such as ``b"12 0 R"`` leads to."""
    return pdf.objects[int(reference.split()[0])]


class TagTree:
    """The structure elements of a PDF, reached by their references."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._root = resolve(pdf, pdf.catalog["StructTreeRoot"])
        self._elements: dict[bytes, pydyf.Dictionary] = {
            item.reference: item
            for item in pdf.objects
            if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
        }

    def set_header_scopes(self) -> None:
        """Every header cell says whether it heads a column or a row, as its author's markup says.

        WeasyPrint lists in every data cell the headers that the HTML gives it: a header listed in its own row heads
        the row.
        """
        rows_with_data = set()
        rows_by_header: dict[int, set[bytes]] = defaultdict(set)
        for cell in self._cells("/TD"):
            rows_with_data.add(cell["P"])
            for header in cell["A"].get("Headers", ()):
                rows_by_header[id(header)].add(cell["P"])
        for cell in self._cells("/TH"):
            row = cell["P"]
            in_head = self._elements[self._elements[row]["P"]]["S"] == "/THead"
            rows = rows_by_header[id(cell.get("ID"))] or rows_with_data
            cell["A"]["Scope"] = "/Row" if row in rows and not in_head else "/Column"

    def set_table_bodies(self) -> None:
        """The head of a table without a body is its body: PDF/UA-1 wants both or none.

        Such a table is empty, or it is the first part of one that goes on overleaf.
        """
        for table in (element for element in self._elements.values() if element["S"] == "/Table"):
            groups = {kid["S"]: kid for kid in map(self._elements.get, table["K"]) if kid}
            if "/THead" in groups and "/TBody" not in groups:
                groups["/THead"]["S"] = "/TBody"

    def set_artifacts(self) -> None:
        """Running heads, page numbers and pictures without a description are no content: a reader skips them."""
        content = self._linked_elements()
        numbers = resolve(self._pdf, self._root["ParentTree"])["Nums"]
        for page_number, page in enumerate(self._pages()):
            parents = numbers[2 * page_number + 1]
            stream = resolve(self._pdf, page["Contents"]).stream
            for index, mark in enumerate(stream):
                if isinstance(mark, pydyf.Dictionary) and "MCID" in mark:
                    parent = parents[mark["MCID"]]
                    if parent not in content:
                        is_picture = self._elements[parent]["S"] == "/Figure"
                        stream[index - 1] = "/Artifact"
                        stream[index] = pydyf.Dictionary({"Type": "/Layout" if is_picture else "/Pagination"})
                        parents[mark["MCID"]] = "null"

    def _linked_elements(self) -> set[bytes]:
        """References of all elements below the root, once pictures without a description are taken out."""
        linked: set[bytes] = set()
        waiting = list(self._root["K"])
        while waiting:
            reference = waiting.pop()
            linked.add(reference)
            element = self._elements[reference]
            element["K"] = pydyf.Array(kid for kid in element["K"] if not self._is_decoration(kid))
            waiting.extend(kid for kid in element["K"] if kid in self._elements)
        return linked

    def _is_decoration(self, kid: bytes | int) -> bool:
        element = self._elements.get(kid) if isinstance(kid, bytes) else None
        return element is not None and element["S"] == "/Figure" and "Alt" not in element

    def _cells(self, kind: str) -> Iterator[pydyf.Dictionary]:
        return (element for element in self._elements.values() if element["S"] == kind and "A" in element)

    def _pages(self) -> Iterator[pydyf.Dictionary]:
        return (self._pdf.objects[number] for number in self._pdf.pages["Kids"][::3])
