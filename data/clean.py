"""Which texts can stand in a workbook, a CSV file and a report without harm."""

import re

LONGEST_TEXT = 32_767
"""UTF-16 units that a spreadsheet cell holds; longer texts are cut silently by some programs."""

ORDINARY_SPACE = " \t\n\r"
"""White space that means nothing at either end of a text."""

_UNFIT = (
    (re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]"), "has a control character in it"),
    (re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"), "has half a character in it"),
    (
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "has a mark in it that turns the direction of writing",
    ),
)


def defect(text: str) -> str | None:
    """What makes the text unfit, in words, or None."""
    if not text.strip():
        return "has nothing in it but white space"
    for pattern, what in _UNFIT:
        if pattern.search(text):
            return what
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        return f"is longer than {LONGEST_TEXT:,} characters"
    if text != text.strip(ORDINARY_SPACE):
        return "begins or ends with white space"
    return None
