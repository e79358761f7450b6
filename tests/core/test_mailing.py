"""A mail says the same as text and as HTML, carries nobody's markup, and loads nothing."""

import re

import pytest
from django.core import mail
from django.utils import translation

from hannover_intl.core.mailing import blocks, compose
from tests.checks.sources import modules, name
from tests.pages import words

TEXT = """Guten Tag,

zu diesen Maßnahmen:

- 1.1 Kunst & „<Bühne>“
- 1.2 Klima

Zur Meldung: http://127.0.0.1:8000/meine-massnahmen/
Büro für internationale Angelegenheiten
"""


@pytest.fixture(autouse=True)
def base(settings):
    settings.BASE_URL = "http://127.0.0.1:8000"


def html_of(message):
    ((page, kind),) = message.alternatives
    assert kind == "text/html"
    return page


def test_both_renderings_say_the_same_words():
    message = compose("Betreff", TEXT, "a@example.org")
    assert message.body == TEXT
    body = html_of(message).partition("<body>")[2]
    told = words(body).split("Hannover International", 1)[1].split()
    assert told == TEXT.replace("- 1.", "1.").split()


def test_paragraphs_lists_and_lines_keep_their_shape():
    assert blocks("Eins\nzwei\n\n- a\n- b\nEnde") == [
        "<p>Eins<br>zwei</p>",
        "<ul><li>a</li><li>b</li></ul>",
        "<p>Ende</p>",
    ]


def test_typed_markup_stays_text():
    page = html_of(compose("<b>Betreff</b>", "<script>alert(1)</script>\n\n- <img src=x>", "a@example.org"))
    assert "<title>&lt;b&gt;Betreff&lt;/b&gt;</title>" in page
    assert re.findall(r"<script|<img|<b>", page) == []


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("Hier: http://127.0.0.1:8000/a/?b=1&c=2.", ["http://127.0.0.1:8000/a/?b=1&amp;c=2"]),
        ("(http://127.0.0.1:8000/a/)", ["http://127.0.0.1:8000/a/"]),
        ("http://127.0.0.1:8000", ["http://127.0.0.1:8000"]),
        ("http://127.0.0.1:8000.example.net/ und https://example.net/", []),
        ("javascript:alert(1)", []),
    ],
)
def test_only_addresses_of_the_portal_are_links_and_show_where_they_lead(line, links):
    (block,) = blocks(line)
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', block) == [(link, link) for link in links]
    assert words(block).replace(" ", "") == line.replace(" ", "")


def test_nothing_is_loaded_and_the_language_is_said():
    page = html_of(compose("Betreff", TEXT, "a@example.org"))
    assert re.findall(r"\ssrc=|url\(|@import|<link|<img|<script", page) == []
    assert '<html lang="de">' in page
    with translation.override("en"):
        assert '<html lang="en">' in html_of(compose("Subject", "Text", "a@example.org"))


def test_subject_is_one_line_and_headers_go_along():
    message = compose("Betreff\nBcc: b@example.org", TEXT, "a@example.org", {"Auto-Submitted": "auto-generated"})
    assert (message.subject, message.to) == ("Betreff Bcc: b@example.org", ["a@example.org"])
    assert message.message()["Auto-Submitted"] == "auto-generated"


def test_mail_is_sent_with_both_parts(mailoutbox):
    compose("Betreff", TEXT, "a@example.org").send()
    parts = [part.get_content_type() for part in mail.outbox[0].message().walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_no_mail_is_made_elsewhere():
    maker = re.compile(r"EmailMessage\(|EmailMultiAlternatives\(|send_mail\(|send_mass_mail\(|mail_admins\(")
    makers = [name(path) for path in modules() if maker.search(path.read_text())]
    assert makers == ["hannover_intl/core/mailing.py"]


def test_german_names_are_marked_in_english_mails_only():
    text = "New: Bericht <1>\n\n- Bericht <1> neu"
    german = ["Bericht <1>", "Bericht <1> neu", ""]
    with translation.override("en"):
        page = html_of(compose("Subject", text, "a@example.org", german=german))
    assert '<p>New: <span lang="de">Bericht &lt;1&gt;</span></p>' in page
    assert '<li><span lang="de">Bericht &lt;1&gt; neu</span></li>' in page
    assert 'lang="de">Bericht' not in html_of(compose("Betreff", text, "a@example.org", german=german))
