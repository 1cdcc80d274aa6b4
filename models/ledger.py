"""The ledger: what becomes of tranches, entry after entry, each chained to the one before."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import Field

from models.base import Frozen
from models.fund import CostType
from models.objective import Outcome
from models.stage import StageKey
from models.units import FundId, InitiativeId, Money, NonNegativeMoney, Text
from models.verdict import VerdictKind


class Life(StrEnum):
    """Where a tranche stands in the ledger."""

    UNKNOWN = "unknown"
    """No entry speaks of it."""
    REQUESTED = "requested"
    RELEASED = "released"
    SPENT = "spent"
    CLOSED = "closed"
    REJECTED = "rejected"
    REVERSED = "reversed"

    @property
    def is_out(self) -> bool:
        """Whether its money has been handed over and was not taken back."""
        return self in (Life.RELEASED, Life.SPENT, Life.CLOSED)


class Act(StrEnum):
    """What an entry does."""

    REQUEST = "request"
    RELEASE = "release"
    REJECT = "reject"
    SPEND = "spend"
    """All or part of the money has been spent; the amount is what was spent so far."""
    CLOSE = "close"
    """Nothing more will be spent; the amount is what was spent, the rest goes back to its fund."""
    REVERSE = "reverse"
    NOTE = "note"
    """A trace of what changed afterwards; it changes no state."""


TRANSITIONS: dict[tuple[Life, Act], Life] = {
    (Life.UNKNOWN, Act.REQUEST): Life.REQUESTED,
    (Life.REJECTED, Act.REQUEST): Life.REQUESTED,
    (Life.REVERSED, Act.REQUEST): Life.REQUESTED,
    (Life.REQUESTED, Act.RELEASE): Life.RELEASED,
    (Life.REQUESTED, Act.REJECT): Life.REJECTED,
    (Life.RELEASED, Act.SPEND): Life.SPENT,
    (Life.SPENT, Act.SPEND): Life.SPENT,
    (Life.RELEASED, Act.CLOSE): Life.CLOSED,
    (Life.SPENT, Act.CLOSE): Life.CLOSED,
    (Life.RELEASED, Act.REVERSE): Life.REVERSED,
}
"""The state after each act in each state; what is not here cannot happen, in the database too. What
has been spent cannot be taken back: it is closed, and the rest goes back to its fund."""


def person_key(name: str) -> str:
    """The same for all ways to write somebody's name: width, case, accents' form, odd spaces."""
    plain = unicodedata.normalize("NFKC", name)
    seen = "".join(" " if c.isspace() else c for c in plain if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(seen.split()).casefold())


class Share(Frozen):
    """A part of a tranche: who pays it, and how accounting treats it."""

    fund: FundId | None
    """None where nobody is charged."""
    cost_type: CostType
    amount: Money


class Proof(Outcome):
    """One outcome on which a release rests, as it stood then."""

    file: str | None = None
    """SHA-256 of the evidence, where it names a file that was found."""


class Basis(Frozen):
    """Why a tranche may be released."""

    verdict: VerdictKind | None = None
    """Of the gate before it; None for a first stage."""
    proofs: tuple[Proof, ...] = ()
    """Of all gates before it, by objective."""
    waivers: tuple[str, ...] = ()
    """Who waived which gate before it, why, and until when."""


class Draft(Frozen):
    """An entry that is still to be written: the ledger adds number, time and chain."""

    act: Act
    portfolio: Text
    """Name of the portfolio."""
    currency: str
    exponent: int
    """Decimals of the currency."""
    initiative: InitiativeId
    stage: int
    request: str
    """The request that it belongs to."""
    amount: NonNegativeMoney
    shares: tuple[Share, ...] = ()
    """Where the amount comes from; they add up to it."""
    evidence: str = ""
    """Key of what the request rests on: the same evidence has the same key."""
    basis: Basis = Basis()
    plan: str = ""
    """SHA-256 of the plan's file."""
    plan_file: str = ""
    portfolio_file: str = ""
    judged: str = ""
    """Of a release: digest of the whole portfolio as its gates and funds were judged."""
    core: str = ""
    """Digest of the portfolio without what may change before the release: outcomes, waivers and
    budgets."""
    day: date
    """As-of date of the portfolio."""
    head: int = 0
    """Number of the ledger's last entry when the request was made."""
    by: Text
    why: str = ""

    @property
    def key(self) -> StageKey:
        """The stage whose tranche it is about."""
        return StageKey(self.initiative, self.stage)


class Entry(Frozen):
    """An entry as it stands in the ledger."""

    sequence: int = Field(ge=1)
    at: str
    """UTC, to the microsecond: `2026-11-26T09:30:00.000000Z`."""
    attempt: int = Field(ge=1)
    """Which time the tranche is asked for: one more after it was rejected or reversed."""
    life: Life
    """Where the tranche stands after it."""
    draft: Draft
    previous: str
    """Hash of the entry before; zeros for the first."""
    hash: str
    """SHA-256 of the previous hash and of all the rest."""


class Tranche(Frozen):
    """A tranche as the ledger knows it: its latest entries."""

    portfolio: str
    key: StageKey
    life: Life
    attempt: int
    request: Entry | None = None
    """Of the latest attempt."""
    release: Entry | None = None
    """Of the latest attempt."""
    last: Entry
    """Whatever came last but notes."""

    @property
    def spent(self) -> Money:
        """What is known to be spent."""
        draft = self.last.draft
        return draft.amount if draft.act in (Act.SPEND, Act.CLOSE) else Money(0)

    @property
    def returned(self) -> Money:
        """What went back to its fund unspent, or was taken back."""
        if self.release is None:
            return Money(0)
        out = self.release.draft.amount
        if self.life is Life.CLOSED:
            return Money(out - self.spent)
        return out if self.life is Life.REVERSED else Money(0)


def tranches(entries: Iterable[Entry]) -> dict[tuple[str, StageKey], Tranche]:
    """Where each tranche stands, by portfolio and stage; entries in their order."""
    found: dict[tuple[str, StageKey], Tranche] = {}
    for entry in entries:
        if entry.draft.act is not Act.NOTE:
            name = entry.draft.portfolio, entry.draft.key
            found[name] = following(found.get(name), entry)
    return found


def following(before: Tranche | None, entry: Entry) -> Tranche:
    """Where a tranche stands after its next entry."""
    draft = entry.draft
    same = before if before is not None and before.attempt == entry.attempt else None
    return Tranche(
        portfolio=draft.portfolio,
        key=draft.key,
        life=entry.life,
        attempt=entry.attempt,
        request=entry if draft.act is Act.REQUEST else None if same is None else same.request,
        release=entry if draft.act is Act.RELEASE else None if same is None else same.release,
        last=entry,
    )
