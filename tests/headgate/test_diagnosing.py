"""Why a portfolio has no plan, from the first question to the planned repairs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from headgate.diagnosing import diagnose
from headgate.many.executor import Threads
from models.diagnosis import Diagnosis, RepairKind
from models.plan import Plan
from models.portfolio import Portfolio
from optimizer.diagnosis import slim
from optimizer.diagnosis.weaken import weakened
from optimizer.funding.places import Demanded
from reports.diagnosis.words import remarks
from tests.optimizer.diagnosis.culprits import CULPRITS, NAMES


def diagnosed(portfolio: Portfolio) -> Diagnosis:
    found = diagnose(portfolio)
    assert isinstance(found, Diagnosis)
    return found


@pytest.mark.parametrize("name", CULPRITS)
def test_every_set_is_minimal_and_confirmed_by_a_second_engine(name: str) -> None:
    found = diagnosed(CULPRITS[name])
    assert found.conflicts
    assert all(each.minimal and each.confirmed for each in found.conflicts)
    assert found.all_conflicts
    assert all(row.place.row is not None for each in found.conflicts for row in each.rows)


@pytest.mark.parametrize("name", CULPRITS)
def test_every_repair_was_planned_and_audited(name: str) -> None:
    found = diagnosed(CULPRITS[name])
    assert found.repairs
    assert all(row.checks > 40 for row in found.repairs)
    worth = [(row.value, row.bound) for row in found.repairs]
    assert all(value is not None and bound is not None and bound >= value for value, bound in worth)
    order = [(list(RepairKind).index(row.kind), row.cost) for row in found.repairs]
    assert order == sorted(order)


ROWS: Mapping[str, set[str]] = {
    "money": {
        "“Law” must be done",
        "the fund “Main” has EUR 0.99 and no more in W1",
        "the fund “Main” has EUR 0 and no more in W2",
    },
    "ledger": {
        "“Law” must be done",
        "the fund “Main” has EUR 1.20 and no more in W1",
        "the fund “Main” has EUR 0 and no more in W2",
        "EUR 1 for “Old” is released: that is a fact",
    },
    "active": {
        "“Law” must be done",
        "the fund “Main” has EUR 1.20 and no more in W1",
        "the fund “Main” has EUR 0 and no more in W2",
        "“Old” is under way: that is a fact",
    },
    "lock": {
        "“Law” must be done",
        "the team “Web” asks for “build”, and too few people who can do it are there",
        "Ann is locked to the team “Api” with 1 FTE",
    },
    "deadline": {
        "“Law” must be done",
        "“Law” must be finished by the end of Q3",
        "“Law” waits until “Base” has been finished",
    },
    "gate": {"“Law” must be done", "the gate after stage 1 of “Law” has failed"},
}


@pytest.mark.parametrize("name", ROWS)
def test_the_culprits_are_named(name: str) -> None:
    (found,) = diagnosed(CULPRITS[name]).conflicts
    assert {row.what for row in found.rows} == ROWS[name]


def test_more_than_one_set_is_told_where_there_are_more() -> None:
    found = diagnosed(CULPRITS["two"])
    assert len(found.conflicts) == 2
    assert any(row.kind is RepairKind.SEVERAL for row in found.repairs)


def test_names_that_cannot_serve_where_groups_can() -> None:
    found = diagnosed(NAMES)
    (clash,) = found.conflicts
    assert any("whom nobody can name" in row.what for row in clash.rows)
    assert clash.minimal
    texts = {row.text: row for row in found.repairs}
    assert "“Law” may finish by Q2 instead of Q1, 1 period later" in texts
    (people,) = [row for row in found.repairs if row.kind is RepairKind.PEOPLE]
    assert people.text in {
        f"0.5 FTE more of “build” for the team “{team}” in Q1" for team in ("Web", "Api")
    }


def test_where_a_plan_exists_it_is_given() -> None:
    portfolio = weakened(CULPRITS["money"], [Demanded("must_do_is_done", ("law",))])
    plan = diagnose(portfolio)
    assert isinstance(plan, Plan)
    assert all(check.passed for check in plan.checks)


def test_who_stops_gets_what_is_known() -> None:
    asked = iter([False, False, False])
    found = diagnose(
        CULPRITS["two"], interrupted=lambda: next(asked, True), executor=Threads(workers=1)
    )
    assert isinstance(found, Diagnosis)
    assert found.stopped
    assert not found.all_repairs


@pytest.mark.parametrize("name", CULPRITS)
def test_of_a_large_one_the_part_that_must_be_done_says_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = diagnosed(CULPRITS[name])
    monkeypatch.setattr(slim, "LARGE", 0)
    large = diagnosed(CULPRITS[name])
    assert large.conflicts == small.conflicts
    assert large.repairs
    told = {(row.text, row.cost, row.least) for row in small.repairs}
    assert {(row.text, row.cost, row.least) for row in large.repairs} <= told


def test_a_repair_of_a_large_one_is_tried_by_a_small_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no time to plan it all, its worth is not told."""
    monkeypatch.setattr(slim, "LARGE", 0)
    found = diagnose(CULPRITS["money"], time_limit=30)
    assert isinstance(found, Diagnosis)
    assert found.repairs
    assert {(row.value, row.bound) for row in found.repairs} == {(None, None)}
    assert all(row.checks > 40 for row in found.repairs)
    assert any("no worth is told" in remark for remark in remarks(found))


def test_one_worker_and_many_say_the_same() -> None:
    one, many = (diagnose(CULPRITS["two"], executor=Threads(workers=n)) for n in (1, 4))
    assert one == many
