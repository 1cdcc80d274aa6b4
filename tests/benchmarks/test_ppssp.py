"""A PPSSP instance and its portfolio have the same best plan, and every row of it counts."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

import headgate
from benchmarks import ppssp
from benchmarks.ppssp_check import Starts, broken, objective
from benchmarks.ppssp_instance import Instance, load
from benchmarks.ppssp_portfolio import VALUE_UNIT, horizon_of, portfolio
from benchmarks.whole_way import starts

ROOT = Path(__file__).resolve().parents[2]
PLENTY = 10**6
YEARS = 3

Raw = dict[str, Any]
Publish = Callable[[Raw], Instance]


def project(cost: list[float], value: list[float], **more: Any) -> Raw:  # noqa: ANN401
    """One project as published."""
    return {
        "name": "A project",
        "cost": cost,
        "value": value,
        "duration": len(cost),
        "prerequisites": [],
        "exclusions": [],
        "capability_stream": 0,
    } | more


def raw(*projects: Raw, **more: Any) -> Raw:  # noqa: ANN401
    """A published instance in which nothing is scarce."""
    plenty = [PLENTY] * 12
    return {
        "identifier": "Handmade",
        "planning_window": YEARS,
        "budget": plenty,
        "ongoing_budget": plenty,
        "initiation_budget": plenty,
        "capability_stream_budgets": [PLENTY, PLENTY],
        "initiation_range": [1, 100],
        "discount_rate": 0.01,
        "projects": list(projects),
    } | more


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Writes an instance as published, and loads it."""

    def published(content: Raw) -> Instance:
        path = tmp_path / "instance.json"
        path.write_text(json.dumps(content), "utf-8")
        return load(path)

    return published


def choices(instance: Instance) -> Iterator[Starts]:
    """Every way to start any of the projects in any of the years."""
    for years in product((None, *range(instance.years)), repeat=len(instance.projects)):
        yield {number: year for number, year in enumerate(years) if year is not None}


def best(instance: Instance) -> Fraction:
    """The largest objective of all feasible choices."""
    return max(
        objective(instance, each) for each in choices(instance) if not broken(instance, each)
    )


def assert_planned_best(instance: Instance) -> None:
    plan = headgate.plan(portfolio(instance), gap="0")
    chosen = {int(name[1:]): start for name, start in starts(plan).items()}
    assert broken(instance, chosen) == ()
    rounding = Fraction(len(instance.projects), 2)
    assert abs(plan.value.total - best(instance) * VALUE_UNIT) <= rounding
    assert abs(plan.value.total - objective(instance, chosen) * VALUE_UNIT) <= rounding


SMALL = project([6, 2], [0, 50])
LARGE = project([3, 9, 4], [10, 40, 70])
ROWS: dict[str, tuple[Raw, Raw]] = {
    "budget": (
        raw(SMALL, LARGE, SMALL, budget=[8.9, 9.5, *[9.25] * 10]),
        raw(SMALL, LARGE, SMALL),
    ),
    "budget after the last start": (
        raw(SMALL, LARGE, budget=[0, 0, 9, 10.5, *[9] * 8]),
        raw(SMALL, LARGE, budget=[0, 0, 9, 11, *[9] * 8]),
    ),
    "ongoing": (
        raw(SMALL, LARGE, SMALL, ongoing_budget=[8.99] * 12),
        raw(SMALL, LARGE, SMALL, ongoing_budget=[9] * 12),
    ),
    "initiation": (
        raw(SMALL, LARGE, SMALL, initiation_budget=[8.5] * 12),
        raw(SMALL, LARGE, SMALL, initiation_budget=[9] * 12),
    ),
    "stream": (
        raw(SMALL, LARGE | {"capability_stream": 1}, capability_stream_budgets=[7.9, 11.9]),
        raw(SMALL, LARGE | {"capability_stream": 1}, capability_stream_budgets=[8, 12]),
    ),
    "starts": (
        raw(SMALL, LARGE, SMALL, initiation_range=[1, 1]),
        raw(SMALL, LARGE, SMALL, initiation_range=[1, 2]),
    ),
    "no start after the last year": (
        raw(SMALL, LARGE, budget=[2, 2, 2, *[50] * 9], ongoing_budget=[2] * 3 + [12] * 9),
        raw(
            SMALL,
            LARGE,
            planning_window=YEARS + 1,
            budget=[2, 2, 2, *[50] * 9],
            ongoing_budget=[2] * 3 + [12] * 9,
        ),
    ),
    "prerequisite": (raw(SMALL, LARGE | {"prerequisites": [0]}), raw(SMALL, LARGE)),
    "prerequisite is selected": (
        raw(project([6, 2], [0, 0]), LARGE | {"prerequisites": [0]}, initiation_budget=[5] * 12),
        raw(project([6, 2], [0, 0]), LARGE | {"prerequisites": [0]}, initiation_budget=[6] * 12),
    ),
    "exclusion": (
        raw(SMALL | {"exclusions": [1]}, LARGE | {"exclusions": [0]}),
        raw(SMALL, LARGE),
    ),
    "exclusion said once": (raw(SMALL, LARGE | {"exclusions": [0]}), raw(SMALL, LARGE)),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_holds_a_plan_back_as_in_the_instance(row: str, publish: Publish) -> None:
    tight, loose = (publish(each) for each in ROWS[row])
    assert best(tight) < best(loose)
    assert_planned_best(tight)
    assert_planned_best(loose)


@pytest.mark.parametrize("seed", range(6))
def test_a_drawn_instance_is_planned_as_well_as_by_trying_everything(
    seed: int, publish: Publish
) -> None:
    random = Random(seed)  # noqa: S311 - drawn by seed, not for secrecy
    assert_planned_best(publish(drawn(random)))


def drawn(random: Random) -> Raw:
    """Five projects of which not all fit."""
    projects = []
    for number in range(5):
        years = random.randint(1, 4)
        projects.append(
            project(
                [random.randint(0, 30) for _ in range(years)],
                [random.randint(0, 90) for _ in range(years)],
                capability_stream=random.randint(0, 1),
                prerequisites=[number - 1] if number and random.random() < 0.3 else [],
                exclusions=[(number + 2) % 5] if random.random() < 0.3 else [],
            )
        )
    budget = [random.uniform(25, 60) for _ in range(12)]
    return raw(
        *projects,
        budget=budget,
        ongoing_budget=[0.75 * amount for amount in budget],
        initiation_budget=[0.5 * amount for amount in budget],
        capability_stream_budgets=[70.5, 40.25],
        initiation_range=[1, 2],
        discount_rate=0.05,
    )


def test_the_objective_discounts_by_the_year(publish: Publish) -> None:
    instance = publish(raw(project([1, 1], [10, 20])))
    assert objective(instance, {}) == 0
    assert objective(instance, {0: 0}) == 10 + 20 / Fraction("1.01")
    assert objective(instance, {0: 2}) == 10 / Fraction("1.01") ** 2 + 20 / Fraction("1.01") ** 3


def test_the_instance_names_what_is_broken(publish: Publish) -> None:
    two = publish(
        raw(
            SMALL,
            LARGE | {"prerequisites": [0]},
            budget=[9, 10.5, *[9] * 10],
            ongoing_budget=[10.5] * 12,
            initiation_budget=[8.5] * 12,
            capability_stream_budgets=[23.5, 0],
            initiation_range=[1, 1],
        )
    )
    assert broken(two, {0: 0, 1: 0}) == (
        "initiation in year 0: 9 is more than 8.5",
        "budget in year 1: 11 is more than 10.5",
        "ongoing cost in year 1: 11 is more than 10.5",
        "capability stream 0: 24 is more than 23.5",
        "starts in year 0: 2 is more than 1",
        "project 1 starts before its prerequisite 0 has finished",
    )
    assert broken(two, {1: 0}) == ("project 1 lacks its prerequisite 0",)
    assert broken(two, {0: 3}) == ("project 0 starts in year 3",)
    assert broken(two, {0: 0}) == ()


def test_the_horizon_ends_where_no_budget_can_bind(publish: Publish) -> None:
    # Started in year 2 at the latest, the two cost at most 2 + 9 in year 3 and 4 in year 4.
    assert horizon_of(publish(raw(SMALL, LARGE, budget=[11] * 12))) == 3
    assert horizon_of(publish(raw(SMALL, LARGE, budget=[10] * 12))) == 4
    assert horizon_of(publish(raw(SMALL, LARGE, ongoing_budget=[10] * 12))) == 4
    assert horizon_of(publish(raw(SMALL, LARGE, budget=[3] * 12))) == 5


@pytest.mark.parametrize("name", ["instance.json", "instance.xlsx"])
def test_the_portfolio_is_read_as_it_was_written(
    name: str, publish: Publish, tmp_path: Path
) -> None:
    random = Random(0)  # noqa: S311 - drawn by seed, not for secrecy
    built = portfolio(publish(drawn(random)))
    headgate.write(built, tmp_path / name)
    assert headgate.read(tmp_path / name).digest() == built.digest()
    assert headgate.check(tmp_path / name) == ()


def test_costs_that_are_no_whole_cents_are_refused(publish: Publish) -> None:
    with pytest.raises(ValueError, match=r"1\.005 has more than two decimals"):
        portfolio(publish(raw(project([1.005], [1]))))


def test_the_command_plans_and_looks_with_the_eyes_of_the_instance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, output = tmp_path / "instance.json", tmp_path / "new" / "portfolio.json"
    path.write_text(json.dumps(raw(SMALL, LARGE)), "utf-8")
    assert ppssp.main([str(path), "-o", str(output), "--plan", "--gap", "0"]) == 0
    said = capsys.readouterr().out
    worth = float(10 + (50 + 40) / Decimal("1.01") + 70 / Decimal("1.01") ** 2)
    assert f"value {worth:,.2f} of at most {worth:,.2f}: optimal" in said
    assert f"in the original instance: 2 projects worth {worth:,.4f}" in said
    assert output.with_name("portfolio-plan.xlsx").is_file()


def test_the_command_says_so_where_plan_and_instance_disagree(
    publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    instance = publish(raw(project([1], [10]), budget=[0.5] * 12))
    assert ppssp.judge(instance, {0: 0}, 10.0) == 1
    assert "broken in the original instance: budget in year 0" in capsys.readouterr().out
    assert ppssp.judge(publish(raw(project([1], [10]))), {0: 0}, 10.02) == 1
    assert "which is not the plan's 10.0200" in capsys.readouterr().out
    assert ppssp.judge(publish(raw(project([1], [10]))), {0: 0}, 10.0) == 0


def test_the_command_says_that_it_was_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ppssp.main([str(tmp_path / "no.json")]) == 0
    assert capsys.readouterr().out.startswith("skipped: there is no instance at ")


@pytest.mark.parametrize(
    ("name", "projects", "excluding", "waiting"),
    [
        ("PI_1_1000_25_0.25_0.01.json", 1000, 149, 582),
        ("PI_3_3000_25_0.25_0.01.json", 3000, 450, 1750),
    ],
)
def test_the_public_instances_are_sound_portfolios(
    name: str, projects: int, excluding: int, waiting: int, tmp_path: Path
) -> None:
    path = ROOT / ppssp.DATA / name
    if not path.is_file():
        pytest.skip(f"the public instance {name} is not here")
    built = portfolio(load(path))
    headgate.write(built, tmp_path / "public.json")
    assert headgate.check(tmp_path / "public.json") == ()
    assert (len(built.initiatives), len(built.stages), len(built.benefits)) == (projects,) * 3
    kinds = [row.type.value for row in built.dependencies]
    assert (kinds.count("excludes"), kinds.count("finish-start")) == (excluding, waiting)
    assert len(built.periods) == 42
