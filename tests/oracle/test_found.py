"""Disagreements that were found, each as small as it gets, with the wrong answer that was given."""

from models.fund import PaysFor
from models.initiative import Theme
from models.portfolio import Portfolio
from tests.oracle.agreement import disagreements
from tests.oracle.draw import draw
from tests.oracle.solve import Oracle
from tests.portfolios import (
    build,
    envelope,
    function,
    fund,
    hiring,
    initiative,
    person,
    release,
    stage,
    team,
    works,
)


def unpaid() -> Portfolio:
    """A released tranche that no fund may pay is charged nowhere, so envelopes do not feel it."""
    growth = PaysFor(themes=(Theme.GROWTH,))
    return build(
        team("web"),
        fund("main", [9, 9], pays_for=growth),
        initiative("shop", stage(7), theme="run"),
        release("shop", 1, 7),
        envelope("e", "newly started", most=0),
    )


def test_what_nobody_pays_fills_no_envelope() -> None:
    """Was: no plan can satisfy it."""
    best = Oracle(unpaid()).best()
    assert best is not None
    assert disagreements(unpaid()) == []


def all_locked() -> Portfolio:
    """The only person who could learn is locked to another team all the time."""
    return build(
        team("web"),
        team("api", "platform"),
        function("law"),
        fund("main", [9, 9]),
        person("ann", None, {"a": 1}, slices=1, function="law"),
        works("ann", "api", 1, lock=True),
        hiring("learn", "b", 1, "reskill", from_skill="a"),
        initiative("shop", stage(1, needs={"b": 1}), worth=9),
    )


def test_locked_time_is_not_retrained() -> None:
    """Was: locked time was retrained, and then no names could be found."""
    best = Oracle(all_locked()).best()
    assert best is not None
    assert best.value == 0
    assert disagreements(all_locked()) == []


def test_the_engine_comes_to_an_end() -> None:
    """Was: HiGHS 1.12 to 1.14 presolved the programme of this seed for ever."""
    assert disagreements(draw(82)) == []
