"""Moves and loans, followed by hand."""

from __future__ import annotations

from models.plan import Assignment, Plan, Provenance, SolveStatus, Value, Worker
from models.portfolio import Portfolio
from models.units import InitiativeId, Money, PeriodIndex, SkillId, Slices, TeamId
from reports.audience import view_for
from reports.context import Context
from reports.facts.people import MoveKind, People
from tests.portfolios import build, initiative, person, stage, team, works


def _portfolio() -> Portfolio:
    return build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, slices=4, lendable="anywhere"),
        initiative("shop", stage(1_00, 4, {"build": 1}), team="web"),
        initiative("cart", stage(1_00, 4, {"build": 1}), team="app"),
        works("ann", "web", 4),
    )


def _people(portfolio: Portfolio, *time: tuple[str, int, int]) -> People:
    """Ann's time: team, period, slices."""
    work = {"web": "shop", "app": "cart"}
    rows = tuple(
        Assignment(
            worker=Worker.PERSON,
            who="ann",
            team=TeamId(at),
            initiative=InitiativeId(work[at]),
            stage=1,
            skill=SkillId("build"),
            period=PeriodIndex(t),
            slices=Slices(slices),
        )
        for at, t, slices in time
    )
    plan = Plan(
        stages=(),
        assignments=rows,
        value=Value(benefits=Money(0)),
        bound=Money(0),
        status=SolveStatus.OPTIMAL,
        provenance=Provenance(portfolio="", headgate=""),
    )
    return People(Context(portfolio, plan, view_for("all")))


def test_time_that_arrives_away_from_home_is_a_move() -> None:
    people = _people(_portfolio(), ("web", 0, 4), ("web", 1, 1), ("app", 1, 3), ("app", 2, 4))
    found = [(m.period, m.kind, m.source, m.target, m.slices, m.work) for m in people.moves]
    assert found == [
        (1, MoveKind.MOVES, ("web",), "app", 3, ("Cart",)),
        (2, MoveKind.MOVES, ("web",), "app", 1, ("Cart",)),
        (3, MoveKind.COMES_HOME, ("app",), None, 4, ()),
    ]


def test_time_that_was_free_comes_from_nowhere() -> None:
    people = _people(_portfolio(), ("web", 0, 2), ("web", 1, 2), ("app", 1, 1))
    assert [(m.period, m.source, m.slices) for m in people.moves] == [(1, (), 1), (2, ("app",), 1)]


def test_a_loan_of_the_plan_in_force_that_goes_on_is_no_move() -> None:
    portfolio = _portfolio().model_copy(
        update={"assignments": (works("ann", "app", 2),)}  # the builder gives one row
    )
    people = _people(portfolio, ("app", 0, 2), ("app", 1, 1))
    assert [(m.period, m.kind) for m in people.moves] == [(2, MoveKind.COMES_HOME)]
    assert [(loan.first, loan.last, loan.fewest, loan.most) for loan in people.loans] == [
        (-1, 1, 1, 2)
    ]


def test_a_gap_ends_a_loan() -> None:
    people = _people(_portfolio(), ("app", 0, 2), ("app", 2, 3), ("app", 3, 1))
    assert [(loan.team, loan.first, loan.last, loan.most) for loan in people.loans] == [
        ("app", 0, 0, 2),
        ("app", 2, 3, 3),
    ]


def test_the_moves_of_a_plan_add_up_to_what_it_says() -> None:
    people = _people(_portfolio(), ("app", 0, 1), ("web", 0, 3), ("app", 1, 4), ("web", 2, 4))
    counted = sum(move.slices for move in people.moves if move.kind is MoveKind.MOVES)
    assert counted == 1 + 3
