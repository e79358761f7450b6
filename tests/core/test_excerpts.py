"""A result shows the sentence that holds the words, marks them, and lets nothing through as markup."""

import pytest

from hannover_intl.core.excerpts import LENGTH, excerpt, lines_of

TEXT = "Die Stadt fördert Vereine. Das Straßenfest fördert die Begegnung!\nEs ist jährlich."


def shown(query, *texts):
    found = excerpt(query, *((text, "de") for text in texts))
    return found and str(found.html)


def test_the_sentence_is_that_with_most_words_and_they_are_marked():
    assert shown("strassenfest fordert", TEXT) == "Das <mark>Straßenfest</mark> <mark>fördert</mark> die Begegnung!"


@pytest.mark.parametrize("query", ["FOERDERT", "fordert", "FÖRDERT", "rdert"])
def test_any_spelling_that_the_search_finds_is_marked(query):
    assert shown(query, TEXT) == "Die Stadt <mark>fördert</mark> Vereine."


def test_the_whole_word_is_marked_where_the_inside_of_a_compound_was_found():
    assert shown("partnerschaft", "Unsere Städtepartnerschaften") == "Unsere <mark>Städtepartnerschaften</mark>"


def test_letters_with_separate_accents_are_one_word():
    assert shown("foerderung", "Die Fo\u0308rderung") == "Die <mark>Förderung</mark>"


def test_without_a_hit_the_first_telling_sentence_stands_there_unmarked():
    assert shown("Leipzig", "", "Ziel. Die Stadt fördert jedes Jahr ihre Vereine und Bündnisse.") == (
        "Die Stadt fördert jedes Jahr ihre Vereine und Bündnisse."
    )
    assert shown("Leipzig", "") is None


def test_markup_in_the_text_is_text_and_words_of_the_query_make_none():
    assert shown("script", "<script>alert('ja')</script>") == (
        "&lt;<mark>script</mark>&gt;alert(&#x27;ja&#x27;)&lt;/<mark>script</mark>&gt;"
    )
    assert shown("amp lt", "Bed & Breakfast <b>") == "Bed &amp; Breakfast &lt;b&gt;"


def test_a_long_sentence_is_cut_around_the_word():
    text = f"{'Wort ' * 200}Bristol {'Wort ' * 200}"
    found = excerpt("bristol", (text, "de"))
    plain = str(found.html).replace("<mark>", "").replace("</mark>", "")
    assert (len(plain), plain[:7], plain[-1], plain.count("Bristol")) == (LENGTH, "… Wort ", "…", 1)
    assert "<mark>Bristol</mark>" in found.html


def test_the_language_is_that_of_the_text():
    assert excerpt("city", ("Die Stadt", "de"), ("The city", "en")).language == "en"
    assert excerpt("leipzig", ("The city", "en"), ("Die Stadt", "de")).language == "en"


def test_lines_of_a_page_are_its_paragraphs_and_cells_without_drawings():
    page = (
        "<h2>Titel</h2><p>Ein <strong>Fest</strong>\n  mit &amp; ohne</p><svg><text>3</text></svg><td>A</td><td>B</td>"
    )
    assert [line for line in lines_of(page).split("\n") if line.strip()] == ["Titel", "Ein Fest mit & ohne", "A", "B"]


def test_lines_of_a_comparison_say_what_is_new_and_not_what_is_struck_out():
    word = '<span class="kern-sr-only">{}: </span>'
    page = f"<p>Ein <del>{word.format('entfernt')}altes</del><ins>{word.format('eingefügt')}neues</ins> Wort</p>"
    assert lines_of(page).strip() == "Ein neues Wort"
