"""Changing an outcome on Evidence flips the gate, the tranche, its fund and the check: no more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import data
from models.objective import Comparison, Objective, Outcome
from models.plan import Plan, StagePlan, TrancheState
from models.portfolio import Portfolio
from models.settings import Settings
from models.stage import StageKey
from models.verdict import Verdict, VerdictKind
from optimizer.gates import judge
from reports.audience import view_for
from reports.context import Context
from reports.facts.evidence import Evidence
from reports.page import FIRST_TABLE
from reports.sheets.evidence import Lines
from reports.sheets.release_now import chosen, lines_of
from reports.workbook import render
from tests.complete import complete
from tests.reports.handmade import handmade

FOLDER = Path(data.__file__).parent / "examples"
LETTERS = "FGHIJ"
"""Observed, date, evidence, reported by, confirmed by."""


@dataclass(frozen=True)
class Case:
    """One objective whose outcome is changed."""

    objective: Objective
    line: int
    what: str
    outcome: Outcome | None


@cache
def _portfolio(name: str) -> Portfolio:
    from headgate import read

    return complete() if name == "complete" else read(FOLDER / f"{name}.xlsx")


@cache
def _evidence(name: str) -> Evidence:
    portfolio = _portfolio(name)
    return Evidence(Context(portfolio, handmade(portfolio), view_for("finance")))


def _beyond(objective: Objective, *, good: bool) -> Decimal:
    """A value far on one side of the target."""
    down = objective.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN)
    if objective.comparison is Comparison.EQUAL:
        return objective.target if good else objective.target + 1_000_000
    far = Decimal(1_000_000)
    return objective.target + (far if good is not down else -far)


def _cases(name: str) -> Iterator[Case]:
    evidence = _evidence(name)
    as_of = evidence.context.portfolio.settings.as_of
    lines = Lines(evidence)
    for line, proof in enumerate(evidence.proofs, lines.proofs + 2):
        known = proof.outcome
        base = Outcome(
            objective=proof.objective.id,
            observed=known.observed if known else proof.objective.target,
            date=as_of,
            evidence="report 7",
            reported_by="Product",
            confirmed_by="Finance",
        )
        changes: dict[str, Outcome | None] = {
            "good": base.model_copy(update={"observed": _beyond(proof.objective, good=True)}),
            "bad": base.model_copy(update={"observed": _beyond(proof.objective, good=False)}),
            "at target": base.model_copy(update={"observed": proof.objective.target}),
            "near": base.model_copy(update={"observed": proof.near}),
            "none": None,
            "old": base.model_copy(update={"date": as_of - timedelta(days=9_999)}),
            "of tomorrow": base.model_copy(update={"date": as_of + timedelta(days=1)}),
            "no evidence": base.model_copy(update={"evidence": None}),
            "by one": base.model_copy(update={"confirmed_by": "product"}),
        }
        for what, outcome in changes.items():
            yield Case(proof.objective, line, what, outcome)


def _changed(portfolio: Portfolio, case: Case) -> Portfolio:
    others = tuple(row for row in portfolio.outcomes if row.objective != case.objective.id)
    new = () if case.outcome is None else (case.outcome,)
    return portfolio.model_copy(update={"outcomes": (*others, *new)})


def _expected(row: StagePlan, verdicts: dict[StageKey, Verdict], portfolio: Portfolio) -> Decimal:
    """What a tranche lets go, in currency units, told from the verdicts alone."""
    gates = [verdicts[StageKey(row.initiative, n)].kind for n in range(1, row.stage)]
    unit = Decimal(10) ** portfolio.settings.exponent
    if all(kind.opens for kind in gates):
        return row.amount / unit
    only_last = all(kind.opens for kind in gates[:-1])
    if only_last and gates[-1] is VerdictKind.CONDITIONAL:
        return int(row.amount * portfolio.settings.conditional_share / 100) / unit
    return Decimal(0)


class _Opened:
    """A workbook in a program that calculates."""

    def __init__(self, content: bytes) -> None:
        import formualizer

        self.book = formualizer.Workbook.from_bytes(content, backend="umya")
        self.book.evaluate_all()
        self.formulas = [
            (str(sheet.title), cell.row, cell.column)
            for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets
            for line in sheet.iter_rows()
            for cell in line
            if cell.data_type == "f"
        ]

    def value(self, sheet: str, line: int, letter: str) -> Any:  # noqa: ANN401 - any cell
        return self.book.evaluate_cell(sheet, line, ord(letter) - ord("A") + 1)

    def all(self) -> dict[tuple[str, int, int], Any]:
        self.book.evaluate_all()
        return {place: self.book.get_value(*place) for place in self.formulas}

    def write(self, line: int, values: tuple[Any, ...]) -> None:
        for letter, value in zip(LETTERS, values, strict=True):
            self.book.set_value("Evidence", line, ord(letter) - ord("A") + 1, value)


def _cells(outcome: Outcome | None) -> tuple[Any, ...]:
    if outcome is None:
        return (None,) * len(LETTERS)
    day = (outcome.date - date(1899, 12, 30)).days
    people = (outcome.evidence, outcome.reported_by, outcome.confirmed_by)
    return (float(outcome.observed), day, *people)


@pytest.mark.parametrize("name", ["complete", "retailer", "industrial"])
def test_each_outcome_flips_what_it_should(name: str) -> None:
    portfolio, evidence = _portfolio(name), _evidence(name)
    plan = evidence.context.plan
    opened = _Opened(render(portfolio, plan, "finance"))
    before, original = opened.all(), {proof.objective.id: proof for proof in evidence.proofs}
    flipped = 0
    for case in _cases(name):
        opened.write(case.line, _cells(case.outcome))
        verdicts = {row.gate: row for row in judge(_changed(portfolio, case))}
        wrong = _wrong(opened, evidence, verdicts, portfolio)
        assert wrong == [], (case.objective.id, case.what, wrong)
        after = opened.all()
        moved = {place for place, value in after.items() if value != before[place]}
        assert _touched(moved, evidence, case), (case.objective.id, case.what)
        flipped += _same_check(opened, plan, evidence, verdicts, portfolio)
        opened.write(case.line, _cells(original[case.objective.id].outcome))
    assert opened.all() == before
    assert flipped > 0


def _wrong(
    opened: _Opened,
    evidence: Evidence,
    verdicts: dict[StageKey, Verdict],
    portfolio: Portfolio,
) -> list[tuple[object, ...]]:
    """Gates and tranches that do not say what the rules say."""
    lines = Lines(evidence)
    found: list[tuple[object, ...]] = []
    for gate, line in lines.of_gate.items():
        said = opened.value("Evidence", line, "F")
        if said != verdicts[gate].kind.value:
            found.append((gate, said, verdicts[gate].kind.value))
    for row in chosen(evidence.context):
        amount = opened.value("Release now", lines_of(evidence.context)[row.key], "I")
        wanted = _expected(row, verdicts, portfolio)
        if Decimal(str(amount)) != wanted:
            found.append((row.key, amount, wanted))
    return found


def _touched(moved: set[tuple[str, int, int]], evidence: Evidence, case: Case) -> bool:
    """Whether only this objective's gate and the tranches behind it have changed."""
    lines = Lines(evidence)
    gate = StageKey(case.objective.initiative, case.objective.stage)
    index = evidence.gates.index(next(row for row in evidence.gates if row.gate == gate))
    mine = {lines.of_gate[gate], case.line, lines.workings + 2 + index}
    behind = {
        line
        for key, line in lines_of(evidence.context).items()
        if key.initiative == gate.initiative
    }
    on_evidence = {line for sheet, line, _ in moved if sheet == "Evidence"}
    releases = {
        line
        for sheet, line, column in moved
        if sheet == "Release now"
        and column <= ord("P") - 64
        and line in lines_of(evidence.context).values()
    }
    return on_evidence <= mine and releases <= behind


def _same_check(
    opened: _Opened,
    plan: Plan,
    evidence: Evidence,
    verdicts: dict[StageKey, Verdict],
    portfolio: Portfolio,
) -> bool:
    """The master check says that the plan stands just where all its releases do."""
    rows = [row for row in plan.stages if row.state is TrancheState.RELEASE_NOW]
    unit = 10**portfolio.settings.exponent
    now = sum(_expected(row, verdicts, portfolio) for row in rows)
    stands = now == Decimal(sum(row.release_now for row in rows)) / unit
    said = opened.book.evaluate_cell("Checks", 3, 2)
    assert (said == "A CHECK FAILED") is not stands, (said, now)
    charged = [
        row.amount
        for row in plan.payments
        if (release := evidence.context.stage_plans[StageKey(row.initiative, row.stage)]).state
        is not TrancheState.RELEASE_NOW
        or _expected(release, verdicts, portfolio) > 0
    ]
    total = opened.book.evaluate_cell("Payments", 4, 11)
    assert round(float(total) * unit) == sum(charged)
    balances = round(float(opened.value("Release now", _funds_total(evidence), "H")) * unit)
    assert balances == _charged_now(evidence, verdicts, portfolio)
    return not stands


def _funds_total(evidence: Evidence) -> int:
    """The row, from 1, above the header of the funds on Release now."""
    return FIRST_TABLE + max(len(chosen(evidence.context)), 1) + 6


def _charged_now(
    evidence: Evidence, verdicts: dict[StageKey, Verdict], portfolio: Portfolio
) -> int:
    """What funds are charged in the current window for what is still let go."""
    context = evidence.context
    window = context.index.calendar.windows[0]
    return sum(
        row.amount
        for row in context.plan.payments
        if (release := context.stage_plans[StageKey(row.initiative, row.stage)]).state
        is TrancheState.RELEASE_NOW
        and context.window(row.period) == window
        and _expected(release, verdicts, portfolio) > 0
    )


@pytest.mark.parametrize("name", ["complete", "retailer", "industrial"])
@pytest.mark.parametrize("days", [-30, 1, 60, 200, 500])
def test_another_day_says_what_it_should(name: str, days: int) -> None:
    portfolio, evidence = _portfolio(name), _evidence(name)
    opened = _Opened(render(portfolio, evidence.context.plan, "finance"))
    day = portfolio.settings.as_of + timedelta(days=days)
    opened.book.set_value("Inputs", *_setting("as_of"), (day - date(1899, 12, 30)).days)
    later = portfolio.model_copy(
        update={"settings": portfolio.settings.model_copy(update={"as_of": day})}
    )
    verdicts = {row.gate: row for row in judge(later)}
    if days > 0:  # an earlier day may have had waivers that the plan's day does not know
        assert _wrong(opened, evidence, verdicts, portfolio) == []
    assert opened.book.evaluate_cell("Checks", 3, 2) == "A CHECK FAILED"


@pytest.mark.parametrize("days", [1, 20, 10_000])
def test_evidence_that_counts_for_other_days_says_what_it_should(days: int) -> None:
    portfolio, evidence = _portfolio("retailer"), _evidence("retailer")
    opened = _Opened(render(portfolio, evidence.context.plan, "finance"))
    opened.book.set_value("Inputs", *_setting("evidence_days"), days)
    other = portfolio.model_copy(
        update={"settings": portfolio.settings.model_copy(update={"evidence_days": days})}
    )
    verdicts = {row.gate: row for row in judge(other)}
    assert _wrong(opened, evidence, verdicts, portfolio) == []


def test_a_waiver_that_ends_closes_its_gate() -> None:
    portfolio, evidence = _portfolio("complete"), _evidence("complete")
    opened = _Opened(render(portfolio, evidence.context.plan, "finance"))
    gate = next(row.gate for row in evidence.gates if row.kind is VerdictKind.WAIVED)
    line = Lines(evidence).of_gate[gate]
    assert opened.value("Evidence", line, "F") == "waived"
    as_of = (portfolio.settings.as_of - date(1899, 12, 30)).days
    opened.book.set_value("Evidence", line, 7, as_of)
    assert opened.value("Evidence", line, "F") == "waived"
    opened.book.set_value("Evidence", line, 7, as_of - 1)
    without = portfolio.model_copy(update={"waivers": ()})
    said = next(row.kind.value for row in judge(without) if row.gate == gate)
    assert opened.value("Evidence", line, "F") == said != "waived"


@pytest.mark.parametrize("typed", ["n/a", " ", "100 %", "not measured"])
def test_text_proves_nothing(typed: str) -> None:
    evidence = _evidence("retailer")
    opened = _Opened(render(_portfolio("retailer"), evidence.context.plan, "finance"))
    lines = Lines(evidence)
    for line, proof in enumerate(evidence.proofs, lines.proofs + 2):
        opened.book.set_value("Evidence", line, 6, typed)
        assert opened.value("Evidence", line, "K") == "unproven", proof.objective.id


def test_a_budget_that_is_no_number_fails_the_check() -> None:
    portfolio, evidence = _portfolio("complete"), _evidence("complete")
    content = render(portfolio, evidence.context.plan, "finance")
    opened = _Opened(content)
    table = openpyxl.load_workbook(io.BytesIO(content))["Inputs"].tables["BudgetInputs"].ref
    line = int(table.split(":")[0].lstrip("A")) + 1
    opened.book.set_value("Inputs", line, 5, "abc")
    assert opened.book.evaluate_cell("Checks", 3, 2) == "A CHECK FAILED"
    opened = _Opened(content)
    opened.book.set_value("Inputs", line, 5, 9_000_000.0)
    assert opened.book.evaluate_cell("Checks", 3, 2) == "A CHECK FAILED"


def _setting(name: str) -> tuple[int, int]:
    """Row and column, from 1, of a setting on Inputs."""
    return FIRST_TABLE + 2 + list(Settings.model_fields).index(name), 2
