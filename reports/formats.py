"""Sizes of paper, by the numbers that spreadsheets have for them."""

from __future__ import annotations

_A4, _LETTER, _A3, _TABLOID = 9, 1, 8, 3
_LETTERS = {"USD", "CAD", "MXN", "PHP", "COP", "CLP", "GTQ", "CRC", "PAB", "DOP"}
"""Currencies of countries that print on Letter."""


def paper(currency: str) -> int:
    """The paper of the currency's country."""
    return _LETTER if currency in _LETTERS else _A4


def larger(size: int) -> int:
    """The paper of twice that size."""
    return _TABLOID if size == _LETTER else _A3
