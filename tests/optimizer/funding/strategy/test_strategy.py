"""The strategy against one exact solve, on portfolios that both can take."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.generated_portfolio import generated
from models.portfolio import Portfolio
from models.units import PeriodIndex
from optimizer.funding import large
from optimizer.funding.arrays import Floats
from optimizer.funding.build import build
from optimizer.funding.choice import Choice, choice
from optimizer.funding.engine import Ending, Search
from optimizer.funding.expressions import Programme
from optimizer.funding.large import corrected, first_plan, improved, is_large
from optimizer.funding.people import People
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, Funding, fund
from optimizer.funding.strategy import improve, turns
from optimizer.funding.strategy import strategy as strategy_module
from optimizer.funding.strategy.learned import Learned
from optimizer.funding.strategy.part import Solved
from optimizer.funding.strategy.strategy import Strategy
from optimizer.gates import judge
from tests.portfolios import build as portfolio
from tests.portfolios import fund as money
from tests.portfolios import initiative, person, stage, team


def _problem(rows: Portfolio) -> Problem:
    return Problem.of(rows, judge(rows))


def _search(gap: float = 0.02) -> Search:
    return Search(gap, time.monotonic() + 3_600)


def _strategy(rows: Portfolio) -> Strategy:
    return Strategy(build(_problem(rows), flows=False))


def _shops() -> Portfolio:
    """Six shops, money for some, and people for two builders at a time."""
    return portfolio(
        team("web"),
        team("api", "platform"),
        person("ann", "web", {"build": 3}, slices=2),
        person("bob", "api", {"build": 2}, slices=2, lendable="anywhere"),
        money("main", [250, 250]),
        [
            initiative(f"s{n}", stage(60 + 10 * n, needs={"build": 2}), worth=100 * n)
            for n in range(1, 7)
        ],
    )


def _planned(strategy: Strategy, search: Search) -> Funding | Ending:
    first = first_plan(strategy, search)
    return first if isinstance(first, Ending) else improved(strategy, search)


@pytest.mark.parametrize("rows", [_shops(), generated(20, 60, 4, 2)], ids=["shops", "generated"])
def test_value_and_bound_lie_around_the_exact_optimum(rows: Portfolio) -> None:
    exact = fund(build(_problem(rows)), (), Search(1e-6, time.monotonic() + 3_600))
    found = _planned(_strategy(rows), _search())
    assert isinstance(exact, Funding)
    assert isinstance(found, Funding)
    assert found.bound >= exact.objective - 1
    assert found.objective <= found.bound + 1


def test_the_same_input_gives_the_same_starts() -> None:
    rows = generated(20, 60, 4, 5)
    first, second = (_planned(_strategy(rows), _search()) for _ in range(2))
    assert isinstance(first, Funding)
    assert isinstance(second, Funding)
    assert first.choice.starts == second.choice.starts
    assert first.objective == second.objective


def test_a_first_plan_keeps_earlier_starts_that_still_hold() -> None:
    rows = generated(20, 60, 4, 5)
    found = _planned(_strategy(rows), _search())
    assert isinstance(found, Funding)
    kept = first_plan(_strategy(rows), _search(), found.choice.starts)
    assert isinstance(kept, Funding)
    assert kept.objective >= found.objective - 1
    gone = {key: PeriodIndex(start + 1) for key, start in found.choice.starts.items()}
    assert isinstance(first_plan(_strategy(rows), _search(), gone), Funding)


def test_one_thread_finds_what_two_find(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = generated(20, 60, 4, 5)
    two = _planned(_strategy(rows), _search(0.001))

    class Alone(ThreadPoolExecutor):
        def __init__(self, _: int) -> None:
            super().__init__(1)

    monkeypatch.setattr(strategy_module, "ThreadPoolExecutor", Alone)
    one = _planned(_strategy(rows), _search(0.001))
    assert isinstance(one, Funding)
    assert isinstance(two, Funding)
    assert one.choice.starts == two.choice.starts


def test_one_thread_joins_what_two_gain_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST", 10)  # the sweep has several parts
    rows, found = generated(30, 80, 4, 9), []
    for threads in (2, 1):
        strategy = _strategy(rows)
        first = first_plan(strategy, _search(0.001), {})  # starts nothing: much can be gained
        improving = strategy.improving
        assert isinstance(first, Funding)
        assert improving is not None
        with ThreadPoolExecutor(threads) as pool:
            values = [improving.best.objective]
            for _ in range(12):
                improving.step(pool)
                values.append(improving.best.objective)
        assert len(set(values)) > 4
        found.append((values, improving.best.values.tolist(), improving.decided))
    assert found[0] == found[1]


def test_a_sweep_that_people_cannot_serve_ends_when_told_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strategy = _strategy(generated(30, 80, 4, 9))
    first_plan(strategy, _search(), {})
    improving = strategy.improving
    assert improving is not None
    calls: list[bool] = []

    def solved(*_: object, hint: bool = True) -> Solved:
        calls.append(hint)
        return replace(improving.best, objective=improving.best.objective + 1e9)

    monkeypatch.setattr(improve, "solve_part", solved)
    monkeypatch.setattr(Learned, "staffable", lambda *_: False)
    with ThreadPoolExecutor(2) as pool:
        improving.stopped = lambda: len(calls) > 5
        improving.step(pool)
    assert 5 < len(calls) < 10
    assert improving.best.objective < 1e9


def test_a_relaxation_goes_on_where_it_was_after_a_rest() -> None:
    answers = []
    for rests in (False, True):
        bounding = _strategy(generated(30, 80, 4, 5)).bounding
        for _ in range(4):
            assert bounding.solve()
            if rests:
                bounding.relaxation.rest()
            bounding.listen()
        answers.append((bounding.history, len(bounding.relaxation.arrays.row_upper)))
    (without, rows), (after, same_rows) = answers
    assert without[0] > without[-1]
    assert after == pytest.approx(without)
    assert rows == same_rows


def test_people_can_serve_what_is_found() -> None:
    strategy = _strategy(_shops())
    found = _planned(strategy, _search())
    assert isinstance(found, Funding)
    people = People(strategy.programme)
    assert people.broken(np.array(found.choice.values), 1e-3) is None


def test_rows_about_people_are_found_where_nobody_has_the_time() -> None:
    strategy = _strategy(_shops())
    every = np.zeros(len(strategy.scaled.cost))
    every[1] = 1.0
    for columns in strategy.programme.v.started.values():
        every[columns] = 1.0  # all six at once: 12 slices, where there are 4
    rows = People(strategy.programme).broken(every)
    assert rows is not None
    excess = rows.matrix @ every - rows.upper
    assert max(excess) == pytest.approx(12 - 4)


def test_what_names_refuse_is_mended() -> None:
    strategy = _strategy(_shops())
    first = _planned(strategy, _search())
    assert isinstance(first, Funding)
    key = min(first.choice.starts)
    clash = Clash((key,), first.choice.starts[key], first.choice.starts, proven=False)
    second = corrected(strategy, [clash], _search())
    assert isinstance(second, Funding)
    assert second.choice.starts.get(key) != first.choice.starts[key]
    assert second.bound == pytest.approx(first.bound, rel=0.01)


def test_when_time_is_up_a_plan_is_thinned_before_it_is_mended_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strategy = _strategy(_shops())
    first = _planned(strategy, _search())
    assert isinstance(first, Funding)
    improving = strategy.improving
    assert improving is not None
    had, tried = improving.best.values > 0, 0

    def nothing_new(learned: Learned, values: Floats) -> bool:
        nonlocal tried
        tried += 1
        return not (learned.arrays.starts & (values > 0) & ~had).any()

    monkeypatch.setattr(Learned, "staffable", nothing_new)
    key = min(first.choice.starts)
    clash = Clash((key,), first.choice.starts[key], first.choice.starts, proven=False)
    late = Search(0.02, time.monotonic() - 1)
    second = corrected(strategy, [clash], late)
    assert isinstance(second, Funding)
    assert second.choice.starts.items() < first.choice.starts.items()
    assert tried < improve.LATE_MENDINGS


def test_what_cannot_be_is_infeasible() -> None:
    rows = portfolio(
        team("web"), money("main", [50, 0]), initiative("shop", stage(60), must_do=True)
    )
    assert _planned(_strategy(rows), _search()) is Ending.INFEASIBLE


def test_a_stop_ends_it_with_the_best_so_far() -> None:
    rows = generated(20, 60, 4, 3)
    strategy = _strategy(rows)
    asked = 0

    def interrupted() -> bool:
        nonlocal asked
        asked += 1
        return strategy.improving is not None

    search = Search(0.0, time.monotonic() + 3_600, interrupted=interrupted)
    found = _planned(strategy, search)
    assert isinstance(found, Funding)
    assert found.ending is Ending.STOPPED
    assert asked > 0


def test_small_portfolios_are_for_one_exact_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = _problem(_shops())
    assert not is_large(problem)
    monkeypatch.setattr(large, "MANY_STARTS", 1)
    assert is_large(problem)


@pytest.mark.parametrize("settles_at", [1, 2])
def test_a_first_plan_that_the_clock_cut_says_so(
    monkeypatch: pytest.MonkeyPatch, settles_at: int
) -> None:
    monkeypatch.setattr(strategy_module, "FIRST_SHARE", 0.0)
    asked, settle = 0, choice

    def sometimes(programme: Programme, values: tuple[float, ...]) -> Choice | None:
        nonlocal asked
        asked += 1
        return settle(programme, values) if asked >= settles_at else None

    monkeypatch.setattr(large, "choice", sometimes)
    first = first_plan(_strategy(_shops()), _search())
    assert isinstance(first, Funding)
    assert first.ending is Ending.TIME
