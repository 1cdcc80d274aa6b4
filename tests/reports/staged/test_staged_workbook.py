"""The workbook on annual and staged funding: formulas, bytes, words."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.portfolio import Portfolio
from models.staged import Figures, Measure, Sample, Simulation
from models.units import Money, Slices
from optimizer.simulation import estimated, t_factor
from reports.staged.sheet import heads
from reports.staged.words import headline
from reports.staged.workbook import render
from tests.portfolios import build, person, team
from tests.reports.opened import cells as cells_of
from tests.reports.opened import formula_cells, parts, recalculated, table, values


def _figures(value: int, failed: int, moved: int = 0) -> Figures:
    return Figures(
        value=Money(value),
        failed=Money(failed),
        after_failure=Money(failed // 3),
        idle=Money(50_00),
        moved=Slices(moved),
        launched=value // 900_00,
        stopped=1 if failed else 0,
        plans=4,
        widest_gap=0.004,
        eased=0,
    )


def simulation(*pairs: tuple[Figures, Figures], asked: int | None = None) -> Simulation:
    """An answer of these samples."""
    samples = tuple(
        Sample(number=n, fails=n % 3, annual=annual, staged=staged)
        for n, (annual, staged) in enumerate(pairs, 1)
    )
    return Simulation(
        samples,
        asked or len(samples),
        7,
        4,
        4,
        3,
        "1",
        t_factor(len(samples)),
        estimated(samples),
    )


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return build(team("web"), person("Zoe Quist", "web", {"build": 3}, cost=77_00))


@pytest.fixture(scope="module")
def several() -> Simulation:
    return simulation(
        (_figures(1_000_00, 90_01, 3), _figures(1_400_00, 30_00, 5)),
        (_figures(2_000_33, 0), _figures(2_500_00, 0)),
        (_figures(1_500_00, 60_00, 2), _figures(1_800_07, 60_00, 2)),
    )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_cached_value_is_right(
    portfolio: Portfolio, several: Simulation, count: int, tmp_path: Path
) -> None:
    pairs = [(sample.annual, sample.staged) for sample in several.samples[:count]]
    content = render(portfolio, simulation(*pairs))
    found, cached = recalculated(content, tmp_path), cells_of(values(content))
    places = formula_cells(content)
    assert len(places) >= 6 * 3 + 6 * count
    for place, formula in places.items():
        assert cached[place] == pytest.approx(found[place], abs=1e-6), (place, formula)


def test_the_same_answer_gives_the_same_bytes(portfolio: Portfolio, several: Simulation) -> None:
    assert render(portfolio, several) == render(portfolio, several)


def test_it_shows_the_figures_and_nobody(portfolio: Portfolio, several: Simulation) -> None:
    content = render(portfolio, several)
    rows = table(content, "Samples", "Samples")
    annual, staged, difference = heads(Measure.VALUE)
    assert [(row[annual], row[staged]) for row in rows] == [
        (1000, 1400),
        (2000.33, 2500),
        (1500, 1800.07),
    ]
    assert [row[difference] for row in rows] == pytest.approx([400, 499.67, 300.07])
    shown = parts(content)
    assert not [name for name, text in shown.items() if "Zoe" in text or text == "77"]
    assert sum(name.startswith("xl/charts/chart") for name in shown) == 2
    assert "errBars" in shown["xl/charts/chart2.xml"]


def test_one_sample_has_no_whiskers(portfolio: Portfolio) -> None:
    shown = parts(render(portfolio, simulation((_figures(1, 0), _figures(2, 0)))))
    assert not [name for name, text in shown.items() if "errBars" in text]


def test_the_headline_says_what_is_proven(several: Simulation) -> None:
    assert headline(several, "EUR") == (
        "With staged tranches the portfolio is worth EUR 399.91 more (95 %: EUR 152 to "
        "EUR 647.83), and EUR 20 less goes into work that fails."
    )


def test_the_headline_says_what_is_not_proven() -> None:
    unsure = simulation(
        (_figures(1_000_00, 0), _figures(1_400_00, 0)), (_figures(1_000_00, 0), _figures(900_00, 0))
    )
    said = headline(unsure, "EUR")
    assert "EUR 150 more on average, which 2 samples do not prove (95 %: EUR -" in said
    assert "goes into work" not in said


def test_the_headline_turns_round_what_is_less() -> None:
    less = simulation(*((_figures(1_000_00 + n, 0), _figures(900_00, 30_00)) for n in (0, 10, 20)))
    assert headline(less, "EUR") == (
        "With staged tranches the portfolio is worth EUR 100.10 less (95 %: EUR 99.85 to "
        "EUR 100.35), and EUR 30 more goes into work that fails."
    )


def test_without_gates_there_is_nothing_to_compare(several: Simulation) -> None:
    assert headline(several._replace(gates=0), "EUR").startswith("No gate is still to be passed")
