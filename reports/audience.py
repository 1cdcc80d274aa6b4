"""Who reads a workbook, and what each of them may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Whom a workbook is for."""

    ALL = "all"
    FINANCE = "finance"
    DELIVERY = "delivery"
    EXECUTIVES = "executives"


class Sees(StrEnum):
    """Something that not everyone may see."""

    PAY = "pay"
    """What people, pools and hires cost."""
    PEOPLE = "people"
    """Who works where, by name."""
    LEDGER = "ledger"
    """Which fund pays what, payment by payment."""


@dataclass(frozen=True)
class View:
    """An audience with its rights."""

    audience: Audience
    sees: frozenset[Sees]

    @property
    def pay(self) -> bool:
        """Whether pay may be shown."""
        return Sees.PAY in self.sees

    @property
    def people(self) -> bool:
        """Whether people may be named."""
        return Sees.PEOPLE in self.sees

    @property
    def ledger(self) -> bool:
        """Whether single payments are shown."""
        return Sees.LEDGER in self.sees


_RIGHTS: dict[Audience, frozenset[Sees]] = {
    Audience.ALL: frozenset({Sees.PEOPLE, Sees.LEDGER}),
    Audience.FINANCE: frozenset(Sees),
    Audience.DELIVERY: frozenset({Sees.PEOPLE}),
    Audience.EXECUTIVES: frozenset(),
}


def view_for(audience: str) -> View:
    """The view of an audience; raises ValueError, naming those that exist, for another one."""
    if audience not in list(Audience):
        known = ", ".join(Audience)
        raise ValueError(f"no audience {audience!r}; choose one of {known}")
    return View(Audience(audience), _RIGHTS[Audience(audience)])
