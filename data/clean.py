"""Which texts can stand in a workbook, a CSV file and a report without harm."""

import re

LONGEST_TEXT = 32_767
"""UTF-16 units that a spreadsheet cell holds; longer texts are cut silently by some programs."""

ORDINARY_SPACE = " \t\n\r"
"""White space that means nothing at either end of a text."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOT_A_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def defect(text: str) -> str | None:
    """What makes the text unfit, in words, or None."""
    if _CONTROL.search(text):
        return "has a control character in it"
    if _SURROGATE.search(text) or _NOT_A_CHARACTER.search(text):
        return "has half a character in it"
    if _OVERRIDE.search(text):
        return "has a mark in it that turns the direction of writing"
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        return f"is longer than {LONGEST_TEXT:,} characters"
    if text != text.strip(ORDINARY_SPACE):
        return "begins or ends with white space"
    return None
