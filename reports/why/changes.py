"""The sheet Changes: everything that was asked, whether it works, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from models.counterfactual import Basis, Change, Unit
from models.wording import capital
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page
from reports.why.case import Answers, SheetSpec
from reports.why.words import SAID

TABLE = "AskedChanges"
_COLUMNS = (
    Column("Initiative", widest=46),
    Column("ID", Kind.ID),
    Column("Kind of change", narrowest=14),
    Column("What", widest=58),
    Column("Turns the\ndecision", narrowest=12),
    Column("Least money", Kind.MONEY),
    Column("Least people\n(FTE)", Kind.FTE, narrowest=15),
    Column("Proven: not with\nless money than", Kind.MONEY, narrowest=19),
    Column("How sure", widest=40),
    Column("Value gained", Kind.MONEY),
    Column("Who gives way", Kind.LONG, widest=44, narrowest=24),
)


def _rows(answers: Answers) -> Iterator[tuple[Cell, ...]]:
    for answer in answers.answers:
        for row in answer.would_change:
            yield (
                answer.name,
                answer.initiative,
                row.kind.value,
                capital(row.what),
                {True: "yes", False: "no", None: "open"}[row.works],
                row.amount if row.unit is Unit.MONEY else None,
                row.amount if row.unit is Unit.SLICES else None,
                _at_least(row),
                sure(row),
                row.gain,
                answers.words.displaced(row.displaced),
            )


def _at_least(row: Change) -> int | None:
    """Below which nothing turns, as proven; less than a minor unit is nothing to tell."""
    said = row.unit is Unit.MONEY and row.at_least is not None and row.at_least > 1
    return row.at_least if said else None


def sure(row: Change) -> str:
    """How sure an answer is, in words."""
    if row.works is None:
        return "not settled"
    if row.proven:
        return "proven; as good as without" if row.as_good and row.works else "proven"
    if not row.at_no_loss:
        return SAID[row.basis]
    weak = "enough for a plan no worse than now"
    return f"{weak}; {SAID[row.basis]}" if row.basis is Basis.NEAR else weak


def draw(page: Page, answers: Answers) -> None:
    """One row per change that was asked about."""
    view = answers.view
    page.title(
        "Changes",
        "Every single change that was asked about, all else being equal. "
        f"Money in {answers.currency}, people in FTE."
        f"{'' if view.people else ' People are told by team and skill.'}"
        f"{'' if view.pay else ' What is gained by more people is for finance only.'}",
    )
    answers.keep(page.table(TABLE, _COLUMNS, _rows(answers)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Changes", "why", draw)
