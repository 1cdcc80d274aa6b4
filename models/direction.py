"""In which direction a text is read.

Cells are shown in the direction of their text. Sentences get no marks around the names in them:
some programs may draw such marks as boxes, and a portfolio takes no text that has them.
"""

from functools import lru_cache
from unicodedata import bidirectional


@lru_cache(maxsize=100_000)
def right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is Hebrew, Arabic or another such one.

    Digits and signs have none, as in Unicode's rules for the direction of a paragraph (UAX 9, P2).
    """
    if text.isascii():
        return False
    for letter in text:
        way = bidirectional(letter)
        if way in _STRONG:
            return way != "L"
    return False


_STRONG = frozenset({"L", "R", "AL"})
