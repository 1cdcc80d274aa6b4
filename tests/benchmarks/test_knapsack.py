"""A knapsack and its portfolio have the same best choice; known optima of the OR-Library hold."""

from decimal import Decimal
from itertools import chain, combinations
from pathlib import Path
from random import Random

import pytest

import headgate
from benchmarks import knapsack
from benchmarks.knapsack_check import broken, objective
from benchmarks.knapsack_instance import Knapsack, load
from benchmarks.knapsack_portfolio import VALUE_UNIT, portfolio, scale
from benchmarks.whole_way import starts

ROOT = Path(__file__).resolve().parents[2]
NUMBERED = """ 2

 3 2 12.5
 10 2.5 7
 3 0.25 2
 1 1 1
 3.25 2
 1 1 5
 5
 4
 5
"""


def published(name: str) -> tuple[Knapsack, ...]:
    """All problems of a published file; skips the test where it is not here."""
    path = ROOT / knapsack.DATA / name
    if not path.is_file():
        pytest.skip(f"the published file {name} is not here")
    return load(path)


def decimals(text: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, text.split()))


TINY = Knapsack(
    name="Tiny",
    values=decimals("10 2.5 7"),
    weights=(decimals("3 0.25 2"), decimals("1 1 1")),
    capacities=decimals("3.25 2"),
    optimum=Decimal("12.5"),
)


def best(problem: Knapsack) -> Decimal:
    """The largest value of all choices that fit."""
    items = range(len(problem.values))
    every = chain.from_iterable(combinations(items, count) for count in range(len(items) + 1))
    return max(objective(problem, each) for each in every if not broken(problem, each))


def assert_planned(problem: Knapsack, worth: Decimal) -> None:
    plan = headgate.plan(portfolio(problem))
    chosen = [int(name[1:]) for name in starts(plan)]
    assert broken(problem, chosen) == ()
    assert objective(problem, chosen) == worth
    assert plan.value.total == worth * VALUE_UNIT


def test_both_layouts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "problems.txt"
    path.write_text(NUMBERED, "utf-8")
    first, second = load(path)
    assert first == Knapsack("1", TINY.values, TINY.weights, TINY.capacities, TINY.optimum)
    assert second == Knapsack(
        "2", decimals("5"), (decimals("4"),), decimals("5"), optimum=Decimal(5)
    )
    body = "+++\n 2 3\n 10 2.5 7\n 3.25 2\n 3 0.25 2\n 1 1 1\n\n 12.5\n\n +++\n\n"
    path.write_text(
        f"2 numbers\n\n problem TINY.DAT\n\n {body} problem AGAIN.DAT\n {body}", "utf-8"
    )
    tiny, again = load(path)
    assert (tiny.name, again.name) == ("TINY", "AGAIN")
    assert tiny.weights == again.weights == TINY.weights
    assert (tiny.values, tiny.capacities, tiny.optimum) == (
        TINY.values,
        TINY.capacities,
        TINY.optimum,
    )


def test_files_that_end_too_early_or_too_late_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "problems.txt"
    path.write_text(NUMBERED.rstrip().removesuffix("5"), "utf-8")
    with pytest.raises(ValueError, match="1 numbers too early"):
        load(path)
    path.write_text(NUMBERED + " 6 7", "utf-8")
    with pytest.raises(ValueError, match="2 numbers are left over"):
        load(path)


def test_a_dimension_holds_at_its_capacity_and_not_above() -> None:
    assert broken(TINY, (0, 1)) == ()
    assert broken(TINY, (0, 2)) == ("dimension 1: 5 is more than 3.25",)
    assert objective(TINY, (0, 1)) == Decimal("12.5")


def test_decimals_of_one_dimension_make_its_slices_smaller() -> None:
    assert (scale(TINY, 0), scale(TINY, 1)) == (100, 1)
    built = portfolio(TINY)
    assert [row.slices for row in built.demand] == [300, 25, 200, 1, 1, 1]
    assert [row.slices for row in built.pools] == [325, 2]


def test_values_that_are_no_whole_cents_are_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.005 has more than two decimals"):
        portfolio(Knapsack("x", decimals("1.005"), (decimals("1"),), decimals("1"), Decimal(1)))


def test_a_small_knapsack_is_planned_as_well_as_by_trying_everything() -> None:
    assert best(TINY) == TINY.optimum
    assert_planned(TINY, TINY.optimum)
    for seed in range(4):
        problem = drawn(Random(seed))  # noqa: S311 - drawn by seed, not for secrecy
        assert_planned(problem, best(problem))


def drawn(random: Random) -> Knapsack:
    """Eight items in three dimensions, one of them with decimals, of which about half fit."""
    weights = [tuple(Decimal(random.randint(0, 60)) for _ in range(8)) for _ in range(3)]
    weights[2] = tuple(weight / 8 for weight in weights[2])
    return Knapsack(
        name="Drawn",
        values=tuple(Decimal(random.randint(1, 9000)) / 100 for _ in range(8)),
        weights=tuple(weights),
        capacities=tuple(sum(row, Decimal(0)) / 2 for row in weights),
        optimum=Decimal(0),
    )


@pytest.mark.parametrize("name", ["knapsack.json", "knapsack.xlsx"])
def test_the_portfolio_is_read_as_it_was_written(name: str, tmp_path: Path) -> None:
    built = portfolio(TINY)
    headgate.write(built, tmp_path / name)
    assert headgate.read(tmp_path / name).digest() == built.digest()
    assert headgate.check(tmp_path / name) == ()


def test_the_published_files_are_complete() -> None:
    first, second = published("mknap1.txt"), published("mknap2.txt")
    assert (len(first), len(second)) == (7, 48)
    assert [len(x.values) for x in first] == [6, 10, 15, 20, 28, 39, 50]
    assert (second[8].name, second[8].optimum) == ("WEING7", Decimal(1_095_445))
    for problem in (*first, *second):
        assert portfolio(problem).settings.name == f"Knapsack {problem.name}"


@pytest.mark.parametrize("number", range(7))
def test_known_optima_are_planned(number: int) -> None:
    problem = published("mknap1.txt")[number]
    assert_planned(problem, problem.optimum)


def test_the_command_plans_and_looks_with_the_eyes_of_the_knapsack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, output = tmp_path / "problems.txt", tmp_path / "new" / "tiny.json"
    path.write_text(NUMBERED, "utf-8")
    assert knapsack.main([str(path), "--problem", "1", "-o", str(output), "--plan"]) == 0
    said = capsys.readouterr().out
    assert "in the original knapsack: 2 items worth 12.5" in said
    assert "+0.0000% against the optimum 12.5" in said
    assert output.with_name("tiny-plan.xlsx").is_file()
    assert knapsack.main([str(path), "--problem", "3", "-o", str(output)]) == 2
    assert "no problem 3: there are 1, 2" in capsys.readouterr().out


def test_the_command_says_that_it_was_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert knapsack.main([str(tmp_path / "no.txt"), "--problem", "1"]) == 0
    assert capsys.readouterr().out.startswith("skipped: there is no file ")
