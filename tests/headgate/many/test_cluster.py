"""A cluster gives what threads give; lost tasks run again; other versions are refused."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import cloudpickle
import distributed
import pytest

from headgate.choosing import Wanted, alternatives
from headgate.diagnosing import diagnose
from headgate.errors import ClusterError
from headgate.many import Cluster, Threads
from headgate.many.cluster import _Run, alike, versions
from headgate.many.solve import Solve, Solved, solve
from tests.optimizer.diagnosis.culprits import CULPRITS
from tests.oracle.draw import draw
from tests.portfolios import build, fund, initiative, stage, team

pytestmark = pytest.mark.filterwarnings("default")  # those of the cluster's own threads
LOCAL: Any = distributed.LocalCluster
Local: TypeAlias = Any
cloudpickle.register_pickle_by_value(sys.modules[__name__])  # workers do not have our tests
TASKS = {f"portfolio {seed}": Solve(draw(seed)) for seed in range(6)}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Local]:
    with LOCAL(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as local:
        yield local


def told(found: dict[str, Solved]) -> dict[str, object]:
    """Everything but the seconds."""
    return {key: (one.plan, str(one.refusal)) for key, one in found.items()}


def test_the_figures_are_those_of_one_thread_and_of_many(cluster: Local) -> None:
    heard: list[str] = []
    here = Threads(1).run(solve, TASKS)
    there = Cluster(cluster.scheduler_address).run(
        solve, TASKS, on_result=lambda key, _: heard.append(key)
    )
    assert told(there) == told(here) == told(Threads(3).run(solve, TASKS))
    assert list(there) == list(TASKS)
    assert sorted(heard) == sorted(TASKS)
    assert any(one.plan is not None for one in there.values())
    assert any(one.refusal is not None for one in there.values())


def fatal_once(task: tuple[str, int]) -> int:
    """The first one to do task 2 is gone in the middle of it."""
    folder, number = task
    with Path(folder, f"{number}.txt").open("a", encoding="utf-8") as log:
        log.write("x")
    if number == 2 and Path(folder, "2.txt").read_text(encoding="utf-8") == "x":
        os._exit(1)
    return number * number


def test_f74_a_lost_worker_s_tasks_run_again(cluster: Local, tmp_path: Path) -> None:
    heard: list[str] = []
    tasks = {f"task {n}": (str(tmp_path), n) for n in range(6)}
    found = Cluster(cluster.scheduler_address, patience=60).run(
        fatal_once, tasks, on_result=lambda key, _: heard.append(key)
    )
    assert found == {f"task {n}": n * n for n in range(6)}
    assert sorted(heard) == sorted(tasks)
    assert Path(tmp_path, "2.txt").read_text(encoding="utf-8") == "xx"


def failing(number: int) -> int:
    if number == 3:
        raise ValueError("no 3")
    return number


def test_what_a_task_raises_is_raised(cluster: Local) -> None:
    with pytest.raises(ValueError, match="no 3"):
        Cluster(cluster.scheduler_address).run(failing, {str(n): n for n in range(5)})


def slow(number: int) -> int:
    time.sleep(0.2)
    return number


def test_after_a_stop_nothing_more_is_begun(cluster: Local) -> None:
    heard: list[int] = []
    found = Cluster(cluster.scheduler_address).run(
        slow,
        {str(n): n for n in range(50)},
        on_result=lambda _, number: heard.append(number),
        interrupted=lambda: bool(heard),
    )
    assert 1 <= len(found) <= 4
    assert sorted(found.values()) == sorted(heard)


def test_a_cluster_that_is_lost_is_told() -> None:
    closed: list[object] = []
    local = LOCAL(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0")
    with pytest.raises(ClusterError, match="The cluster was lost"):
        Cluster(local.scheduler_address).run(
            slow, {str(n): n for n in range(20)}, on_result=lambda *_: closed.append(local.close())
        )


def test_f74_a_second_answer_is_passed_over() -> None:
    heard: list[tuple[str, int]] = []
    run = _Run(None, slow, {"a": 1}, lambda key, result: heard.append((key, result)), lambda: False)
    run.keep("a", 1)
    run.keep("a", 2)
    assert run.found == {"a": 1}
    assert heard == [("a", 1)]


class Workers:
    """A client of a cluster whose workers say this of themselves."""

    def __init__(self, said: object) -> None:
        self.said = said

    def nthreads(self) -> dict[str, int]:
        return {"tcp://one": 1}

    def run(self, *_: object, **__: object) -> dict[str, object]:
        if isinstance(self.said, ImportError):
            raise self.said
        return {"tcp://one": self.said}


def test_f75_workers_of_another_version_are_refused() -> None:
    cluster = Cluster("tcp://there:8786")
    cluster._alike(Workers(versions()), lambda: False)
    other = (("headgate", "0.0.1"), *versions()[1:])
    with pytest.raises(
        ClusterError, match=r"tcp://one is of another version \(headgate 0\.0\.1, here"
    ):
        cluster._alike(Workers(other), lambda: False)
    with pytest.raises(ClusterError, match="has no Headgate"):
        cluster._alike(Workers(ImportError("No module named 'headgate'")), lambda: False)
    assert alike(failing, 4, versions()) == 4
    with pytest.raises(ClusterError, match="another version"):  # one that came later
        alike(failing, 4, other)


def test_no_scheduler_and_no_workers_are_told() -> None:
    with pytest.raises(ClusterError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9", patience=1).run(slow, {"a": 1})
    with pytest.raises(ClusterError, match="No scheduler answers at nonsense"):
        Cluster("nonsense://x", patience=1).run(slow, {"a": 1})
    with (
        LOCAL(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(ClusterError, match="has no workers"),
    ):
        Cluster(empty.scheduler_address, patience=0.1).run(slow, {"a": 1})


def test_without_the_extra_it_says_which_package_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"'distributed'.*pip install 'headgate\[cluster\]'"):
        Cluster("tcp://there:8786").run(slow, {"a": 1})


def test_a_cluster_diagnoses_and_finds_alternatives_as_threads_do(cluster: Local) -> None:
    there = Cluster(cluster.scheduler_address)
    assert diagnose(CULPRITS["two"], executor=there) == diagnose(CULPRITS["two"])
    rivals = build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("one", stage(100_00), worth=1_000),
        initiative("two", stage(100_00), worth=999),
        gap=Decimal(0),
    )
    wanted = Wanted(Decimal(1), 2)
    found = alternatives(rivals, wanted, executor=there)
    assert len(found.found) == 1
    assert found == alternatives(rivals, wanted)
