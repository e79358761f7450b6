"""Who may know of which paper, one at a time; lists ask ``PaperQuerySet.visible_to``, which has the same rule."""

import datetime as dt

from hannover_intl.council.models import Paper
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import AnyUser, is_office


def may_read_paper(user: AnyUser, paper: Paper, today: dt.date) -> bool:
    """Whether the paper exists for this person. Only signed-in people cost a query, and each of them one."""
    if paper.is_public or is_office(user, today):
        return True
    return isinstance(user, User) and paper.pk in _known_nonpublic(user, today)


def _known_nonpublic(user: User, today: dt.date) -> frozenset[int]:
    """Non-public papers of the person's committees, read once per request."""
    known: dict[dt.date, frozenset[int]] = user.__dict__.setdefault("_known_nonpublic_papers", {})
    if today not in known:
        papers = Paper.objects.visible_to(user, today).filter(is_nonpublic=True)
        known[today] = frozenset(papers.values_list("pk", flat=True))
    return known[today]
