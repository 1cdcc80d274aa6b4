"""One line of the roadmap: an initiative's stages, what it waits for, and who needs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from models.plan import StagePlan
from models.stage import StageKey
from models.units import InitiativeId
from models.verdict import VerdictKind
from models.wording import listed
from reports.context import Context
from reports.facts.links import Links
from reports.facts.pace import Pace
from reports.width import cut

_NAME = 34.0
"""Characters of a name in a list."""
_MOST = 2
"""Initiatives named in a list; the sheet Dependencies has all."""


@dataclass(frozen=True)
class Drawn:
    """A stage as it is drawn."""

    row: StagePlan
    first: int | None
    """The period in which it could have started, where it is postponed."""
    fast: bool
    gate: VerdictKind | None
    """What the gate at its end says today; None where it asks for nothing."""


@dataclass(frozen=True)
class Line:
    """An initiative on the roadmap."""

    initiative: InitiativeId
    name: str
    waits_for: str
    needed_by: str
    because: str
    """Why work is postponed or fast-tracked, in sentences."""
    before: VerdictKind | None
    """What the gate says that the first stage drawn stands behind, where that is over."""
    stages: tuple[Drawn, ...]


def lines_of(context: Context, links: Links, pace: Pace, rows: list[StagePlan]) -> list[Line]:
    """Lines of some stages within the horizon, in their order."""
    return [
        _line(context, links, pace, key, list(stages))
        for key, stages in groupby(rows, key=lambda row: row.initiative)
    ]


def _line(
    context: Context, links: Links, pace: Pace, key: InitiativeId, rows: list[StagePlan]
) -> Line:
    into = (link.before.initiative for link in links.into.get(key, ()))
    out_of = (link.after.initiative for link in links.out_of.get(key, ()))
    said = (sentence for row in rows for sentence in pace.said(row.key))
    return Line(
        initiative=key,
        name=cut(context.names.initiative(key), 64),
        waits_for=_called(context, into),
        needed_by=_called(context, out_of),
        because="\n".join(said),
        before=_gate(context, StageKey(key, rows[0].stage - 1)),
        stages=tuple(_drawn(context, pace, row) for row in rows),
    )


def _drawn(context: Context, pace: Pace, row: StagePlan) -> Drawn:
    delay = pace.postponed.get(row.key)
    return Drawn(
        row=row,
        first=None if delay is None else delay.soonest,
        fast=row.key in pace.fast,
        gate=_gate(context, row.key),
    )


def _gate(context: Context, key: StageKey) -> VerdictKind | None:
    """What a gate says; nothing where no objective is set and nobody has waived it."""
    verdict = context.verdict_of.get(key)
    if verdict is None or not (verdict.objectives or verdict.waived_by):
        return None
    return verdict.kind


def _called(context: Context, keys: Iterable[InitiativeId]) -> str:
    """Initiatives by name and team, each once."""
    found = [
        f"{cut(context.names.initiative(key), _NAME)} ({context.names.team_of(key)})"
        for key in dict.fromkeys(keys)
    ]
    return listed(found, _MOST)
