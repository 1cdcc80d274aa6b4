"""The sheet Evidence: objectives and outcomes behind the next tranches, live.

A reader who changes an observed value here sees the gate close, and the tranche with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.objective import Comparison
from models.verdict import Verdict, VerdictKind
from models.wording import comparison, quantity
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.context import Context
from reports.facts.evidence import CLOSED, CONDITIONAL, OPEN, Proof, needed_weight
from reports.formulas import count, total
from reports.page import FIRST_TABLE, Page
from reports.styles import INPUT

GATES, PROOFS = "Gates", "Proofs"
_OF_GATE = (("ID", "={ID}"), ("Gate after stage", "={Gate after stage}"))


def _reached(points: int) -> str:
    """Whether all musts have so many points, and enough weight of the others."""
    missing = count(PROOFS, *_OF_GATE, ("Weight", "=0"), ("Points", f"<{points}"))
    weight = total(PROOFS, "Weight", *_OF_GATE, ("Points", f">={points}"))
    return f"AND({missing}=0,{weight}>={{Weight asked}})"


_LIVE = (
    f'=IF({{Waived}}="yes","{OPEN}",IF({{Objectives}}=0,"{CLOSED}",'
    f'IF({_reached(2)},"{OPEN}",IF({_reached(1)},"{CONDITIONAL}","{CLOSED}"))))'
)
_GATES = (
    Column("Initiative", widest=38),
    Column("ID", Kind.ID),
    Column("Gate after stage", Kind.COUNT),
    Column("What the gate rests on", widest=60),
    Column("Verdict", Kind.WORD, narrowest=11),
    Column("Live", Kind.WORD, formula=_LIVE, narrowest=11),
    Column("Waived"),
    Column("Objectives", Kind.COUNT, formula=f"={count(PROOFS, *_OF_GATE)}"),
    Column("Weight asked", Kind.COUNT),
    Column("Not open", Kind.COUNT, formula=f'=IF({{Live}}="{OPEN}",0,1)'),
    Column("Conditional", Kind.COUNT, formula=f'=IF({{Live}}="{CONDITIONAL}",1,0)'),
)


def _gates(book: Book) -> Iterator[tuple[Cell, ...]]:
    evidence, names = book.evidence, book.context.names
    for verdict in evidence.gates:
        proofs = evidence.proofs_of.get(verdict.gate, ())
        live = evidence.standing(verdict)
        yield (
            names.initiative(verdict.gate.initiative),
            verdict.gate.initiative,
            verdict.gate.stage,
            names.free(verdict.reason),
            verdict.kind.value,
            live,
            waived(verdict),
            len(proofs),
            needed_weight(proofs),
            int(live != OPEN),
            int(live == CONDITIONAL),
        )


def waived(verdict: Verdict) -> str:
    """Whether the gate is set aside, in a word."""
    return "yes" if verdict.kind is VerdictKind.WAIVED else "no"


def _columns(book: Book) -> tuple[Column, ...]:
    named = book.context.view.people
    people = (Column("Reported by"), Column("Confirmed by")) if named else ()
    return (
        Column("Initiative", widest=38),
        Column("ID", Kind.ID),
        Column("Gate after stage", Kind.COUNT),
        Column("Objective", widest=60),
        Column("Observed", Kind.INPUT, narrowest=11),
        Column("Points", Kind.COUNT, narrowest=11),
        Column("Counts"),
        Column("Target", Kind.NUMBER),
        Column("Near from", Kind.NUMBER),
        Column("Weight", Kind.COUNT),
        Column("Date", Kind.DATE),
        Column("Evidence", widest=34),
        *people,
    )


def _proofs(book: Book, first: int) -> Iterator[tuple[Cell, ...]]:
    names = book.context.names
    for row, proof in enumerate(book.evidence.proofs, first + 1):
        outcome = proof.outcome
        people: tuple[Cell, ...] = ()
        if book.context.view.people:
            people = (
                outcome.reported_by if outcome else None,
                outcome.confirmed_by if outcome else None,
            )
        yield (
            names.initiative(proof.gate.initiative),
            proof.gate.initiative,
            proof.gate.stage,
            said(book.context, proof),
            outcome.observed if outcome else None,
            Live(points_formula(proof, row), proof.points),
            "yes" if proof.valid else "no",
            proof.objective.target,
            proof.near,
            proof.objective.required.weight if proof.objective.required else 0,
            outcome.date if outcome else None,
            names.free(outcome.evidence or "") if outcome else None,
            *people,
        )


def said(context: Context, proof: Proof) -> str:
    """What an objective asks, in words."""
    objective = proof.objective
    unit = context.index.metrics[objective.metric].unit
    asked = (
        f"{objective.metric} {comparison(objective.comparison)} {quantity(objective.target, unit)}"
    )
    if objective.required is None:
        return asked
    return f"{asked} (a weight of {objective.required.k} of {objective.required.n} is enough)"


def points_formula(proof: Proof, row: int) -> str:
    """2 = met, 1 = near, 0 = neither, from the observed value in this row of the sheet."""
    seen, target, near = f"E{row}", f"H{row}", f"I{row}"
    met = f"{seen}{proof.objective.comparison.value}{target}"
    if proof.objective.comparison is Comparison.EQUAL:
        close = f"AND({seen}>={near},{seen}<=2*{target}-{near})"
    else:
        down = proof.objective.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN)
        close = f"{seen}{'<' if down else '>'}{'' if proof.strict else '='}{near}"
    return f'=IF({seen}="",0,IF(G{row}="yes",IF({met},2,IF({close},1,0)),0))'


def draw(page: Page, book: Book) -> None:
    """Gates first, then the objectives that they rest on."""
    page.title(
        "Evidence",
        "What the gates before the next tranches rest on. Change a blue value to see the gate, "
        "the tranche and the totals follow.",
    )
    gates = book.keep(page.table(GATES, _GATES, _gates(book)))
    row = page.section(gates.below, "Objectives and outcomes")
    page.sheet.write_string(row - 1, 4, "may be changed", book.styles.make(font_color=INPUT))
    book.keep(page.table(PROOFS, _columns(book), _proofs(book, row + 1), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Evidence", "money", draw)
