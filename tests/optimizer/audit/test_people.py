"""Section 7 of the formulation: who may work where, and how much."""

from typing import Any

import pytest

from models.person import Availability
from models.plan import Assignment
from models.portfolio import Portfolio
from models.units import PeriodId, PersonId, Slices
from optimizer.audit.checks.locks_hold import locks_hold
from optimizer.audit.checks.longest_loan import longest_loan
from optimizer.audit.checks.most_teams_per_person import most_teams_per_person
from optimizer.audit.checks.moves_are_counted import moves_are_counted
from optimizer.audit.checks.person_has_one_time import person_has_one_time
from optimizer.audit.checks.retrained_time_is_given_up import retrained_time_is_given_up
from optimizer.audit.checks.skill_and_level_fit import skill_and_level_fit
from optimizer.audit.checks.within_reach import within_reach
from tests.optimizer.audit.plans import breaks, draft, hires, holds, learns, works
from tests.portfolios import (
    Rows,
    build,
    function,
    hiring,
    initiative,
    person,
    pool,
    stage,
    team,
)
from tests.portfolios import works as in_force

TEAMS = {"web": "north", "app": "north", "lab": "south", "solo": None}
"""Product teams and their domains."""


def company(*rows: Rows, **settings: Any) -> Portfolio:  # noqa: ANN401 - Settings
    """Four product teams and a platform, each with an initiative of one stage over all periods."""
    return build(
        (team(name, domain=domain) for name, domain in TEAMS.items()),
        team("base", "platform", domain="north"),
        (
            initiative(f"{name} work", stage(1, 4, {"build": 2}), team=name)
            for name in (*TEAMS, "base")
        ),
        rows,
        **settings,
    )


def at(
    name: str,
    t: int,
    slices: int,
    who: str = "ann",
    **more: Any,  # noqa: ANN401 - any field of Assignment
) -> Assignment:
    """Time of Ann at a team."""
    return works(who, f"{name} work/1", t, slices, team=name, **more)


def test_skill_and_level_fit_holds_at_the_lowest_level() -> None:
    portfolio = company(person("ann", skills={"build": 3}))
    plan = draft(portfolio, {"web work/1": 0}, at("web", 0, 1, lowest_level=3))
    holds(skill_and_level_fit, portfolio, plan)


def test_skill_and_level_fit_breaks_one_level_above() -> None:
    portfolio = company(person("ann", skills={"build": 3}))
    plan = draft(portfolio, {"web work/1": 0}, at("web", 0, 1, lowest_level=4))
    breaks(skill_and_level_fit, portfolio, plan, "Ann (ann) does build at level 4 for web work/1")
    plan = draft(portfolio, {"web work/1": 0}, at("web", 0, 1, skill="test"))
    breaks(skill_and_level_fit, portfolio, plan)


def test_skill_and_level_fit_holds_for_pools_and_hires_of_the_skill_at_any_level() -> None:
    portfolio = company(pool("desk", "build", 2), hiring("crew", "build", 2))
    for who, worker in (("desk", "pool"), ("crew", "hire")):
        fits = at("web", 0, 1, who, worker=worker, lowest_level=5)
        holds(skill_and_level_fit, portfolio, draft(portfolio, {}, fits))
        wrong = at("web", 0, 1, who, worker=worker, skill="test")
        breaks(skill_and_level_fit, portfolio, draft(portfolio, {}, wrong))


REACH = {
    ("web", "no"): {"web"},
    ("web", "domain"): {"web", "app", "base"},
    ("web", "anywhere"): {"web", "app", "lab", "solo", "base"},
    ("solo", "domain"): {"solo"},
    (None, "no"): set(),
    (None, "domain"): set(),
    (None, "anywhere"): {"web", "app", "lab", "solo"},
}
"""By home (None = a function) and how far someone is lent: the teams that they may work for."""


@pytest.mark.parametrize(("home", "lendable"), REACH)
def test_within_reach_breaks_outside_of_home_and_lending(home: str | None, lendable: str) -> None:
    belongs: dict[str, Any] = {} if home else {"function": "sales"}
    portfolio = company(
        function("sales"), person("ann", home, {"build": 1}, 2, lendable, **belongs)
    )
    for name in (*TEAMS, "base"):
        test = holds if name in REACH[home, lendable] else breaks
        test(within_reach, portfolio, draft(portfolio, {}, at(name, 1, 1)))


def test_within_reach_holds_for_the_locked_time_and_breaks_beyond() -> None:
    locked = in_force("ann", "lab", 1, "Q2", lock=True)
    portfolio = company(person("ann", slices=3), locked)
    holds(within_reach, portfolio, draft(portfolio, {}, at("lab", 1, 1)))
    told = "Ann (ann) may not work for Lab (lab), and does in Q"
    breaks(within_reach, portfolio, draft(portfolio, {}, at("lab", 1, 2)), f"{told}2")
    breaks(within_reach, portfolio, draft(portfolio, {}, at("lab", 2, 1)), f"{told}3")
    loose = company(person("ann", slices=3), in_force("ann", "lab", 1))
    breaks(within_reach, loose, draft(loose, {}, at("lab", 1, 1)))


def test_person_has_one_time_holds_to_the_last_slice() -> None:
    portfolio = company(person("ann", slices=3), hiring("course", "test", 1, "reskill"))
    rows = [at("web", 0, 1), at("app", 0, 1), learns("ann", "course", 0, 1)]
    holds(person_has_one_time, portfolio, draft(portfolio, {}, *rows))


def test_person_has_one_time_breaks_by_one_slice() -> None:
    portfolio = company(person("ann", slices=3), hiring("course", "test", 1, "reskill"))
    rows = [at("web", 0, 1), at("app", 0, 2), learns("ann", "course", 0, 1)]
    told = "Ann (ann) works 2 FTE in Q1 and has 1.5 FTE"
    breaks(person_has_one_time, portfolio, draft(portfolio, {}, *rows), told)
    breaks(person_has_one_time, portfolio, draft(portfolio, {}, learns("ann", "course", 0, 4)))


def test_person_has_one_time_holds_for_exceptions() -> None:
    away = Availability(person=PersonId("ann"), period=PeriodId("Q2"), slices=Slices(1))
    portfolio = company(person("ann", slices=3), away)
    full = [at("web", t, 3) for t in (0, 2, 3)]
    holds(person_has_one_time, portfolio, draft(portfolio, {}, *full, at("web", 1, 1)))
    breaks(person_has_one_time, portfolio, draft(portfolio, {}, *full, at("web", 1, 2)), "Q2")


def locked_person() -> Portfolio:
    """Ann has 4 slices, of which 2 are locked at `app` in Q1 and Q2."""
    lock = in_force("ann", "app", 2, "Q2", lock=True)
    return company(person("ann", slices=4), lock, hiring("course", "test", 1, "reskill"))


@pytest.mark.parametrize(
    "rows",
    [
        [at("web", 1, 2)],
        [at("web", 1, 2), at("app", 1, 2)],
        [at("app", 1, 4)],
        [at("web", 1, 1), at("app", 1, 3)],
        [at("web", 2, 4)],
    ],
)
def test_locks_hold_holds(rows: list[Assignment]) -> None:
    holds(locks_hold, locked_person(), draft(locked_person(), {}, *rows))


@pytest.mark.parametrize(
    "rows",
    [
        [at("web", 1, 3)],
        [at("web", 1, 2), at("lab", 1, 1)],
        [at("web", 1, 2), at("app", 1, 3)],
        [at("web", 1, 2), learns("ann", "course", 1, 1)],
    ],
)
def test_locks_hold_breaks_by_one_slice(rows: list[Assignment]) -> None:
    told = "Ann (ann) has 1 FTE beside locked time in Q2, and 1.5 FTE of it is used"
    breaks(locks_hold, locked_person(), draft(locked_person(), {}, *rows), told)


def test_locks_hold_adds_up_the_locks_of_all_rows() -> None:
    locks = [in_force("ann", name, 1, lock=True) for name in ("app", "app", "lab")]
    portfolio = company(person("ann", slices=4), locks)
    holds(locks_hold, portfolio, draft(portfolio, {}, at("web", 3, 1), at("app", 3, 2)))
    breaks(locks_hold, portfolio, draft(portfolio, {}, at("web", 3, 1), at("lab", 3, 2)))


def test_most_teams_per_person_holds_at_the_most() -> None:
    portfolio = company(person("ann", slices=9), most_teams=2)
    rows = [at("web", 0, 1), at("app", 0, 1), at("lab", 1, 1), at("solo", 1, 1)]
    holds(most_teams_per_person, portfolio, draft(portfolio, {}, *rows))


def test_most_teams_per_person_breaks_with_one_more() -> None:
    portfolio = company(person("ann", slices=9), most_teams=2)
    rows = [at("web", 0, 1), at("app", 0, 1), at("lab", 0, 1)]
    told = "Ann (ann) works for 3 teams in Q1; the most is 2"
    breaks(most_teams_per_person, portfolio, draft(portfolio, {}, *rows), told)


def test_longest_loan_holds_at_its_length_and_after_a_break() -> None:
    portfolio = company(person("ann", longest_loan=2))
    for periods in ((0, 1), (0, 1, 3), (0, 2, 3)):
        rows = [at("app", t, 1) for t in periods]
        holds(longest_loan, portfolio, draft(portfolio, {}, *rows))
    two = [at("app", 0, 1), at("app", 1, 1), at("lab", 2, 1), at("lab", 3, 1)]
    holds(longest_loan, portfolio, draft(portfolio, {}, *two))


def test_longest_loan_breaks_one_period_later() -> None:
    portfolio = company(person("ann", longest_loan=2))
    rows = [at("app", t, 1) for t in (1, 2, 3)]
    told = "Ann (ann) works for App (app) 3 periods in a row; the longest loan is 2"
    breaks(longest_loan, portfolio, draft(portfolio, {}, *rows), told)
    home = [at("web", t, 1) for t in range(4)]
    holds(longest_loan, portfolio, draft(portfolio, {}, *home, at("app", 0, 1)))


def test_longest_loan_breaks_for_a_function_at_any_team() -> None:
    lent = person("ann", None, function="sales", longest_loan=1)
    portfolio = company(function("sales"), lent)
    breaks(longest_loan, portfolio, draft(portfolio, {}, at("web", 0, 1), at("web", 1, 1)))


def reskilling() -> Portfolio:
    course = hiring("course", "test", 2, "reskill", from_skill="build")
    rows = (person("ann", skills={"build": 2}), person("bob", skills={"design": 2}))
    return company(*rows, course, hiring("crew", "build", 2))


def test_retrained_time_is_given_up_holds_slice_by_slice() -> None:
    rows = [
        *hires("course", 0, 1, 2, 2),
        *(learns("ann", "course", t, min(t, 2)) for t in (1, 2, 3)),
    ]
    holds(retrained_time_is_given_up, reskilling(), draft(reskilling(), {}, *rows))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], "course has 1 FTE in Q4, and 0 FTE is given up"),
        ([learns("ann", "course", 3, 1)], "0.5 FTE is given up"),
        ([learns("ann", "course", 3, 2), learns("ann", "course", 2, 1)], "course has 0 FTE in Q3"),
        ([learns("bob", "course", 3, 2)], "Bob (bob) cannot give up build for course"),
        ([learns("bob", "course", 3, 2, "design")], "cannot give up design for course"),
        ([learns("ann", "crew", 3, 2), learns("ann", "course", 3, 2)], "give up build for crew"),
    ],
)
def test_retrained_time_is_given_up_breaks(given: list[Assignment], told: str) -> None:
    plan = draft(reskilling(), {}, *hires("course", 0, 0, 0, 2), *given)
    breaks(retrained_time_is_given_up, reskilling(), plan, told)


def moved(portfolio: Portfolio, slices: int, *rows: Assignment) -> None:
    """So many slices are moved, and not one more or less."""
    holds(moves_are_counted, portfolio, draft(portfolio, {}, *rows, moved=Slices(slices)))
    for wrong in (slices - 1, slices + 1):
        plan = draft(portfolio, {}, *rows, moved=Slices(wrong))
        breaks(moves_are_counted, portfolio, plan, "moves, and the plan says")


def test_moves_are_counted_holds_against_the_plan_in_force_and_the_period_before() -> None:
    two_there = [in_force("ann", "app", 1), in_force("ann", "app", 1, "Q1")]
    portfolio = company(person("ann", slices=9), two_there, in_force("ann", "web", 1))
    rows = [at("app", t, n) for t, n in enumerate((3, 1, 2))]
    moved(portfolio, (3 - 2) + (2 - 1), *rows)
    moved(portfolio, 0, at("app", 0, 2), at("app", 1, 2))
    moved(portfolio, 0 + 2, at("app", 0, 2), at("app", 2, 2))
    moved(portfolio, 0 + 5, at("web", 0, 9), at("lab", 3, 5))


def test_moves_are_counted_breaks_for_a_function_that_arrives_anywhere() -> None:
    portfolio = company(function("sales"), person("ann", None, function="sales"))
    moved(portfolio, 2, at("web", 0, 2), at("web", 1, 1))
