"""The own entry: what is stored, what is refused, and that nobody writes over a withdrawal."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.versioning import VersionConflict
from staff_skills.choices import Evidence, Purpose, TrainingKind, TrainingState, Visibility
from staff_skills.models import Consent, ConsentText, LanguageSkill, SkillProfile, Training
from staff_skills.services.profiles import TrainingEntry, confirm_profile, save_profile, withdraw_consent
from tests import cast
from tests.staff_skills import people
from tests.staff_skills.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_an_entry_holds_what_was_said_and_lapses_after_two_years():
    training = TrainingEntry(TrainingKind.STAY_ABROAD, TrainingState.DONE, people.topic().pk, 2019, "PL")
    entry = people.profile(languages=(people.language("pl", "C1"),), trainings=(training,), topics=frozenset())
    row = entry.languages.get()
    assert (row.language, row.listening, row.writing, row.evidence) == ("pl", "C1", "C1", Evidence.SELF)
    assert entry.trainings.get().country == "PL"
    assert {consent.purpose for consent in entry.consents.all()} == people.ALL_PURPOSES
    assert (entry.confirmed_on, entry.expires_on) == (TODAY, dt.date(2028, 11, 23))


def test_an_entry_may_hold_the_readiness_to_help_alone():
    assert people.profile(languages=()).languages.count() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"purposes": frozenset()}, "mindestens einen Zweck"),
        ({"text_version": 7}, "Text der Einwilligung hat sich geändert"),
        ({"languages": (people.language("xx"),)}, "aus der Liste"),
        ({"languages": (people.language(), people.language())}, "nur einmal"),
        ({"languages": (people.language("pl", ""),)}, "mindestens ein Niveau"),
        ({"languages": (people.language(evidence=Evidence.CERTIFICATE),)}, "sein Jahr"),
        ({"languages": (people.language("pl", "B7"),)}, "B7"),
        ({"purposes": frozenset({"spying"})}, "spying"),
        ({"trainings": (TrainingEntry(TrainingKind.SPECIALIST, TrainingState.WISH, year=2020),)}, "zu einem Wunsch"),
        (
            {"trainings": (TrainingEntry(TrainingKind.STAY_ABROAD, TrainingState.DONE, year=2020, country="ZZ"),)},
            "Land",
        ),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(fields, words):
    with pytest.raises(ValidationError, match=words):
        people.profile(**fields)
    assert SkillProfile.objects.count() == 0


def test_a_unit_scope_needs_a_unit():
    person = cast.user("ohne@example.org")
    with pytest.raises(ValidationError, match="zu keiner Einheit"):
        save_profile(person, content=people.content(visibility=Visibility.UNIT), expected_version=0, now=NOW)


def test_saving_again_keeps_what_stayed_and_the_day_of_a_consent():
    entry = people.profile()
    skill, consent = entry.languages.get(), entry.consents.get(purpose=Purpose.PHONE)
    save_profile(entry.user, content=people.content(), expected_version=entry.version, now=NOW)
    assert LanguageSkill.objects.get().pk == skill.pk
    assert Consent.objects.get(purpose=Purpose.PHONE).given_at == consent.given_at


def test_under_a_new_wording_the_consent_is_given_anew():
    entry = people.profile()
    ConsentText.objects.create(version=2, text="Neuer Text", valid_from=TODAY)
    save_profile(entry.user, content=people.content(text_version=2), expected_version=1, now=NOW)
    assert {consent.text.version for consent in Consent.objects.all()} == {2}


def test_a_form_opened_before_a_withdrawal_does_not_give_the_consent_again():
    entry = people.profile()
    withdraw_consent(entry.user, purpose=Purpose.PHONE, today=TODAY)
    with pytest.raises(VersionConflict):
        save_profile(entry.user, content=people.content(), expected_version=1, now=NOW)
    assert not Consent.objects.filter(purpose=Purpose.PHONE).exists()


def test_a_form_opened_before_everything_was_withdrawn_is_a_conflict_too():
    entry = people.profile(purposes=frozenset({Purpose.PHONE}))
    person = entry.user
    assert withdraw_consent(person, purpose=Purpose.PHONE, today=TODAY) is True
    with pytest.raises(VersionConflict) as conflict:
        save_profile(person, content=people.content(), expected_version=1, now=NOW)
    assert conflict.value.current is None


def test_a_second_first_entry_is_a_conflict():
    people.profile()
    with pytest.raises(VersionConflict):
        people.profile()


def test_saving_writes_the_own_entry_only():
    other = people.profile("andere@example.org")
    entry = people.profile()
    save_profile(entry.user, content=people.content(languages=()), expected_version=1, now=NOW)
    assert other.languages.count() == 1


def test_confirming_keeps_the_entry_for_two_more_years():
    entry = people.profile()
    later = dt.date(2028, 10, 31)
    confirm_profile(entry.user, today=later)
    entry.refresh_from_db()
    assert entry.expires_on == dt.date(2030, 10, 31)


def test_a_wish_and_a_training_that_stay_are_not_written_again():
    wish = TrainingEntry(TrainingKind.LANGUAGE_COURSE, TrainingState.WISH)
    entry = people.profile(trainings=(wish, wish))
    before = set(Training.objects.values_list("pk", flat=True))
    save_profile(entry.user, content=people.content(trainings=(wish,)), expected_version=1, now=NOW)
    assert len(before) == 2
    assert {Training.objects.get().pk} < before
