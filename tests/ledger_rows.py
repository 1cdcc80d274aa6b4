"""Builders for tests of the ledger: drafts of entries, and lives of tranches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from data.ledger import Ledger
from models.ledger import Act, Draft, Entry, Life
from models.units import InitiativeId, Money

PATHS: dict[Life, tuple[Act, ...]] = {
    Life.UNKNOWN: (),
    Life.REQUESTED: (Act.REQUEST,),
    Life.RELEASED: (Act.REQUEST, Act.RELEASE),
    Life.SPENT: (Act.REQUEST, Act.RELEASE, Act.SPEND),
    Life.CLOSED: (Act.REQUEST, Act.RELEASE, Act.CLOSE),
    Life.REJECTED: (Act.REQUEST, Act.REJECT),
    Life.REVERSED: (Act.REQUEST, Act.RELEASE, Act.REVERSE),
}
"""A way to each state."""


def draft(
    act: Act = Act.REQUEST,
    initiative: str = "shop",
    amount: int = 100_00,
    **more: Any,  # noqa: ANN401 - any field of Draft
) -> Draft:
    """A draft; ana requests, ben does the rest."""
    values: dict[str, Any] = {
        "act": act,
        "portfolio": "Test",
        "currency": "EUR",
        "exponent": 2,
        "initiative": InitiativeId(initiative),
        "stage": 1,
        "request": "R0001",
        "amount": Money(amount),
        "evidence": "e" * 64,
        "day": date(2026, 1, 15),
        "by": "ana" if act is Act.REQUEST else "ben",
    }
    return Draft(**(values | more))


def life(state: Life, initiative: str = "shop") -> tuple[Draft, ...]:
    """Drafts that bring a tranche into a state."""
    return tuple(draft(act, initiative) for act in PATHS[state])


def always(drafts: Sequence[Draft]) -> Callable[[Sequence[Entry]], Sequence[Draft]]:
    """For `Ledger.write`: these, whatever is there."""
    return lambda _: drafts


def write(ledger: Ledger, *drafts: Draft) -> tuple[Entry, ...]:
    """Appends drafts."""
    return ledger.write(always(drafts))
