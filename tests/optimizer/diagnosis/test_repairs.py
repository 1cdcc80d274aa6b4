"""The least changes that help: what is changed is enough, and less would not be."""

from __future__ import annotations

import pytest

from models.diagnosis import RepairKind
from models.portfolio import Portfolio
from optimizer.diagnosis.elastic import runs
from optimizer.diagnosis.facts import bare, facts_in
from optimizer.diagnosis.ground import Ground
from optimizer.diagnosis.repairs import Task, Trial, attempt, fewest
from optimizer.funding.places import Demanded
from tests.optimizer.diagnosis.culprits import CULPRITS
from tests.optimizer.diagnosis.test_sets import FOREVER, searched, squeezed
from tests.oracle.solve import Oracle
from tests.portfolios import build, fund, initiative, release, stage, team


def trials(portfolio: Portfolio) -> list[Trial]:
    """Of every smallest choice of rows, of the money and of the people."""
    found = searched(Ground.of(portfolio))
    tasks = [Task(portfolio, names, FOREVER) for names in found.changes]
    tasks += [Task(portfolio, (), FOREVER, kind) for kind in (RepairKind.MONEY, RepairKind.PEOPLE)]
    return [trial for trial in map(attempt, tasks) if trial is not None]


def texts(name: str) -> dict[str, RepairKind]:
    return {
        "; ".join(change.text for change in trial.changes): trial.kind
        for trial in trials(CULPRITS[name])
    }


EXPECTED = {
    "money": ("the fund “Main” gets EUR 0.01 more in W1: EUR 1", RepairKind.MONEY),
    "ledger": ("the fund “Main” gets EUR 0.30 more in W1: EUR 1.50", RepairKind.MONEY),
    "active": ("the fund “Main” gets EUR 0.30 more in W1: EUR 1.50", RepairKind.MONEY),
    "floor": (
        "the floor of the envelope “grow” is EUR 0.90 instead of EUR 1.20",
        RepairKind.WAIVER,
    ),
    "ceiling": (
        "the ceiling of the envelope “small” is EUR 0.80 instead of EUR 0.70",
        RepairKind.WAIVER,
    ),
    "deadline": ("“Law” may finish by Q4 instead of Q3, 1 period later", RepairKind.TIME),
    "dates": ("“Law” may start in Q2 instead of Q3, 1 period earlier", RepairKind.TIME),
    "left out": ("“Base” is not left out", RepairKind.WAIVER),
    "gate": ("the gate after stage 1 of “Law” is waived", RepairKind.WAIVER),
    "open gate": ("the gate after stage 1 of “Law” is waived", RepairKind.WAIVER),
    "group": ("more than one of the group “engine” may be started", RepairKind.WAIVER),
    "fewest": ("the team “Api” keeps 0.5 FTE of its people instead of 1 FTE", RepairKind.WAIVER),
    "most": ("the team “Web” takes 1 FTE of people's time instead of 0.5 FTE", RepairKind.WAIVER),
    "reserve": ("the team “Api” keeps a reserve of 0 % instead of 50 %", RepairKind.WAIVER),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_helps_is_said_with_its_least_amount(name: str) -> None:
    text, kind = EXPECTED[name]
    assert texts(name).get(text) is kind, texts(name)


@pytest.mark.parametrize("name", CULPRITS)
def test_each_repair_has_a_plan(name: str) -> None:
    found = trials(CULPRITS[name])
    assert found
    for trial in found:
        assert Oracle(trial.portfolio).best() is not None, trial.changes


def test_people_are_asked_for_where_a_skill_is_missing() -> None:
    (trial,) = [row for row in trials(CULPRITS["skill"]) if row.kind is RepairKind.PEOPLE][:1]
    assert trial.cost == 1
    assert trial.least
    assert trial.changes[0].text.startswith("0.5 FTE more of “legal” for the team “Web” in Q")


def test_a_lock_takes_part_and_can_be_opened() -> None:
    portfolio = CULPRITS["lock"]
    (core,) = searched(Ground.of(portfolio)).clashes
    alone = bare(portfolio, Ground.of(portfolio).names, core)
    (lock,) = facts_in(alone, FOREVER, lambda: False)
    assert lock.constraint == "is_locked"
    trial = attempt(Task(portfolio, (lock,), FOREVER))
    assert trial is not None
    assert trial.changes[0].text == "Ann is no longer locked to the team “Api”"
    assert Oracle(trial.portfolio).best() is not None


@pytest.mark.parametrize(("name", "initiative"), [("ledger", "old"), ("active", "old")])
def test_facts_take_part(name: str, initiative: str) -> None:
    portfolio = CULPRITS[name]
    (core,) = searched(Ground.of(portfolio)).clashes
    alone = bare(portfolio, Ground.of(portfolio).names, core)
    assert facts_in(alone, FOREVER, lambda: False) == (Demanded("is_released", (initiative,)),)


def test_where_no_single_row_helps_several_do() -> None:
    found = trials(CULPRITS["two"])
    several = [trial for trial in found if trial.kind is RepairKind.SEVERAL]
    assert several
    assert {len(trial.changes) for trial in several} == {2}


@pytest.mark.parametrize("seed", range(12))
def test_of_drawn_portfolios_a_cent_less_does_not_do(seed: int) -> None:
    """A single budget is raised by the least amount: the oracle finds no plan with a cent less."""
    portfolio = squeezed(seed)
    singles = [names for names in searched(Ground.of(portfolio), 3, 6).changes if len(names) == 1]
    for names in singles:
        trial = attempt(Task(portfolio, names, FOREVER))
        if trial is None or trial.kind is not RepairKind.MONEY:
            continue
        assert trial.least
        cheaper = tuple(
            row.model_copy(update={"amount": row.amount - 1})
            if row not in portfolio.budgets and row.amount
            else row
            for row in trial.portfolio.budgets
        )
        less = trial.portfolio.model_copy(update={"budgets": cheaper})
        assert Oracle(less).best() is None


@pytest.mark.parametrize("guess", [1, 3, 7, 20, 100])
@pytest.mark.parametrize("least", [1, 2, 7, 50])
def test_the_fewest_steps_are_found_from_any_guess(guess: int, least: int) -> None:
    asked: list[int] = []

    def holds(steps: int) -> bool:
        asked.append(steps)
        return steps >= least

    assert fewest(holds, guess, 100) == (least, True)
    assert len(asked) < 20
    assert fewest(lambda _: False, guess, 100) is None


def test_what_was_not_answered_is_not_called_least() -> None:
    assert fewest(lambda steps: True if steps >= 5 else None, 5, 100) == (5, False)


def test_time_is_told_in_runs() -> None:
    amounts: dict[tuple[object, ...], int] = {
        ("web", "build", 0): 2,
        ("web", "build", 1): 2,
        ("web", "build", 3): 2,
        ("web", "build", 4): 1,
        ("api", "test", 2): 1,
    }
    assert [(place, first, last, slices) for place, first, last, slices in runs(amounts)] == [
        (("api", "test"), 2, 2, 1),
        (("web", "build"), 0, 1, 2),
        (("web", "build"), 3, 3, 2),
        (("web", "build"), 4, 4, 1),
    ]


def test_the_least_money_heeds_what_committed_work_has_overdrawn() -> None:
    """More for a fund that is overdrawn by EUR 5 helps from EUR 6 on: EUR 1 elsewhere is less."""
    portfolio = build(
        team("web"),
        fund("deep", [0, 0]),
        fund("even", [0, 0]),
        initiative("old", stage(500)),
        release("old", 1, 500, fund="deep"),
        initiative("law", stage(100), must_do=True),
    )
    found = attempt(Task(portfolio, (), FOREVER, RepairKind.MONEY))
    assert found is not None
    assert (found.cost, found.least) == (100, True)
