"""The order of rows means nothing."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from headgate.pipeline import run
from models.plan import Plan
from models.portfolio import Portfolio
from tests.oracle.agreement import planned
from tests.portfolios import change
from tests.properties.drawn import drawn


def shuffled(portfolio: Portfolio, seed: int) -> Portfolio:
    """The same rows in another order."""
    rng = Random(seed)  # noqa: S311 - drawn by seed, not for secrecy
    fields: dict[str, object] = {}
    for name in type(portfolio).model_fields:
        rows = getattr(portfolio, name)
        if isinstance(rows, tuple):
            fields[name] = tuple(rng.sample(rows, len(rows)))
    return change(portfolio, **fields)


@settings(max_examples=25)
@given(drawn(), st.integers(0, 99))
def test_shuffled_rows_give_the_same_plan(portfolio: Portfolio, seed: int) -> None:
    assert planned(shuffled(portfolio, seed)) == planned(portfolio)


def test_f51_shuffled_rows_give_the_same_plan_with_all_that_explains_it(
    portfolio: Portfolio,
) -> None:
    """Only findings differ: they say where rows stand, and that Periods are out of order."""
    first, second = run(portfolio), run(shuffled(portfolio, 7))
    for field in set(Plan.model_fields) - {"findings", "checks"}:
        assert getattr(first, field) == getattr(second, field), field


def test_planned_twice_the_same(portfolio: Portfolio) -> None:
    assert run(portfolio) == run(portfolio)
