"""Every public text has its English; the catalogue holds nothing that nobody uses."""

from tests import catalogue


def test_every_public_text_has_its_english():
    known = catalogue.stored(catalogue.catalogue())
    missing = {
        key[1]: sorted(places)[0]
        for key, places in catalogue.used().items()
        if key not in known or not catalogue.has_text(known[key])
    }
    assert missing == {}


def test_placeholders_are_the_same_in_both_languages():
    differing = [
        message.id for message in catalogue.catalogue() if message.id and list(message.check(catalogue.catalogue()))
    ]
    assert differing == []


def test_a_text_without_english_is_found(tmp_path):
    template = tmp_path / "page.html"
    template.write_text('{% load i18n %}{% translate "Noch nicht übersetzt" %}')
    assert list(catalogue.in_template(template)) == [(None, "Noch nicht übersetzt", None)]
