"""Objects of a PDF as they are written: pydyf asks each twice, for the file and for the file's identifier."""

import pydyf


class Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that will not change any more, and what is written for it."""

    def __init__(self, item: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = item.number, item.generation, item.free
        self._compressible: bool = item.compressible
        self._data: bytes = item.data

    @property
    def data(self) -> bytes:
        """What the object says."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Whether it may stand in a compressed list of objects."""
        return self._compressible


def write_once(pdf: pydyf.PDF) -> None:
    """Fixes all objects in use. Only for the moment before the file is written: nothing may change them afterwards."""
    pdf.objects[:] = [item if item.free == "f" else Written(item) for item in pdf.objects]
