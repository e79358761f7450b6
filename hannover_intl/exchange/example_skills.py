"""Example entries of staff: numbered accounts without a person behind them, so that reports have figures to show."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from hannover_intl.organisation.models import OrgUnit, User
from hannover_intl.organisation.services import save_account
from hannover_intl.reporting.services.request_links import link_activity
from partnerships.models import Activity
from staff_skills.choices import Evidence, Feedback, Level, Purpose, Result, TrainingKind, TrainingState
from staff_skills.models import ExpertiseTopic, SkillInvitation, SkillRequest
from staff_skills.querysets import Wanted
from staff_skills.services.invitations import invite
from staff_skills.services.profiles import LanguageEntry, ProfileContent, TrainingEntry, consent_text, save_profile
from staff_skills.services.requests import close_request, send_request
from staff_skills.services.search import search
from staff_skills.services.snapshots import take_snapshot

EMPLOYEE = "mitarbeit01@example.org"
COORDINATOR = "sprachkoordination@example.org"
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


@dataclass(frozen=True)
class _Request:
    """A request of the example's coordination; an empty result leaves it open."""

    event: str
    language: str
    asked_on: dt.date
    takes_place_on: dt.date
    place: str
    activity: str = ""
    result: str = ""


_REQUESTS = (
    _Request(
        "Empfang der Jugendlichen aus Rouen", "fr", dt.date(2026, 6, 1), dt.date(2026, 7, 11), "Neues Rathaus",
        "Jugendorchester aus Hannover und Rouen", Result.SERVED,
    ),
    _Request(
        "Videokonferenz zur Wasserversorgung", "uk", dt.date(2026, 11, 16), dt.date(2026, 12, 15), "online",
    ),
    _Request(
        "Begleitung der Delegation", "pl", dt.date(2026, 11, 18), dt.date(2027, 4, 12), "Poznań",
        "Delegationsreise nach Poznań",
    ),
)  # fmt: skip


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
        save_profile(account, content=_content(number, topics), expected_version=0, now=_morning(ENTERED))
        if account.email == EMPLOYEE:  # after the entry: then there is no mail
            invite(invitation=SkillInvitation(user=account), today=ENTERED)
    for day in QUARTERS:
        take_snapshot(today=day)
    for example in _REQUESTS:
        _ask(example)


def _ask(example: _Request) -> None:
    """Search, ask the first three who were found, and say which activity it is for; nobody is told by mail."""
    coordinator, now = User.objects.get(email=COORDINATOR), _morning(example.asked_on)
    wanted = Wanted(Purpose.DELEGATION, example.language, level=Level.B1)
    found = search(coordinator, wanted=wanted, today=example.asked_on, now=now)
    employee_first = sorted(found.hits, key=lambda hit: hit.profile.user_id)
    request = SkillRequest(
        event=example.event,
        purpose=wanted.purpose,
        language=wanted.language,
        activity=wanted.activity,
        level=wanted.level,
        unit=OrgUnit.objects.valid_on(example.asked_on).get(number="15.23"),
        takes_place_on=example.takes_place_on,
        answer_by=example.asked_on + dt.timedelta(days=14),
        place=example.place,
        hours=3,
    )
    numbers = [hit.number for hit in employee_first[:3]]
    send_request(coordinator, request=request, search_id=found.access.pk, numbers=numbers, now=now, by_mail=False)
    activity = Activity.objects.filter(title=example.activity).first()
    if activity is not None:
        link_activity(coordinator, request_id=request.pk, activity_id=activity.pk, today=example.asked_on)
    if example.result:
        day = example.takes_place_on
        close_request(
            coordinator, request=request, expected_version=1, result=example.result, feedback=Feedback.GOOD, today=day
        )


def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9, 30)))


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
