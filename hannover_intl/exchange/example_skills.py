"""Example entries of staff: numbered accounts without a person behind them, so that reports have figures to show."""

import datetime as dt

from hannover_intl.organisation.models import OrgUnit, User
from hannover_intl.organisation.services import save_account
from staff_skills.choices import Evidence, Level, Purpose, TrainingKind, TrainingState
from staff_skills.models import ExpertiseTopic, SkillInvitation
from staff_skills.services.invitations import invite
from staff_skills.services.profiles import LanguageEntry, ProfileContent, TrainingEntry, consent_text, save_profile
from staff_skills.services.snapshots import take_snapshot

EMPLOYEE = "mitarbeit01@example.org"
TOPICS = ("EU-Förderung", "Interkulturelle Arbeit", "Protokoll", "Internationales Recht")
ENTERED = dt.date(2026, 3, 2)
QUARTERS = (dt.date(2026, 4, 1), dt.date(2026, 7, 1), dt.date(2026, 10, 1))

_EMPLOYEES = 24
# For each language the numbers of the accounts that speak it.
_SPOKEN = {
    "en": range(22),
    "fr": range(0, 24, 2),
    "es": range(1, 24, 2),
    "pl": range(14, 24),
    "tr": range(11),
    "ru": range(0, 24, 4),
    "uk": range(0, 24, 5),
    "ja": range(3, 10, 6),
}


def load_skills(password: str) -> None:
    """Enter the example's skills, and freeze the figures of its quarters. ``password`` is a hash."""
    topics = [ExpertiseTopic.objects.create(name=name) for name in TOPICS]
    units = list(OrgUnit.objects.valid_on(ENTERED).exclude(number=""))
    for number in range(_EMPLOYEES):
        account = User(
            email=f"mitarbeit{number + 1:02}@staff.example.org" if number else EMPLOYEE,
            name=f"Mitglied der Beispielbelegschaft {number + 1}",
            unit=units[number % len(units)],
            password="" if number else password,  # one of them can log in
        )
        save_account(None, account=account, today=ENTERED)
        save_profile(account, content=_content(number, topics), expected_version=0, today=ENTERED)
        if account.email == EMPLOYEE:  # after the entry: then there is no mail
            invite(invitation=SkillInvitation(user=account), today=ENTERED)
    for day in QUARTERS:
        take_snapshot(today=day)


def _content(number: int, topics: list[ExpertiseTopic]) -> ProfileContent:
    text = consent_text(ENTERED)
    done = TrainingEntry(TrainingKind.LANGUAGE_COURSE, TrainingState.DONE, None, 2020 + number % 6)
    wish = TrainingEntry(TrainingKind.INTERCULTURAL, TrainingState.WISH)
    return ProfileContent(
        text_version=text.version if text else 0,
        purposes=frozenset(Purpose.values),
        languages=tuple(_language(code, number) for code, speakers in _SPOKEN.items() if number in speakers),
        topics=frozenset({topics[number % len(topics)].pk}),
        trainings=(done,) if number % 2 else (wish,),
    )


def _language(code: str, number: int) -> LanguageEntry:
    level = (Level.B1, Level.B2, Level.C1)[(number + len(code) + ord(code[0])) % 3]
    is_certified = code == "en" and number % 2 == 0
    return LanguageEntry(
        code,
        (level, level, level, level, level),
        Evidence.CERTIFICATE if is_certified else Evidence.SELF,
        2018 + number % 5 if is_certified else None,
    )
