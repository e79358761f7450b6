"""Two people wrote the same update: what each of them changed, and a proposal that keeps both."""

from dataclasses import dataclass, replace

from measures.models import MeasureUpdate
from measures.services.content import FIELDS, UpdateContent


@dataclass(frozen=True)
class Merge:
    """The stored text and the own text of an update, with the common state both started from."""

    base: UpdateContent
    theirs: UpdateContent
    yours: UpdateContent

    @property
    def fields(self) -> list[str]:
        """Names of the fields in which both texts differ."""
        return [name for name in FIELDS if getattr(self.theirs, name) != getattr(self.yours, name)]

    @property
    def milestones(self) -> set[int]:
        """Ids of the milestones on which both say different things."""
        theirs, yours = self.theirs.spoken, self.yours.spoken
        return {key for key in theirs.keys() | yours.keys() if theirs.get(key) != yours.get(key)}

    @property
    def untouched(self) -> set[str]:
        """Names of the fields in which you changed nothing."""
        return {name for name in FIELDS if getattr(self.yours, name) == getattr(self.base, name)}

    @property
    def proposal(self) -> UpdateContent:
        """Your text, but theirs where you changed nothing: a field you left alone does not undo their work.

        The base holds no milestones (their answers have no history), so there silence counts as nothing changed.
        """
        entries = self.theirs.spoken | self.yours.spoken
        return replace(
            self.yours,
            milestones=tuple(entries.values()),
            **{name: getattr(self.theirs, name) for name in self.untouched},
        )


def written_against(update: MeasureUpdate, version: int) -> UpdateContent | None:
    """The text that ``version`` of an update held, from its history and so without milestones."""
    former = update.history.filter(version=version).first()  # type: ignore[attr-defined]  # a manager on instances
    return UpdateContent(**{name: getattr(former, name) for name in FIELDS}) if former else None
