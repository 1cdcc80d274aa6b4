"""Progress over many solves, and what is known when somebody stops."""

import os
import signal
from collections.abc import Callable, Mapping
from typing import TypeVar

import pytest

from headgate.errors import NothingFound, Unsolvable
from headgate.many import Threads
from headgate.many.executor import ignore, never
from headgate.many.solve import Solve, Solved, solve, stopped_by
from headgate.many.work import Count, Telling, work
from models.plan import SolveStatus
from models.progress import Progress
from tests.headgate.conftest import small
from tests.oracle.draw import draw
from tests.portfolios import build, fund, initiative, stage, team

T = TypeVar("T")
R = TypeVar("R")


def test_each_result_is_counted_with_the_time_that_is_left() -> None:
    now = [0.0]
    heard: list[Progress] = []
    count = Count(7, "point", heard.append, clock=lambda: now[0], before=1)
    count.tell()
    now[0] = 10.0
    count("a", solve(Solve(small())))
    now[0] = 20.0
    count("b", Solved(None, NothingFound(1), 1.0))
    assert [each.phase for each in heard] == ["1 of 7 points", "2 of 7 points", "3 of 7 points"]
    assert [each.expected for each in heard] == [None, 50.0, 40.0]
    assert [each.value is None for each in heard] == [True, False, False]
    assert heard[2].value == heard[1].value


def test_any_work_tells_how_far_it_is() -> None:
    heard: list[Progress] = []
    found: list[str] = []
    telling = Telling(Threads(1), "question", heard.append)
    done = telling.run(str.upper, {"a": "x", "b": "y"}, on_result=lambda key, _: found.append(key))
    assert done == {"a": "X", "b": "Y"}
    assert found == ["a", "b"]
    phases = [each.phase for each in heard]
    assert phases == ["0 of 2 questions", "1 of 2 questions", "2 of 2 questions"]


def test_it_is_shown_as_lines(capsys: pytest.CaptureFixture[str]) -> None:
    tasks = {str(seed): Solve(draw(seed)) for seed in (0, 2)}
    found, stopped = work(Threads(1), tasks, small().settings, noun="point", way="lines")
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("0 of 2 points · ")
    assert said[-1].startswith("2 of 2 points · best so far EUR ")
    assert not stopped
    assert list(found) == ["0", "2"]


def test_a_stop_ends_what_runs_and_begins_nothing() -> None:
    def pressed() -> bool:
        return True

    with stopped_by(pressed):
        done = solve(Solve(small()))
    assert done.plan is None or done.plan.status in (SolveStatus.STOPPED, SolveStatus.OPTIMAL)
    assert solve(Solve(small())).sure().status is SolveStatus.OPTIMAL


class Pressing(Threads):
    """Presses Ctrl-C after the first result."""

    def run(
        self,
        work: Callable[[T], R],
        tasks: Mapping[str, T],
        *,
        on_result: Callable[[str, R], None] = ignore,
        interrupted: Callable[[], bool] = never,
    ) -> dict[str, R]:
        def told(key: str, result: R) -> None:
            on_result(key, result)
            os.kill(os.getpid(), signal.SIGINT)

        return super().run(work, tasks, on_result=told, interrupted=interrupted)


def test_ctrl_c_keeps_what_is_known() -> None:
    tasks = {str(seed): Solve(draw(seed)) for seed in range(5)}
    found, stopped = work(Pressing(1), tasks, small().settings, noun="point", way="none")
    assert stopped
    assert list(found) == ["0"]


def test_a_portfolio_without_a_plan_is_an_answer() -> None:
    broke = build(
        team("web"), fund("main", [1, 1]), initiative("shop", stage(2), worth=1, must_do=True)
    )
    done = solve(Solve(broke))
    assert isinstance(done.refusal, Unsolvable)
    with pytest.raises(Unsolvable):
        done.sure()
