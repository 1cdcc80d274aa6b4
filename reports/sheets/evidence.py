"""The sheet Evidence: objectives and outcomes behind the next tranches, live.

A reader who changes what was observed, when, on what evidence or by whom, sees the objective, the
gate, the tranche, its fund and the master check follow. Gates and objectives stand in one order,
gate by gate, so that formulas look at neighbouring rows instead of searching whole tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.plan import StagePlan
from models.stage import StageKey
from models.verdict import ObjectiveStatus, Verdict, VerdictKind
from models.wording import comparison, quantity
from reports import evidence_formulas as formulas
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live, Origin, Value
from reports.context import Context
from reports.entries import DAY, NUMBER
from reports.facts.evidence import REACHING, WORST_FIRST, Evidence, Proof
from reports.inputs import AS_OF
from reports.page import FIRST_TABLE, Page

GATES, PROOFS, WORKINGS = "Gates", "Proofs", "GateWorkings"
_BETWEEN = 6
"""Rows from the last of a table to the header of the next."""
_SUMMED = (*REACHING, ObjectiveStatus.MISSED)
_GATES = (
    Column("Initiative", widest=38),
    Column("ID", Kind.ID),
    Column("Gate after stage", Kind.COUNT),
    Column("What the gate rests on", widest=60),
    Column("As planned", Kind.WORD, narrowest=11),
    Column("Verdict", Kind.WORD, narrowest=11),
    Column("Waived until", Kind.DATE, origin=Origin.OPEN, narrowest=12),
)


def _workings() -> tuple[Column, ...]:
    musts = (Column(f"Musts {status.value}", Kind.COUNT) for status in _SUMMED)
    weights = (Column(f"Weight {status.value}", Kind.COUNT) for status in _SUMMED)
    return (
        Column("Initiative", widest=38),
        Column("ID", Kind.ID),
        Column("Gate after stage", Kind.COUNT),
        Column("Objectives", Kind.COUNT),
        *musts,
        Column("Weight asked", Kind.COUNT),
        *weights,
        Column("Group says", Kind.WORD, narrowest=11),
    )


@dataclass(frozen=True)
class Lines:
    """Where everything stands on the sheet: numbers of its rows as formulas name them."""

    evidence: Evidence

    @property
    def gates(self) -> int:
        """Row, from 0, of the header of the gates."""
        return FIRST_TABLE

    @property
    def proofs(self) -> int:
        """Row, from 0, of the header of the objectives."""
        return self.gates + max(len(self.evidence.gates), 1) + _BETWEEN

    @property
    def workings(self) -> int:
        """Row, from 0, of the header of the sums."""
        return self.proofs + max(len(self.evidence.proofs), 1) + _BETWEEN

    @cached_property
    def of_gate(self) -> Mapping[StageKey, int]:
        """Row of each gate, from 1."""
        first = self.gates + 2
        return {row.gate: first + n for n, row in enumerate(self.evidence.gates)}

    @cached_property
    def of_objectives(self) -> Mapping[StageKey, tuple[int, int]]:
        """First and last row of the objectives of each gate that has some, from 1."""
        found: dict[StageKey, tuple[int, int]] = {}
        for line, proof in enumerate(self.evidence.proofs, self.proofs + 2):
            first, _ = found.get(proof.gate, (line, line))
            found[proof.gate] = (first, line)
        return found

    def verdict(self, gate: StageKey) -> str | None:
        """The cell that holds the verdict of a gate; None where the sheet does not have it."""
        line = self.of_gate.get(gate)
        return None if line is None else f"{SHEET.name}!$F${line}"

    def verdicts(self, row: StagePlan) -> str | None:
        """The cells that hold the verdicts of all gates before a tranche; None for no gate."""
        lines = [self.of_gate[verdict.gate] for verdict in self.evidence.before(row)]
        return f"{SHEET.name}!$F${min(lines)}:$F${max(lines)}" if lines else None


def _gates(book: Book, lines: Lines) -> Iterator[tuple[Cell, ...]]:
    evidence, names = book.evidence, book.context.names
    for n, verdict in enumerate(evidence.gates):
        yield (
            names.initiative(verdict.gate.initiative),
            verdict.gate.initiative,
            verdict.gate.stage,
            names.free(verdict.reason),
            verdict.kind.value,
            _verdict(evidence, verdict, lines, n),
            evidence.waived_until(verdict.gate) if waived(verdict) else None,
        )


def waived(verdict: Verdict) -> bool:
    """Whether the gate is set aside."""
    return verdict.kind is VerdictKind.WAIVED


def _verdict(evidence: Evidence, verdict: Verdict, lines: Lines, n: int) -> Cell:
    """The formula where it says what the plan says; else the plan's own word."""
    if evidence.standing(verdict) is not verdict.kind:
        return verdict.kind.value
    line, sums = lines.gates + 2 + n, lines.workings + 2 + n
    group = f"$P${sums}"
    formula = f'"{VerdictKind.PASSED.value}"'
    for (status, kind), letter in reversed(tuple(zip(WORST_FIRST[:-1], "IGHF", strict=True))):
        formula = f'IF(OR(${letter}${sums}>0,{group}="{status.value}"),"{kind.value}",{formula})'
    formula = f'IF($D${sums}=0,"{VerdictKind.UNPROVEN.value}",{formula})'
    holds = f"AND(ISNUMBER($G${line}),N($G${line})>={AS_OF})"
    return Live(f'=IF({holds},"{VerdictKind.WAIVED.value}",{formula})', verdict.kind.value)


def _sums(book: Book, lines: Lines) -> Iterator[tuple[Cell, ...]]:
    for n, verdict in enumerate(book.evidence.gates):
        gate, found = verdict.gate, book.evidence.summed(verdict.gate)
        span = lines.of_objectives.get(gate)
        line = lines.workings + 2 + n
        yield (
            book.context.names.initiative(gate.initiative),
            gate.initiative,
            gate.stage,
            _live(f"ROWS($K${span[0]}:$K${span[1]})" if span else None, found.objectives),
            *(
                _live(formulas.musts(span, status), found.musts.get(status, 0))
                for status in _SUMMED
            ),
            found.asked,
            *(
                _live(formulas.weights(span, status), found.weights.get(status, 0))
                for status in _SUMMED
            ),
            Live(f"={formulas.group(line)}", found.group.value if found.group else formulas.NONE),
        )


def _live(formula: str | None, value: Value) -> Cell:
    return Live(f"={formula}", value) if formula else value


def _columns(book: Book) -> tuple[Column, ...]:
    named = book.context.view.people
    reported = Column("Reported by" if named else "Reported", origin=Origin.OPEN, narrowest=10)
    confirmed = Column("Confirmed by" if named else "Confirmed", origin=Origin.OPEN, narrowest=10)
    return (
        Column("Initiative", widest=38),
        Column("ID", Kind.ID),
        Column("Gate after stage", Kind.COUNT),
        Column("Objective", widest=60),
        Column("Target", Kind.NUMBER),
        Column("Observed", Kind.NUMBER, origin=Origin.OPEN, narrowest=11),
        Column("Date", Kind.DATE, origin=Origin.OPEN, narrowest=11),
        Column("Evidence", origin=Origin.OPEN, widest=34),
        reported,
        confirmed,
        Column("Says", Kind.WORD, narrowest=11),
        Column("Near from", Kind.NUMBER),
        Column("Weight", Kind.COUNT),
    )


def _proofs(book: Book, lines: Lines) -> Iterator[tuple[Cell, ...]]:
    names = book.context.names
    for line, proof in enumerate(book.evidence.proofs, lines.proofs + 2):
        outcome = proof.outcome
        yield (
            names.initiative(proof.gate.initiative),
            proof.gate.initiative,
            proof.gate.stage,
            said(book.context, proof),
            proof.objective.target,
            outcome.observed if outcome else None,
            outcome.date if outcome else None,
            names.free(outcome.evidence or "") if outcome else None,
            *signatures(book, proof),
            Live(f"={formulas.status(proof, line)}", proof.status.value),
            proof.near,
            proof.weight,
        )


def signatures(book: Book, proof: Proof) -> tuple[str | None, str | None]:
    """Who reported and who confirmed; for readers who see no names, that two different people did.

    What they see instead of names differs just where the names differ, as the formula asks.
    """
    outcome = proof.outcome
    if outcome is None:
        return None, None
    reported = (outcome.reported_by or "").strip()
    confirmed = (outcome.confirmed_by or "").strip()
    if book.context.view.people:
        return reported or None, confirmed or None
    same = reported.casefold() == confirmed.casefold()
    by_whom = "by the same" if same else "by another"
    return ("by one" if not same else by_whom) if reported else None, by_whom if confirmed else None


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


def draw(page: Page, book: Book) -> None:
    """Gates first, then the objectives that they rest on, then how the one follows from them."""
    follows = "the gate, the tranche and the checks"
    if book.context.view.ledger:
        follows = "the gate, the tranche, its fund and the checks"
    page.title(
        "Evidence",
        "What the gates before the next tranches rest on. Change a blue value on yellow to see "
        f"{follows} follow.",
    )
    lines = Lines(book.evidence)
    page.origins(2, 3, Origin.OPEN)
    gates = book.keep(page.table(GATES, _GATES, _gates(book, lines), lines.gates))
    page.checked(gates, "Waived until", DAY)
    row = page.section(gates.below, "Objectives and outcomes", _untimely(book))
    proofs = book.keep(page.table(PROOFS, _columns(book), _proofs(book, lines), row))
    page.checked(proofs, "Observed", NUMBER)
    page.checked(proofs, "Date", DAY)
    note = "How the verdicts follow: how many musts, and which weight of a group, say what."
    row = page.section(proofs.below, "Workings", note)
    book.keep(page.table(WORKINGS, _workings(), _sums(book, lines), row))
    page.finish(FIRST_TABLE, 1)


def _untimely(book: Book) -> str:
    settings = book.context.portfolio.settings
    return (
        f"Evidence counts for {settings.evidence_days:,} days before {settings.as_of.isoformat()}; "
        "it is reported by one person and confirmed by another."
    )


SHEET = SheetSpec("Evidence", "money", draw)
