"""The figures: when a peer was how close, what of it can be done, how things grow."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import compare, knapsack_set, scale
from benchmarks.compare import lines, soon, worth
from benchmarks.knapsack_instance import Knapsack
from benchmarks.knapsack_set import Pair, Tried, by_headgate, by_highs
from benchmarks.peers.cbc import bounds, solutions
from benchmarks.peers.clock import Clock
from benchmarks.peers.judge import Judgement
from benchmarks.peers.memory import peak
from benchmarks.peers.progress import best_bounds, gap, seconds_to, seconds_to_first
from benchmarks.peers.run import Asks, Run
from benchmarks.peers.start import start
from benchmarks.scale import Size, exponent
from data.writing import write
from models.units import Money
from tests.portfolios import build, fund, initiative, stage, team

EVENTS = [(2.0, 500.0), (3.0, 990.0), (7.0, 999.0)]


def run(peer: str, **more: object) -> Run:
    values = {"peer": peer, "asks": Asks.EVERYTHING, "seconds": 10.0, "peak": 100.0}
    return Run.model_validate(values | more)


def judged(value: int, *, missing: int = 0, doable: int | None = None) -> Judgement:
    rest = value if doable is None else doable
    return Judgement(
        Money(value),
        pays=True,
        missing=missing,
        struck=0,
        doable=Money(rest),
        named=True,
        broken=(),
    )


def test_time_to_a_share_of_the_bound() -> None:
    assert seconds_to_first(EVENTS) == 2
    assert seconds_to(EVENTS, 1000, 0.01) == 3  # 990 is just within 1 %
    assert seconds_to(EVENTS, 1000.1, 0.01) == 7
    assert seconds_to(EVENTS, 1000, 0.001) == 7
    assert seconds_to(EVENTS, 1000, 0.0001) is None
    assert (seconds_to_first([]), seconds_to([], 1000, 1.0)) == (None, None)


def test_a_gap_is_a_share_of_the_bound_whatever_its_sign() -> None:
    assert gap(90, 100) == pytest.approx(0.1)
    assert gap(-110, -100) == pytest.approx(0.1)
    assert gap(101, 100) == 0


def test_the_clock_keeps_only_what_is_better() -> None:
    clock = Clock(60)
    for value, at in ((5.0, 1.0), (5.0, 2.0), (4.0, 3.0), (6.0, 4.0)):
        clock.found(value, at)
    assert clock.events == [(1.0, 5.0), (4.0, 6.0)]
    assert 0 < clock.left <= 60


def test_a_bound_holds_for_those_who_solve_the_same() -> None:
    runs = [
        run("Headgate", bound=100.0),
        run("HiGHS alone", bound=99.0),
        run("CBC, textbook", asks=Asks.TEXTBOOK, bound=120.0),
        run("rank and cut"),
    ]
    assert best_bounds(runs) == {Asks.EVERYTHING: 99.0, Asks.TEXTBOOK: 120.0}


def test_what_cbc_says_in_its_log() -> None:
    log = """
Cbc0010I After 0 nodes, 1 on tree, 1e+50 best solution, best possible -5.4876e+09 (1.10 seconds)
Cbc0012I Integer solution of -5.3879e+09 found by DiveCoefficient after 2 iterations (2.47 seconds)
Cbc0038I Pass   1: suminf.    3.00000 (9) obj. -5.2e+09 iterations 12
Cbc0012I Integer solution of -120.5 found by rounding after 90 iterations and 2 nodes (8.85 seconds)
Lower bound:                    -5483550464.547
"""
    assert list(solutions(log)) == [(2.47, -5.3879e9), (8.85, -120.5)]
    assert bounds(log) == [-5.4876e9, -5483550464.547]


def test_figures_of_a_peer() -> None:
    runs = [
        run("Headgate", value=995.0, bound=1000.0, events=((1.0, 900.0), (2.0, 995.0))),
        run(
            "CBC, textbook", asks=Asks.TEXTBOOK, value=1080.0, bound=1100.0, events=((4.0, 1080.0),)
        ),
        run("PyJobShop", note="No module named 'pyjobshop'"),
    ]
    ours, other, absent = lines(runs, [judged(995), judged(1080, missing=7, doable=796), None])
    assert (ours.first, ours.to_one_percent, ours.to_one_per_mille) == (1.0, 2.0, None)
    assert ours.gap == pytest.approx(0.005)
    assert ours.share == 1
    assert other.to_one_percent is None
    assert other.gap == pytest.approx(20 / 1100)
    assert other.share == pytest.approx(0.8)
    assert (absent.first, absent.gap, absent.share) == (None, None, None)
    told = "\n".join([*soon([ours, other, absent], 1), *worth([ours, other, absent], 1)])
    assert "7 slices missing" in told
    assert "80.0%" in told
    assert "No module named 'pyjobshop'" in told


def test_the_command_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tiny.json"
    rows = [initiative(name, stage(1_00), worth=9) for name in ("one", "two")]
    write(build(team("web"), fund("main", [1_00, 0]), rows), path)
    chosen = ["--peers", "Headgate", "rank and cut"]
    assert compare.main([str(path), "--seconds", "20", *chosen, "--json"]) == 0
    ours, cut = json.loads(capsys.readouterr().out)
    assert ours["value"] == cut["value"] == 9_00 * (4 - 1 + 4)
    assert (cut["share"], cut["gap"], cut["judgement"]["missing"]) == (1.0, 0.0, 0)
    assert ours["first"] <= ours["seconds"]
    assert ours["peak"] > 20  # megabytes: Python alone has more


def test_a_peer_that_fails_says_why(tmp_path: Path) -> None:
    failed = start("rank and cut", tmp_path / "none.json", 5)
    assert (failed.value, failed.starts) == (None, ())
    assert "there is no such file" in failed.note


def test_peak_memory_is_that_of_this_program() -> None:
    assert 20 < peak() < 100_000


def test_growth_is_an_exponent() -> None:
    assert exponent(10, 20, 2) == pytest.approx(1)
    assert exponent(10, 160, 4) == pytest.approx(2)


def test_a_table_of_growth() -> None:
    runs = [
        run("Headgate", value=99.0, bound=100.0, moved=(11, 10)),
        run("Headgate", seconds=40.0, peak=400.0, value=100.0, bound=100.0, moved=(9, 9)),
    ]
    sizes = [Size(50, 100), Size(100, 300)]
    _, small, large = scale.table(sizes, runs)
    assert small.split()[2:] == ["10.0", "1.000%", "11", "+10.0%", "100"]
    assert large.split()[2:] == ["40.0", "2.00", "0.000%", "9", "equal", "400", "2.00"]


def test_the_command_draws_and_plans_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert scale.main(["--sizes", "12/40,20/60", "--periods", "4", "--seconds", "60"]) == 0
    _, small, large = capsys.readouterr().out.splitlines()
    assert small.split()[:2] == ["12", "40"]
    assert large.split()[:2] == ["20", "60"]


SACK = Knapsack(
    name="Tiny",
    values=(Decimal(13), Decimal("10.5"), Decimal(10)),
    weights=((Decimal(6), Decimal(5), Decimal("4.5")),),
    capacities=(Decimal("9.5"),),
    optimum=Decimal("20.5"),
)


def test_both_ways_find_the_optimum_of_a_knapsack() -> None:
    assert by_headgate(SACK, 20).value == by_highs(SACK, 20).value == SACK.optimum


def test_optima_are_counted() -> None:
    pair = Pair(SACK, Tried(Decimal("20.5"), 2.0), Tried(Decimal(20), 1.0))
    none = Pair(SACK, Tried(None, 2.0), Tried(Decimal("20.5"), 1.0))
    _, line, _, last = knapsack_set.table([pair, none])
    assert line.split()[4:] == ["reached", "2.00", "-2.4390%", "1.00"]
    assert "reached of 2: Headgate 1 in 4.0 s" in last
    assert "HiGHS alone 1 in 2.0 s" in last


def test_absent_files_are_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert knapsack_set.main(["--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == ["skipped", "skipped"]


def test_the_extra_pins_the_same_versions() -> None:
    root = Path(__file__).resolve().parents[2]
    names = ("constraints.txt", "constraints-bench.txt")
    texts = [(root / name).read_text(encoding="utf-8") for name in names]
    plain, bench = (
        dict(line.split()[0].split("==") for line in text.splitlines() if "==" in line)
        for text in texts
    )
    assert "pyjobshop" in bench.keys() - plain.keys()
    assert {name: plain[name] for name in bench if name in plain} == {
        name: bench[name] for name in plain if name in bench
    }
    assert "://" not in texts[1]
