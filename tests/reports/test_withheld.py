"""Names of individuals are taken out of sentences, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.withheld import WITHHELD, Withheld

TEXTS = st.text(alphabet="aA1é -.(", max_size=12)


@pytest.mark.parametrize(
    ("text", "freed"),
    [
        ("Ann must add it", f"{WITHHELD} must add it"),
        ("Annual report by Ann", f"Annual report by {WITHHELD}"),
        ("Ann Lee and Ann", f"{WITHHELD} and {WITHHELD}"),
        ("Joann Lee", "Joann Lee"),
        ("(ext) Ann, P1", f"{WITHHELD}, {WITHHELD}"),
        ("P12", "P12"),
        ("", ""),
    ],
)
def test_whole_names_are_taken_out(text: str, freed: str) -> None:
    assert Withheld(["Ann", "Ann Lee", "(ext) Ann", "P1", ""]).free(text) == freed


@given(st.lists(TEXTS, max_size=5), TEXTS)
def test_it_is_what_a_search_for_all_names_at_once_would_do(names: list[str], text: str) -> None:
    longest = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
    expected = re.sub(pattern, WITHHELD, text) if longest else text
    assert Withheld(names).free(text) == expected
