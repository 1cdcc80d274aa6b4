"""A right plan of a rich portfolio, changed in one place, is no right plan any more."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from models.issue import Issue, Place, Severity
from models.plan import Plan, Provenance, StagePlan, TrancheState
from models.portfolio import Portfolio
from models.units import Money
from models.verdict import ObjectiveStatus, Verdict, VerdictKind
from optimizer.assemble import assemble
from optimizer.audit import audit
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Decision, Effort, decide
from tests.complete import complete
from tests.optimizer.audit.plans import flag, hires, lacks, overrun, pays, shortfall, works
from tests.portfolios import change

SEED, EDITS = 20260115, 150
TABLES = ("payments", "overruns", "shortfalls", "flags", "hires", "assignments", "shortages")
GONE = ("gus", "dan", "fay")
Edit = tuple[str, Plan]


def strained() -> Portfolio:
    """The complete portfolio with little money, few people and cheap hires."""
    whole = complete()
    tables = ("skills", "availability", "assignments")
    left = {
        name: tuple(row for row in getattr(whole, name) if row.person not in GONE)
        for name in tables
    }
    part = {"capital": 8, "running": 5}
    return change(
        whole,
        **left,
        people=tuple(row for row in whole.people if row.id not in GONE),
        budgets=tuple(
            row.model_copy(update={"amount": Money(row.amount // part.get(row.fund, 1))})
            for row in whole.budgets
        ),
        hiring=tuple(
            row.model_copy(update={"cost": Money(1), "one_off": Money(3)}) for row in whole.hiring
        ),
        envelopes=(),
    )


PORTFOLIOS = {"complete": complete, "strained": strained}


@cache
def planned(name: str) -> tuple[Portfolio, Plan]:
    """A portfolio with the plan that Headgate makes of it."""
    portfolio = PORTFOLIOS[name]()
    problem = Problem.of(portfolio, judge(portfolio))
    decision = decide(portfolio, problem, Effort(gap=portfolio.settings.gap, seconds=60))
    assert isinstance(decision, Decision)
    stamp = Provenance(portfolio=portfolio.digest(), headgate="test")
    return portfolio, assemble(problem, decision, stamp)


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_what_headgate_plans_passes(name: str) -> None:
    told = audit(*planned(name))
    assert [check for check in told if not check.passed] == []


def test_the_plans_have_rows_of_every_table() -> None:
    plans = [planned(name)[1] for name in PORTFOLIOS]
    assert [table for table in TABLES if not any(getattr(plan, table) for plan in plans)] == []


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_every_kind_of_edit_is_refused(name: str) -> None:
    """One edit of each kind, and as many more as the seed draws."""
    portfolio, plan = planned(name)
    edits: dict[str, list[Plan]] = {}
    for what, changed in every_edit(plan):
        edits.setdefault(what, []).append(changed)
    draw = random.Random(SEED)  # noqa: S311 - a sample, no secret
    chosen = [(what, draw.choice(plans)) for what, plans in edits.items()]
    rest = [(what, changed) for what, plans in edits.items() for changed in plans]
    chosen += draw.sample(rest, min(EDITS, len(rest)))
    accepted = [
        what for what, changed in chosen if all(c.passed for c in audit(portfolio, changed))
    ]
    assert accepted == []


def every_edit(plan: Plan) -> Iterator[Edit]:
    """All changes of one thing, each of which makes a right plan wrong."""
    yield from _rows(plan)
    yield from _extra_rows(plan)
    yield from _decisions(plan)
    yield from _verdicts(plan)
    yield from _totals(plan)


def _with(plan: Plan, **fields: Any) -> Plan:  # noqa: ANN401 - any field of Plan
    return plan.model_copy(update=fields)


def _rows(plan: Plan) -> Iterator[Edit]:
    """A row is lost, stands twice, or says a little more, less, earlier, later or otherwise."""
    for table in (*TABLES, "stages", "verdicts"):
        rows: tuple[BaseModel, ...] = getattr(plan, table)
        for number, row in enumerate(rows):
            others = (*rows[:number], *rows[number + 1 :])
            yield f"{table} lost", _with(plan, **{table: others})
            yield f"{table} twice", _with(plan, **{table: (*rows, row)})
            for what, changed in _changes(row):
                yield f"{table} {what}", _with(plan, **{table: (*others, changed)})


STEPS = ("amount", "slices", "period", "cost", "stage", "lowest_level", "release_now")
"""Numbers of which one more or one less is wrong."""
OTHERWISE = {
    "fund": "nobody",
    "skill": "nothing",
    "team": "cloud",
    "who": "nobody",
    "initiative": "catalogue",
    "option": "nothing",
}


def _changes(row: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    for field in STEPS:
        value = getattr(row, field, None)
        if isinstance(value, int):
            for step in (-1, 1):
                yield f"{field} {step:+}", row.model_copy(update={field: value + step})
    for field, other in OTHERWISE.items():
        value = getattr(row, field, None)
        if isinstance(value, str) and value != other:
            yield f"{field} otherwise", row.model_copy(update={field: other})


def _extra_rows(plan: Plan) -> Iterator[Edit]:
    """Something that does not happen."""
    extra = {
        "payments": pays("catalogue/1", "growth", 0, 1),
        "overruns": overrun("running", "W2", 1),
        "shortfalls": shortfall("growth", "W2", 1),
        "flags": flag("price engine/1", "chat/1", 1),
        "hires": hires("builder", 0, 0, 0, 3)[0],
        "assignments": works("ada", "catalogue/1", 3, 1, team="shop"),
        "shortages": lacks("chat/1", 3, 1),
    }
    for table, row in extra.items():
        yield f"{table} extra", _with(plan, **{table: (*getattr(plan, table), row)})


def _decisions(plan: Plan) -> Iterator[Edit]:
    for row in plan.stages:
        for what, fields in _wrong_decisions(row):
            stages = tuple(
                each.model_copy(update=fields) if each.key == row.key else each
                for each in plan.stages
            )
            yield f"decision {what}", _with(plan, stages=stages)


def _wrong_decisions(row: StagePlan) -> Iterator[tuple[str, dict[str, object]]]:
    for start in (-9, -1, 0, 1, 2, 3, 4, None):
        if start != row.start:
            yield "start", {"start": start}
    for state in TrancheState:
        if state is not row.state:
            yield "state", {"state": state}
    for kind in (*VerdictKind, None):
        if kind is not row.gate:
            yield "gate", {"gate": kind}
    if row.missing:
        yield "missing", {"missing": ()}


def _verdicts(plan: Plan) -> Iterator[Edit]:
    for number, row in enumerate(plan.verdicts):
        for what, fields in _wrong_verdicts(row):
            changed = row.model_copy(update=fields)
            rows = (*plan.verdicts[:number], changed, *plan.verdicts[number + 1 :])
            yield f"verdict {what}", _with(plan, verdicts=rows)


def _wrong_verdicts(row: Verdict) -> Iterator[tuple[str, dict[str, object]]]:
    for kind in VerdictKind:
        if kind is not row.kind:
            yield "kind", {"kind": kind}
    yield "waiver", {"waived_by": "Somebody Else"}
    for number, objective in enumerate(row.objectives):
        for status in ObjectiveStatus:
            if status is not objective.status:
                other = objective.model_copy(update={"status": status})
                rows = (*row.objectives[:number], other, *row.objectives[number + 1 :])
                yield "objective", {"objectives": rows}


def _totals(plan: Plan) -> Iterator[Edit]:
    for name in ("benefits", "flags", "overruns", "lateness", "hires", "moves"):
        for step in (-1, 1):
            amount = getattr(plan.value, name) + step
            value = plan.value.model_copy(update={name: amount})
            yield f"value {name} {step:+}", _with(plan, value=value)
    yield "bound", _with(plan, bound=plan.value.total - 1)
    yield "moved", _with(plan, moved=plan.moved + 1)
    yield "moved", _with(plan, moved=plan.moved - 1)
    yield "moved bound", _with(plan, moved_bound=plan.moved + 1)
    stamp = plan.provenance.model_copy(update={"portfolio": "0" * 64})
    yield "portfolio", _with(plan, provenance=stamp)
    issue = Issue(severity=Severity.ERROR, place=Place(sheet="Teams"), what="no leader")
    yield "finding", _with(plan, findings=(*plan.findings, issue))
