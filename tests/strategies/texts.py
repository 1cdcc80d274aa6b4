"""Texts as people write them, and as they never should."""

from hypothesis import strategies as st

from data.clean import defect
from data.kinds.text import tidy
from models.nearest import look

AWKWARD = (
    "NA",
    "None",
    "TRUE",
    "nan",
    "007",
    "1e5",
    "2027-01-31",
    "=1+1",
    "+49 30 1234",
    "-",
    "@home",
    "'quoted'",
    "'=1",
    "http://example.org/a b",
    "_x0041_",
    'say "yes", or; no',
    "two\nlines",
    "a\tb",
    "价格引擎",
    "المخزون",
    "Żółć 🚀",
    "e\u0301clair",
    "no\u00a0break",
    "line\u2028separator",
)
_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn"), include_characters="\n\t;:,'\"=%"
)


def texts() -> st.SearchStrategy[str]:
    """Clean texts, with whatever signs."""
    free = st.text(_LETTERS, min_size=1, max_size=12).map(tidy)
    return st.one_of(st.sampled_from(AWKWARD), free).filter(lambda x: x != "" and defect(x) is None)


def names(most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Names that people can tell apart."""
    allowed = texts().filter(lambda name: ";" not in name and name.casefold() not in _WORDS)
    return st.lists(allowed, min_size=least, max_size=most, unique_by=look)


_WORDS = ("each", "all", "gate")
