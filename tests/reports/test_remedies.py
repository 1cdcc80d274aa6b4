"""The cheapest remedy for a gap, at the boundaries of every limit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from models.plan import Worker
from models.units import OptionId
from reports.context import Context
from reports.facts.people import People
from reports.facts.remedies import Part, Remedies, Remedy
from reports.facts.skills import Skills
from reports.remedy_words import sentence, there_in, ways
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
    works,
)
from tests.reports.planned import Row, context_of, decided, does, hired, lacks, learns

MOVE = 20_00
"""Price of a move per slice; a slice is half an FTE."""


def _rows() -> Iterator[Rows]:
    """Two teams of one domain, one of another; work for each of them."""
    yield team("web", domain="shop")
    yield team("app", domain="shop")
    yield team("ops", "platform")
    yield initiative("cart", stage(1_00, 4, {"build": 2}), team="web")
    yield initiative("chat", stage(1_00, 4, {"build": 2}), team="app")


def _context(*rows: Rows | Row, audience: str = "all") -> Context:
    """A plan of the planned rows for a portfolio of the others."""
    flat = [row for part in rows for row in ([part] if isinstance(part, BaseModel) else part)]
    planned = [row for row in flat if isinstance(row, Row)]
    given = [row for row in flat if not isinstance(row, Row)]
    return context_of(build(_rows(), given, move_price=MOVE), *planned, audience=audience)


def _remedies(context: Context) -> tuple[Remedy, ...]:
    people = People(context)
    return Remedies(context, people, Skills(context, people)).all


def _one(*rows: Rows | Row) -> Remedy:
    (found,) = _remedies(_context(*rows))
    return found


def _parts(remedy: Remedy) -> list[tuple[str, str, tuple[int, ...], int | None]]:
    return [(part.offer.way.value, part.offer.who, part.takes, part.cost) for part in remedy.parts]


def test_a_hire_is_there_when_its_lead_time_is_over() -> None:
    option = hiring("builder", "build", 4, cost=1_000_00, lead_time=2, one_off=300_00)
    found = _one(option, lacks("cart", 2, 1))
    # half an FTE in Q3 and Q4, since who is hired stays: 2 * 500 + 150 once
    assert _parts(found) == [("hire", "builder", (0, 0, 1, 0), 1_150_00)]
    assert found.parts[0].there == (0, 0, 1, 1)
    assert found.open == 0


def test_a_lead_time_of_one_period_more_leaves_the_gap_open() -> None:
    option = hiring("builder", "build", 4, cost=1_000_00, lead_time=3, one_off=300_00)
    context = _context(option, lacks("cart", 2, 1))
    (found,) = _remedies(context)
    assert (found.parts, found.open, found.cost) == ((), 1, None)
    assert ways(found) == "nobody can"
    assert sentence(found, context) == (
        "Nobody can in time (“builder” not before Q4): hire beyond the options, or move the work."
    )


def test_where_nothing_is_on_offer_words_say_so() -> None:
    context = _context(lacks("cart", 0, 1))
    (found,) = _remedies(context)
    assert sentence(found, context) == "Nobody can: hire beyond the options, or move the work."
    assert there_in(found, context) == ""


def test_contracts_are_paid_for_their_shortest_stay() -> None:
    option = hiring("crew", "build", 4, "contractor", cost=1_000_00, shortest_stay=2)
    (part,) = _one(option, lacks("cart", 1, 2)).parts
    assert (part.takes, part.there, part.cost) == ((0, 2, 0, 0), (0, 2, 2, 0), 2_000_00)


def test_a_contract_is_cheaper_than_a_hire_for_a_short_need_and_dearer_for_a_long_one() -> None:
    options = (
        hiring("crew", "build", 4, "contractor", cost=3_000_00),
        hiring("builder", "build", 4, cost=1_000_00, one_off=1_000_00),
    )
    # one period: 1,500 for the contract; 4 * 500 + 500 for the hire
    assert ways(_one(*options, lacks("cart", 0, 1))) == "contract"
    # four periods: 4 * 1,500 for the contract, the hire as before
    assert ways(_one(*options, *(lacks("cart", t, 1) for t in range(4)))) == "hire"


def test_equal_costs_take_the_way_that_binds_less() -> None:
    options = (
        hiring("builder", "build", 4, cost=1_000_00),
        hiring("crew", "build", 4, "contractor", cost=1_000_00),
    )
    assert ways(_one(*options, lacks("cart", 3, 1))) == "contract"


def test_the_most_of_an_option_is_enough_at_its_limit() -> None:
    options = (
        hiring("crew", "build", 2, "contractor", cost=1_000_00),
        hiring("dear", "build", 2, "contractor", cost=5_000_00),
    )
    assert _parts(_one(*options, lacks("cart", 0, 2))) == [
        ("contract", "crew", (2, 0, 0, 0), 1_000_00)
    ]


def test_above_the_most_the_next_cheapest_fills_the_rest() -> None:
    options = (
        hiring("crew", "build", 2, "contractor", cost=1_000_00),
        hiring("dear", "build", 2, "contractor", cost=5_000_00),
    )
    found = _one(*options, lacks("cart", 0, 3))
    assert _parts(found) == [
        ("contract", "crew", (2, 0, 0, 0), 1_000_00),
        ("contract", "dear", (1, 0, 0, 0), 2_500_00),
    ]
    assert found.cost == 3_500_00


def test_above_all_options_the_rest_stays_open() -> None:
    context = _context(hiring("crew", "build", 2, "contractor", cost=1_000_00), lacks("cart", 0, 3))
    (found,) = _remedies(context)
    assert (found.rest, found.open) == ((1, 0, 0, 0), 1)
    assert sentence(found, context) == (
        "Contract 1 FTE through “crew” in Q1. 0.5 FTE stays open in Q1."
    )


def test_what_the_plan_uses_of_an_option_is_gone() -> None:
    option = hiring("crew", "build", 2, "contractor", cost=1_000_00)
    used = does("crew", "web", "cart", 0, 1, worker=Worker.HIRE)
    found = _one(option, hired("crew", 0, 1), used, lacks("cart", 0, 2))
    assert (found.filled, found.open) == (1, 1)


def test_hires_without_work_come_first_and_cost_nothing_more() -> None:
    option = hiring("crew", "build", 2, "contractor", cost=1_000_00)
    context = _context(option, hired("crew", 0, 1), lacks("cart", 0, 2))
    (found,) = _remedies(context)
    assert _parts(found) == [
        ("hired already", "crew", (1, 0, 0, 0), 0),
        ("contract", "crew", (1, 0, 0, 0), 500_00),
    ]
    assert sentence(found, context) == (
        "Use 0.5 FTE hired through “crew” already in Q1; contract 0.5 FTE through “crew” in Q1."
    )


def test_what_the_plan_calls_short_is_short_even_where_people_are_free() -> None:
    context = _context([*person("eve", "web", {"build": 1})], lacks("cart", 0, 1))
    (found,) = _remedies(context)
    assert (found.missing, found.cost) == ((1, 0, 0, 0), 0)
    assert sentence(found, context) == "Use 0.5 FTE from Web (Eve) in Q1."


def _ann(**more: object) -> Rows:
    return [*person("ann", "app", {"build": 3}, slices=2, lendable="domain", **more)]


def test_a_lender_who_is_free_exactly_enough_is_lent() -> None:
    found = _one(_ann(), does("ann", "app", "chat", 1, 1), lacks("cart", 0, 2))
    assert _parts(found) == [("lend", "ann", (2, 0, 0, 0), 2 * MOVE)]


def test_a_lender_who_is_a_slice_short_leaves_it_open() -> None:
    found = _one(_ann(), does("ann", "app", "chat", 0, 1), lacks("cart", 0, 2))
    assert (_parts(found), found.open) == ([("lend", "ann", (1, 0, 0, 0), MOVE)], 1)


def test_a_move_is_paid_once_for_a_row_of_periods() -> None:
    found = _one(_ann(), *(lacks("cart", t, 1) for t in (0, 1, 3)))
    assert _parts(found) == [("lend", "ann", (1, 1, 0, 1), 2 * MOVE)]


@pytest.mark.parametrize(
    ("home", "lendable", "helps"),
    [
        ("app", "domain", True),
        ("app", "no", False),
        ("ops", "domain", False),
        ("ops", "anywhere", True),
    ],
)
def test_lending_scope_has_to_reach_the_team(home: str, lendable: str, helps: bool) -> None:  # noqa: FBT001
    found = _one(person("ann", home, {"build": 3}, lendable=lendable), lacks("cart", 0, 1))
    assert (found.open == 0) is helps


def test_a_function_lends_to_products_only_and_no_more_than_agreed() -> None:
    mia = [*person("mia", None, {"build": 1}, function="marketing", lendable="anywhere")]
    agreed = _one(function("marketing", most_lent=1), mia, lacks("cart", 0, 2))
    assert (agreed.filled, agreed.open) == (1, 1)
    platform = initiative("feed", stage(1_00, 1, {"build": 1}), team="ops")
    assert not _one(function("marketing"), mia, platform, lacks("feed", 0, 1)).parts


def test_the_lowest_level_is_asked_of_people() -> None:
    assert ways(_one(_ann(), lacks("cart", 0, 1, level=3))) == "lend"
    assert ways(_one(_ann(), lacks("cart", 0, 1, level=4))) == "nobody can"


def test_a_loan_is_no_longer_than_agreed() -> None:
    two = _one(_ann(longest_loan=2), lacks("cart", 0, 1), lacks("cart", 1, 1))
    assert two.open == 0
    three = _one(_ann(longest_loan=2), *(lacks("cart", t, 1) for t in range(3)))
    assert three.rest == (0, 0, 1, 0)


def test_a_loan_that_runs_already_counts() -> None:
    there = does("ann", "web", "cart", 0, 1)
    at_its_end = _one(_ann(longest_loan=1), there, lacks("cart", 1, 1))
    assert not at_its_end.parts
    assert ways(_one(_ann(longest_loan=2), there, lacks("cart", 1, 1))) == "lend"


def test_time_that_is_locked_is_nobody_elses() -> None:
    assert (
        ways(_one(_ann(), works("ann", "app", 2, "Q1", lock=True), lacks("cart", 1, 2))) == "lend"
    )
    locked = _one(_ann(), works("ann", "app", 2, "Q2", lock=True), lacks("cart", 1, 2))
    assert not locked.parts


def _keeping(**limits: object) -> tuple[Rows, ...]:
    """A team that keeps something back, with two people who could be lent."""
    return (
        team("core", "platform", domain="shop", **limits),
        person("ann", "core", {"build": 3}, slices=2, lendable="anywhere"),
        person("ben", "core", {"plan": 3}, slices=2),
    )


def test_a_team_keeps_its_fewest_people() -> None:
    assert _one(*_keeping(fewest=2), lacks("cart", 0, 2)).open == 0
    assert _one(*_keeping(fewest=3), lacks("cart", 0, 2)).open == 1


def test_a_platform_keeps_its_reserve() -> None:
    assert _one(*_keeping(reserve=50), lacks("cart", 0, 2)).open == 0
    assert _one(*_keeping(reserve=75), lacks("cart", 0, 2)).open == 1


def test_nobody_works_for_too_many_teams() -> None:
    third = [
        team("mail", domain="shop"),
        *initiative("post", stage(1_00, 4, {"build": 1}), team="mail"),
    ]
    one, two = does("ann", "app", "chat", 0, 1), does("ann", "mail", "post", 0, 1)
    ann = [*person("ann", "app", {"build": 3}, slices=4, lendable="domain")]
    assert _one(third, ann, one, lacks("cart", 0, 1)).open == 0
    assert _one(third, ann, one, two, lacks("cart", 0, 1)).open == 1


def _teach() -> Rows:
    return hiring("teach", "data", 2, "reskill", one_off=100_00, from_skill="build", cost=10_00)


def test_someone_who_is_free_can_learn() -> None:
    context = _context(_ann(), _teach(), lacks("cart", 2, 2, "data"))
    (found,) = _remedies(context)
    # one FTE that learns for 100, and is paid for in Q3 and Q4
    assert _parts(found) == [("reskill", "teach", (0, 0, 2, 0), 120_00)]
    assert sentence(found, context) == "Teach 1 FTE through “teach” from Q3 on: App (Ann)."


def test_someone_who_is_busy_later_cannot_learn() -> None:
    found = _one(_ann(), _teach(), does("ann", "app", "chat", 3, 1), lacks("cart", 2, 2, "data"))
    assert (found.filled, found.open) == (1, 1)


def test_only_who_has_the_old_skill_can_learn() -> None:
    ben = person("ben", "web", {"design": 5})
    assert not _one(ben, _teach(), lacks("cart", 2, 1, "data")).parts


def test_a_pool_serves_whom_it_is_for() -> None:
    near = pool("agency", "build", 1, domain="shop", from_period="Q2", cost=900_00)
    assert _parts(_one(near, lacks("cart", 1, 1))) == [("pool", "agency", (0, 1, 0, 0), 450_00)]
    assert not _one(near, lacks("cart", 0, 1)).parts
    far = pool("agency", "build", 1, team="app", cost=900_00)
    assert not _one(far, lacks("cart", 1, 1)).parts


def test_a_pool_whose_cost_nobody_says_has_none() -> None:
    found = _one(pool("agency", "build", 1), lacks("cart", 0, 1))
    assert (ways(found), found.cost) == ("pool", None)


def test_what_a_gap_takes_is_not_offered_to_the_next() -> None:
    first, second = _remedies(
        _context(_ann(), lacks("cart", 0, 2), initiative("shelf", stage(1_00, 4, {"build": 1})),
                 lacks("shelf", 0, 1, level=2))
    )  # fmt: skip
    assert (first.gap.lowest_level, first.open) == (1, 0)
    assert (second.gap.lowest_level, second.open) == (2, 1)


def test_what_is_not_funded_has_what_shortages_leave() -> None:
    rows = (_ann(), [*initiative("new", stage(1_00, 1, {"build": 1}), team="web")])
    wanted = decided("new", 1, "not funded")
    (alone,) = _remedies(_context(*rows, wanted))
    assert (ways(alone), alone.gap.needs) == ("lend", (1, 0, 0, 0))
    short, after = _remedies(_context(*rows, wanted, lacks("cart", 0, 2)))
    assert (ways(short), ways(after)) == ("lend", "nobody can")


def test_what_a_team_can_do_by_itself_is_no_gap() -> None:
    rows = [
        *initiative("new", stage(1_00, 1, {"build": 2}), team="app"),
        decided("new", 1, "not funded"),
    ]
    assert _remedies(_context(_ann(), rows)) == ()
    (busy,) = _remedies(_context(_ann(), does("ann", "app", "chat", 0, 1), rows))
    assert busy.missing == (1, 0, 0, 0)


def test_a_team_that_is_full_takes_nobody_more() -> None:
    rows = (
        team("mail", domain="shop", most=1),
        initiative("new", stage(1_00, 1, {"build": 2}), team="mail"),
        decided("new", 1, "not funded"),
    )
    (found,) = _remedies(_context(_ann(), *rows))
    assert (found.filled, found.open) == (1, 1)


def test_costs_are_rounded_half_even_as_those_of_the_plan() -> None:
    option = hiring("crew", "build", 1, "contractor", cost=5, one_off=3)
    (part,) = _one(option, lacks("cart", 3, 1)).parts
    assert part.cost == 2 + 2  # 2.5 and 1.5 minor units


def test_readers_who_may_not_know_names_see_how_many() -> None:
    amy = [*person("amy", "app", {"build": 1}, lendable="domain")]
    rows = (_ann(), amy, lacks("cart", 0, 4))
    open_to_all, closed = (_context(*rows, audience=each) for each in ("delivery", "executives"))
    (found,) = _remedies(open_to_all)
    assert sentence(found, open_to_all) == "Borrow 2 FTE from App (Amy and Ann) in Q1."
    assert sentence(found, closed) == "Borrow 2 FTE from App (2 people) in Q1."


def test_learners_are_named_by_the_option_that_teaches_them() -> None:
    found = _one(_ann(), _teach(), lacks("cart", 2, 1, "data"))
    part: Part = found.parts[0]
    assert (part.offer.learner, part.offer.who) == ("ann", OptionId("teach"))


def test_time_given_up_to_learn_is_in_use() -> None:
    taught = (learns("ann", "teach", "build", 0, 1), hired("teach", 0, 1))
    found = _one(_ann(), _teach(), *taught, lacks("cart", 0, 2))
    assert (found.filled, found.open) == (1, 1)


def test_a_pool_called_like_a_person_is_withheld() -> None:
    rows = (pool("Ann", "build", 1), [*person("ann", "ops")], lacks("cart", 0, 1))
    for audience, name in (("delivery", "Ann"), ("executives", "(name withheld)")):
        context = _context(*rows, audience=audience)
        (found,) = _remedies(context)
        assert sentence(found, context) == f"Take 0.5 FTE of the pool {name} in Q1."
