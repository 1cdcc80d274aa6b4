"""What one cell of a sheet's XML holds."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from decimal import Decimal

from data.values import MOST_DIGITS, Flaw, Formatted, Value
from data.workbook.styles import Style
from data.workbook.texts import unescaped
from models.exact import plain

DAYS_TO_1904 = 1462
_FIRST_OF_MARCH_1900 = 61
"""Before it Excel counts a 29 February 1900 that there was not."""
_LAST_DAY = 2_958_465
EPOCH = date(1899, 12, 30)
_PLAIN = Style()
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class CellReader:
    """Turns type, style and text of a cell into its value, for one workbook."""

    def __init__(self, texts: list[str], styles: list[Style], *, since_1904: bool) -> None:
        """The workbook's shared texts and styles, and whether its days count from 1904."""
        self._texts = texts
        self._styles = styles
        self._offset = DAYS_TO_1904 if since_1904 else 0
        self._known: dict[tuple[str, str, str, bool], Value] = {}

    def value(self, kind: str, style: str, text: str, *, formula: bool) -> Value:
        """The value; a Flaw where there is none to be had."""
        key = kind, style, text, formula
        if key not in self._known:
            self._known[key] = self._value(kind, style, text, formula=formula)
        return self._known[key]

    def _value(  # noqa: PLR0911 - one return for each type
        self, kind: str, style: str, text: str, *, formula: bool
    ) -> Value:
        match kind:
            case "n":
                if text:
                    return self._number(text, style)
                return _NOT_CALCULATED if formula else None
            case "s":
                return self._shared(text)
            case "inlineStr" | "str":
                return unescaped(text) or None
            case "b":
                return text.strip() == "1"
            case "e":
                return Flaw(f"holds the error {text}", "a value; put right what the cell shows")
            case "d":
                return _iso(text)
            case _:
                return Flaw(f"has the unknown type '{kind}'", "a text, a number or a date")

    def _shared(self, text: str) -> Value:
        try:
            return self._texts[int(text)] or None
        except (ValueError, IndexError):
            return Flaw("refers to a text that is missing in the file", "a text typed anew")

    def _number(self, text: str, style: str) -> Value:
        number = number_of(text)
        if isinstance(number, Flaw):
            return number
        look = self._style(style)
        if look.date:
            return self._date(number)
        return number if look.code is None else Formatted(number, look.code)

    def _style(self, style: str) -> Style:
        if not style.isdecimal() or int(style) >= len(self._styles):
            return _PLAIN
        return self._styles[int(style)]

    def _date(self, serial: Decimal) -> Value:
        days = serial + self._offset
        if days != days.to_integral_value():
            return Flaw("has a time of day", "a date without a time")
        if not _FIRST_OF_MARCH_1900 <= days <= _LAST_DAY:
            return Flaw(f"is no date: day {days:f} of Excel's calendar", "a date after 1900")
        return EPOCH + timedelta(days=int(days))


def number_of(text: str) -> Decimal | Flaw:
    """The number that Excel shows: of the double in the file, the 15 digits that it keeps."""
    if not _NUMBER.fullmatch(text):
        return Flaw(f"'{text[:40]}' is not a number", "a number")
    if len(text) <= MOST_DIGITS and "e" not in text and "E" not in text:
        return plain(Decimal(text))
    double = float(text)
    if not math.isfinite(double):
        return Flaw(f"{text[:40]} is not a finite number", "a number")
    return plain(Decimal(f"{double:.{MOST_DIGITS}g}"))


def _iso(text: str) -> Value:
    day, _, time = text.partition("T")
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return Flaw(f"'{text[:40]}' is no date", "a date")
    if time.strip("0:.Z"):
        return Flaw("has a time of day", "a date without a time")
    return found


_NOT_CALCULATED = Flaw(
    "has a formula without a stored value", "open the workbook in Excel and save it"
)
