"""Hires followed by hand: from when to when, what for, at what cost."""

from __future__ import annotations

from models.plan import Worker
from reports.facts.hires import Hires
from tests.portfolios import build, hiring, initiative, person, stage, team
from tests.reports.planned import Row, context_of, does, hired, learns


def _found(*rows: Row) -> Hires:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}),
        initiative("cart", stage(1_00, 4, {"data": 1})),
        hiring("crew", "data", 9, "contractor", cost=1_000_01, one_off=200_00),
        hiring("teach", "data", 9, "reskill", one_off=100_00, from_skill="build"),
    )
    return Hires(context_of(portfolio, *rows))


def test_a_gap_divides_one_stay_from_the_next() -> None:
    found = _found(hired("crew", 0, 1), hired("crew", 1, 3), hired("crew", 3, 2)).all
    assert [(stay.first, stay.last, stay.slices) for stay in found] == [
        (0, 1, (1, 3)),
        (3, 3, (2,)),
    ]


def test_who_comes_is_paid_for_once_and_who_is_there_each_period() -> None:
    (stay,) = _found(hired("crew", 0, 1), hired("crew", 1, 3), hired("crew", 2, 2)).all
    # half an FTE is a slice: 500.005 is rounded half-even to 500.00, 1,500.015 to 1,500.02
    assert stay.cost == 500_00 + 1_500_02 + 1_000_01 + 3 * 100_00


def test_the_stages_that_use_a_stay_are_named_and_no_others() -> None:
    used = does("crew", "web", "cart", 1, 1, "data", Worker.HIRE)
    first, second = _found(hired("crew", 1, 1), hired("crew", 3, 1), used).all
    assert (first.stages, second.stages) == ((("cart", 1),), ())


def test_who_learns_is_known() -> None:
    (stay,) = _found(hired("teach", 1, 1), learns("ann", "teach", "build", 1, 1)).all
    assert (stay.learners, stay.cost) == (("ann",), 50_00)
