"""Cells of CSV files: texts that a spreadsheet would take for a formula carry an apostrophe."""

from datetime import date
from decimal import Decimal

from data.values import Shown

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def escaped(text: str) -> str:
    """The text, behind an apostrophe if it begins like a formula (or like an escaped one)."""
    return f"'{text}" if text.startswith(_ACTIVE) else text


def unescaped(text: str) -> str:
    """Without the apostrophe that `escaped` put there; any other apostrophe stays."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_ACTIVE) else text


def written(value: Shown, decimal: str = ".") -> str:
    """What a cell shows, as text; numbers with this decimal sign."""
    match value:
        case None:
            return ""
        case str():
            return escaped(value)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}".replace(".", decimal)
        case _:
            return str(value)
