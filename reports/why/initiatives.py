"""The sheet Initiatives: one row each, with its decision and what alone would change it."""

from __future__ import annotations

from collections.abc import Iterator

from models.counterfactual import Change, ChangeKind, Counterfactual
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page
from reports.why.case import Answers, SheetSpec

TABLE = "Answers"
MONEY, GAIN = "Least extra\nmoney", "Value gained\nwith it"
COLUMNS = (
    Column("Initiative", widest=46),
    Column("ID", Kind.ID),
    Column("Decision", Kind.WORD, narrowest=17),
    Column("Why", Kind.LONG, widest=60, narrowest=40),
    Column(MONEY, Kind.MONEY, narrowest=14),
    Column("For which fund\nand window", widest=30),
    Column(GAIN, Kind.MONEY, narrowest=15),
    Column("Least extra\npeople (FTE)", Kind.FTE, narrowest=15),
    Column("Of which skill, when", widest=30),
    Column("Other single changes", Kind.LONG, widest=44, narrowest=24),
    Column("Who gives way", Kind.LONG, widest=40, narrowest=24),
    Column("Simply put in,\nit costs", Kind.MONEY, narrowest=17),
    Column("Worth so much less,\nit drops out", Kind.MONEY, narrowest=22),
    Column("Proven", narrowest=10),
)


def cheapest(answer: Counterfactual, kind: ChangeKind) -> Change | None:
    """The least change of a kind that works."""
    found = [row for row in answer.would_change if row.kind is kind and row.works]
    return min(found, key=lambda row: row.amount or 0, default=None)


def _rows(answers: Answers) -> Iterator[tuple[Cell, ...]]:
    for answer in answers.answers:
        money, people = (cheapest(answer, kind) for kind in (ChangeKind.MONEY, ChangeKind.PEOPLE))
        first = money or people
        yield (
            answer.name,
            answer.initiative,
            answer.decision,
            answer.reason,
            None if money is None else money.amount,
            None if money is None else money.what,
            None if money is None else money.gain,
            None if people is None else people.amount,
            None if people is None else people.what,
            _others(answers, answer),
            answers.words.displaced(first.displaced) if first else "",
            answer.forced.cost if answer.forced else None,
            answer.cushion,
            _proven(answer),
        )


def _others(answers: Answers, answer: Counterfactual) -> str:
    rest = [row for row in answer.would_change if row.works and row.kind not in _AMOUNTS]
    said = [answers.words.change(row) for row in rest]
    if answer.asked:
        said.append(f"its gate asks for: {'; '.join(answer.asked)}")
    return "\n".join(said)


_AMOUNTS = (ChangeKind.MONEY, ChangeKind.PEOPLE, ChangeKind.LESS_VALUE)


def _proven(answer: Counterfactual) -> str:
    """Whether everything that was asked about it is settled."""
    if not answer.would_change:
        return "not asked"
    proven = {row.proven for row in answer.would_change}
    return "in part" if len(proven) > 1 else "all proven" if proven == {True} else "none proven"


def draw(page: Page, answers: Answers) -> None:
    """One row per initiative that was asked about."""
    page.title(
        "Initiatives",
        "What was decided, and the least that alone would change it, each by solving the portfolio "
        f"anew. Money in {answers.currency}, people in FTE.",
    )
    answers.keep(page.table(TABLE, COLUMNS, _rows(answers)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Initiatives", "why", draw)
