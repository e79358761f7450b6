"""What changed between two texts, word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hannover_intl.core.word_diff import Run, word_diff

TEXTS = st.text(alphabet="ab \n", max_size=40)


def test_single_words_are_marked():
    assert word_diff("Die Reise nach Bristol war gut.", "Die Reise nach Poznań war sehr gut.") == (
        Run("Die Reise nach "),
        Run("Bristol ", "del"),
        Run("Poznań ", "ins"),
        Run("war "),
        Run("sehr ", "ins"),
        Run("gut."),
    )


def test_a_text_that_was_written_anew_is_not_cut_into_pieces():
    before, after = "Der Auftakt war im März.", "Im Herbst endete das Vorhaben."
    assert word_diff(before, after) == (Run(before, "del"), Run(after, "ins"))


def test_a_text_that_came_in_or_went_away_is_one_run():
    assert word_diff("", "Neu.") == (Run("Neu.", "ins"),)
    assert word_diff("Alt.", "") == (Run("Alt.", "del"),)
    assert word_diff("", "") == ()
    assert word_diff("Gleich.", "Gleich.") == (Run("Gleich."),)


def test_endless_texts_are_not_compared_word_by_word():
    before, after = "a " * 3000, "a " * 3001
    assert word_diff(before, after) == (Run(before, "del"), Run(after, "ins"))


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_the_runs_hold_both_texts(before, after):
    runs = word_diff(before, after)
    assert "".join(run.text for run in runs if run.mark != "ins") == before
    assert "".join(run.text for run in runs if run.mark != "del") == after
