"""Envelopes on things that do not exist, and floors above ceilings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, ScopeKind
from models.initiative import Theme
from models.issue import Issue
from models.nearest import nearest
from models.portfolio import Portfolio
from models.references.names import Names
from models.references.report import error, place
from models.team import TeamKind

_SHEET = "Envelopes"
_LISTS: dict[ScopeKind, tuple[str, ...]] = {
    ScopeKind.KIND: tuple(kind.value for kind in TeamKind),
    ScopeKind.THEME: tuple(theme.value for theme in Theme),
}


def scopes(portfolio: Portfolio, known: Mapping[str, Names]) -> Iterator[Issue]:
    """An envelope applies to something that exists, in windows that exist."""
    for at, envelope in enumerate(portfolio.envelopes):
        kind, name = envelope.applies_to.kind, envelope.applies_to.name
        if kind in (ScopeKind.TEAM, ScopeKind.DOMAIN) and not known[kind.value].knows(name):
            what = f"there is no {kind.value} '{name}'"
            yield error((_SHEET, at), "Applies to", what, known[kind.value].hint(name))
        elif kind in _LISTS and name not in _LISTS[kind]:
            near = nearest(name, _LISTS[kind])
            allowed = "one of: " + ", ".join(_LISTS[kind]) + (f"; nearest: {near}" if near else "")
            yield error((_SHEET, at), "Applies to", f"there is no {kind.value} '{name}'", allowed)
        window = envelope.window
        if window not in (EACH_WINDOW, ALL_WINDOWS) and not known["window"].knows(window):
            allowed = f"each, all, or {known['window'].hint(window)}"
            yield error((_SHEET, at), "Window", f"there is no window '{window}'", allowed)


def limits(portfolio: Portfolio) -> Iterator[Issue]:
    """An envelope has a floor, a ceiling, or both in their order."""
    for at, envelope in enumerate(portfolio.envelopes):
        row = (_SHEET, at)
        if envelope.at_least is None and envelope.at_most is None:
            what = "it has neither a floor nor a ceiling"
            yield error(row, "At least", what, "a value in At least, in At most, or in both")
        elif _crossed(envelope):
            what = "the floor is above the ceiling"
            yield error(row, "At least", what, "at most the ceiling", [place(row, "At most")])


def _crossed(envelope: Envelope) -> bool:
    low, high = envelope.at_least, envelope.at_most
    if low is None or high is None:
        return False
    if low.amount is not None and high.amount is not None:
        return low.amount > high.amount
    if low.percent is not None and high.percent is not None:
        return low.percent > high.percent
    return False
