"""Dates: cells that hold a date; in CSV files, as 2027-01-31."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from data.context import Context
from data.fault import Fault
from data.kinds.kind import Kind, refuse
from data.values import Flaw, Shown, Value

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Day(Kind[date]):
    """A day, without a time."""

    def parse(self, value: Value, context: Context) -> date:
        """The day; a text that looks like one is refused, since 03/04 means two days."""
        if isinstance(value, str) and context.notation is not None:
            return _iso(value.strip())
        if isinstance(value, date) and not isinstance(value, Flaw):
            return value
        hint = "a date, in a cell formatted as a date"
        raise refuse(value, "a date", hint)

    def show(self, value: date, context: Context) -> Shown:
        """The day."""
        return value

    def unit(self, context: Context) -> str:
        """In words."""
        return "a date"

    def number_format(self, context: Context) -> str | None:
        """Year, month, day: read alike everywhere."""
        return "yyyy-mm-dd"


def _iso(text: str) -> date:
    if not _ISO.fullmatch(text):
        raise Fault(f"'{text}' is not a date", "year-month-day, as in 2027-01-31")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Fault(f"'{text}' is not in the calendar", "a day that exists") from error


DAY = Day()
