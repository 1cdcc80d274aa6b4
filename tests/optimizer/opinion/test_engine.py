"""PuLP's answers are believed only as far as they can be."""

import pytest

from optimizer.opinion.engine import Answer, Engine, maximize
from optimizer.opinion.linear import Linear
from optimizer.opinion.model import Model

ENGINES = tuple(Engine)


def constant(number: int) -> Linear:
    return Linear(constant=number)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_that_binds_has_a_dual_above_zero(engine: Engine) -> None:
    model = Model()
    x, y = model.variable(), model.variable(10)
    model.at_most(Linear({x: 1, y: 1}), constant(4), "together")
    model.at_most(Linear({x: 1}), constant(100), "far")
    best = maximize(model, Linear({x: 3, y: 2}), seconds=10, engine=engine, relaxed=True)
    assert best.answer is Answer.OPTIMAL
    assert best.objective == pytest.approx(3 * 4)
    assert best.duals == pytest.approx({"together": 3, "far": 0})


@pytest.mark.parametrize("engine", ENGINES)
def test_whole_variables_are_whole_unless_relaxed(engine: Engine) -> None:
    model = Model()
    x = model.variable(whole=True)
    model.at_most(Linear({x: 2}), constant(7))
    whole = maximize(model, Linear({x: 1}), seconds=10, engine=engine)
    relaxed = maximize(model, Linear({x: 1}), seconds=10, engine=engine, relaxed=True)
    assert (whole.objective, relaxed.objective) == pytest.approx((3, 3.5))
    assert whole.bound == pytest.approx(3)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("whole", [True, False])
def test_infeasible_is_said(engine: Engine, whole: bool) -> None:  # noqa: FBT001 - a case
    model = Model()
    x = model.variable(whole=whole)
    model.equal(Linear({x: 2}), constant(3 if whole else -3))
    assert maximize(model, Linear({x: 1}), seconds=10, engine=engine).answer is Answer.INFEASIBLE


@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_row_without_variables_is_infeasible(engine: Engine) -> None:
    model = Model()
    x = model.variable(1)
    model.at_most(constant(2), constant(1))
    assert maximize(model, Linear({x: 1}), seconds=10, engine=engine).answer is Answer.INFEASIBLE


@pytest.mark.parametrize("engine", ENGINES)
def test_no_variables_at_all_is_a_plan(engine: Engine) -> None:
    best = maximize(Model(), constant(5), seconds=10, engine=engine)
    assert (best.answer, best.objective) == (Answer.OPTIMAL, 5)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_unused_variable_does_no_harm(engine: Engine) -> None:
    """CBC once failed on a column that stood in no row."""
    model = Model()
    used, idle = model.variable(1, whole=True), model.variable(1, whole=True)
    model.at_most(Linear({used: 1}), constant(1))
    best = maximize(model, Linear({used: 7, idle: 0}), seconds=10, engine=engine)
    assert (best.objective, best.values) == (7, (1.0, 0.0))


@pytest.mark.parametrize("engine", ENGINES)
def test_out_of_time_is_not_optimal(engine: Engine) -> None:
    """Both engines call what they have at the limit "Optimal"."""
    model = Model()
    columns = [model.variable(1, whole=True) for _ in range(60)]
    for r in range(40):
        row = Linear({x: (r * 37 + i * i * 13 + i) % 97 + 1 for i, x in enumerate(columns)})
        model.at_most(row, constant(1_000))
    worth = Linear({x: (i * 31) % 53 + 20 for i, x in enumerate(columns)})
    best = maximize(model, worth, seconds=0.05, engine=engine)
    assert best.answer in (Answer.FEASIBLE, Answer.NOTHING)
