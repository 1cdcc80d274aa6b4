"""Colours can be read by everyone, and told apart without seeing their hue."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.plan import TrancheState
from reports.context import PAID_STATES
from reports.styles import BAND, FAINT, HEAD, INK, INPUT, MARKS, QUIET, TILE, TONES
from tests.reports.opened import formulas
from tests.reports.vision import DEUTERANOPIA, EYES, PROTANOPIA, contrast, luminance, seen

READABLE = 4.5
"""WCAG 2.1, success criterion 1.4.3, level AA."""
APART = 1.25
"""Contrast of two areas that touch in a chart, seen by anyone, and on paper without colour."""


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0001)


@pytest.mark.parametrize("eyes", sorted(EYES))
def test_grey_is_grey_to_everyone(eyes: str) -> None:
    assert seen("#808080", EYES[eyes]) == pytest.approx(seen("#808080"), abs=1e-4)


def test_red_and_green_are_what_some_do_not_tell_apart() -> None:
    for eyes in (PROTANOPIA, DEUTERANOPIA):
        red, green = seen("#B93A22", eyes), seen("#0B7A5E", eyes)
        assert abs(red[0] - green[0]) < abs(seen("#B93A22")[0] - seen("#0B7A5E")[0]) / 2


@pytest.mark.parametrize("word", sorted(TONES))
def test_the_ink_of_every_word_is_readable_to_everyone(word: str) -> None:
    tone = TONES[word]
    assert min(contrast(tone.ink, tone.fill, eyes) for eyes in EYES.values()) >= READABLE


@pytest.mark.parametrize("ink", [INK, QUIET, FAINT, INPUT, HEAD])
def test_plain_text_is_readable_on_every_ground(ink: str) -> None:
    grounds = ("#FFFFFF", TILE) if ink == FAINT else ("#FFFFFF", TILE, BAND)
    assert min(contrast(ink, ground) for ground in grounds) >= READABLE


@pytest.mark.parametrize("eyes", sorted(EYES))
def test_areas_that_touch_in_charts_differ_in_brightness(eyes: str) -> None:
    stacked = [state.value for state in PAID_STATES]
    for one, other in pairwise(stacked):
        apart = contrast(TONES[one].fill, TONES[other].fill, EYES[eyes])
        assert apart >= APART, (one, other)


def test_states_have_marks_of_their_own_where_words_have_no_room() -> None:
    assert set(MARKS) == {state.value for state in TrancheState}
    assert len(set(MARKS.values())) == len(MARKS)


def test_no_colour_stands_without_a_word_or_a_mark(books: dict[str, bytes]) -> None:
    fills = {f"FF{tone.fill[1:]}" for tone in TONES.values()} - {"FFFFFFFF"}
    found = 0
    for audience in sorted(books):
        for page in formulas(books[audience]).worksheets:
            for row in page.iter_rows():
                before = ""  # the fill of the cell on the left, if words explain it
                for cell in row:
                    fill = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else ""
                    told = cell.value is not None or before == fill
                    if fill in fills:
                        found += 1
                        assert told, (audience, page.title, cell.coordinate)
                    before = str(fill) if told else ""
    assert found > 300
