"""Releases that the stages contradict: what was released is a fact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.index import Index
from models.issue import Issue
from models.ledger_extract import Release
from models.portfolio import Portfolio
from models.references.report import Row, error, place, warning
from models.stage import Stage, StageKey, StageStatus

_SHEET = "Releases"
_HUNDRED = 100


def releases(portfolio: Portfolio) -> Iterator[Issue]:
    """What stands was released before today, from the stage's fund, and is the tranche."""
    day = portfolio.settings.as_of
    stages = {row.key: at for at, row in enumerate(portfolio.stages)}
    standing: dict[StageKey, list[int]] = {}
    for at in _by_date(portfolio):
        row = portfolio.releases[at]
        if row.date > day:
            what = f"it was released on {row.date}, after the as-of date"
            yield error((_SHEET, at), "Date", what, f"a day up to {day}")
        key = StageKey(row.initiative, row.stage)
        if row.state.stands:
            standing.setdefault(key, []).append(at)
        else:
            standing[key] = []
    index = Index(portfolio)
    for key, rows in standing.items():
        if key in stages and rows:
            yield from _against(index, stages[key], rows)


def _by_date(portfolio: Portfolio) -> list[int]:
    return sorted(range(len(portfolio.releases)), key=lambda at: portfolio.releases[at].date)


def _against(index: Index, at: int, rows: list[int]) -> Iterator[Issue]:
    """The stage's row against what stands of its releases."""
    portfolio = index.portfolio
    stage = portfolio.stages[at]
    last = portfolio.releases[rows[-1]]
    where: Row = (_SHEET, rows[-1])
    also = [
        place(("Stages", at), "Tranche"),
        *(place((_SHEET, row), "Amount") for row in rows[:-1]),
    ]
    total = sum(portfolio.releases[row].amount for row in rows)
    if not _agrees(portfolio, stage, total):
        scale = portfolio.settings.exponent
        said = Decimal(total).scaleb(-scale)
        asked = Decimal(stage.tranche).scaleb(-scale)
        what = f"{said:,f} was released for a tranche of {asked:,f}"
        allowed = "the tranche that was released, in Stages"
        yield error(where, "Amount", what, allowed, also)
    if last.fund is not None and stage.fund is not None and last.fund != stage.fund:
        what = f"'{last.fund}' paid it, and Stages says '{stage.fund}'"
        yield warning(
            where, "Fund", what, "the fund that paid counts", [place(("Stages", at), "Fund")]
        )
    yield from _before(index, stage, where)


def _agrees(portfolio: Portfolio, stage: Stage, total: int) -> bool:
    """All of the tranche; or less, where Settings let a conditional gate release a share."""
    if stage.stage > 1 and portfolio.settings.conditional_share > 0:
        return total <= stage.tranche
    return total == stage.tranche


def _before(index: Index, stage: Stage, where: Row) -> Iterator[Issue]:
    """The stage before a released one has at least been released itself."""
    earlier = index.stage.get(StageKey(stage.initiative, stage.stage - 1))
    if earlier is None or earlier.status is not StageStatus.NOT_STARTED:
        return
    known = index.releases_of.get(earlier.key, ())
    if not _stands(known):
        what = f"stage {stage.stage} was released, and stage {earlier.stage} has not started"
        yield error(where, "Stage", what, "a release of the stage before it, or its status")


def _stands(rows: tuple[Release, ...]) -> bool:
    return bool(rows) and rows[-1].state.stands
