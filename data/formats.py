"""What an Excel number format says about the number it shows."""

from __future__ import annotations

import re
from functools import cache

from models.currency import EXPONENTS

BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    **dict.fromkeys(range(15, 18), "yyyy-mm-dd"),
    **dict.fromkeys(range(18, 22), "hh:mm"),
    22: "yyyy-mm-dd hh:mm",
    **dict.fromkeys(range(27, 32), "yyyy-mm-dd"),
    **dict.fromkeys(range(32, 34), "hh:mm"),
    **dict.fromkeys(range(34, 37), "yyyy-mm-dd"),
    **dict.fromkeys(range(45, 48), "hh:mm"),
    **dict.fromkeys(range(50, 59), "yyyy-mm-dd"),
}
"""Formats named by number only; those of money (5-8) show each reader's own currency."""

_SIGNS = {
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP", "EGP", "FKP", "GIP", "SHP", "SSP", "SDG", "SYP", "LBP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "￥": frozenset({"JPY", "CNY"}),
    "₹": frozenset({"INR"}),
    "₩": frozenset({"KRW", "KPW"}),
    "₽": frozenset({"RUB"}),
    "₺": frozenset({"TRY"}),
    "₪": frozenset({"ILS"}),
    "₫": frozenset({"VND"}),
    "฿": frozenset({"THB"}),
    "₴": frozenset({"UAH"}),
    "₦": frozenset({"NGN"}),
    "₱": frozenset({"PHP"}),
    "zł": frozenset({"PLN"}),
    "Kč": frozenset({"CZK"}),
    "Ft": frozenset({"HUF"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
    "R$": frozenset({"BRL"}),
}
_DOLLARS = re.compile(
    "USD|AUD|BBD|BMD|BND|BSD|BZD|CAD|CLP|COP|CUP|DOP|FJD|GYD|HKD|JMD|KYD|LRD|MXN|NAD|NZD|SBD|SGD"
    "|SRD|TTD|TWD|UYU|XCD|ZWG"
)
_BRACKET = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_QUOTED = re.compile(r'"([^"]*)"')
_NOISE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]{3}\b")


@cache
def is_percent(code: str) -> bool:
    """Whether the format multiplies by a hundred."""
    return "%" in _NOISE.sub("", code)


@cache
def is_date(code: str) -> bool:
    """Whether the format shows a date or a time."""
    bare = _NOISE.sub("", code.split(";", maxsplit=1)[0])
    return bare.casefold() != "general" and re.search("[dmyhs]", bare, re.IGNORECASE) is not None


@cache
def pads_zeros(code: str) -> bool:
    """Whether the format shows digits that the number does not have, as 0042 for 42."""
    return re.match(r"0{2,}", _NOISE.sub("", code.split(";", maxsplit=1)[0])) is not None


@cache
def currency_in(code: str) -> str | None:
    """The currency sign or code that the format shows, or None."""
    shown = _BRACKET.findall(code) + _QUOTED.findall(code)
    bare = _NOISE.sub("", code)
    for text in (*shown, bare):
        stripped = text.strip()
        if stripped in EXPONENTS or stripped in _SIGNS or (stripped.endswith("$") and stripped):
            return str(stripped)
    for sign in ("$", *_SIGNS):
        if sign in bare and not sign.isalpha():
            return sign
    return None


def may_mean(sign: str, currency: str) -> bool:
    """Whether the sign or code that a format shows may stand for the currency."""
    if sign == "$":
        return _DOLLARS.fullmatch(currency) is not None
    return sign == currency or currency in _SIGNS.get(sign, frozenset())


def is_telling(code: str) -> bool:
    """Whether the format adds meaning to a number."""
    return is_percent(code) or pads_zeros(code) or currency_in(code) is not None
