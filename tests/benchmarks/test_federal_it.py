"""The published federal projects become a portfolio by the rules that are written down."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import federal_it
from benchmarks.federal_portfolio import portfolio
from benchmarks.federal_source import Source, load
from models.portfolio import Portfolio
from models.references import check
from models.stage import StageKey, StageStatus
from models.units import InitiativeId
from models.verdict import VerdictKind
from optimizer.gates import judge
from optimizer.rules import findings

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / federal_it.DATA


def raw(number: str, start: str, finish: str, cost: str, **more: str) -> dict[str, str]:
    """One project as published."""
    return {
        "unique_investment_identifier": "005-000000001",
        "agency_name": "Department of Maps",
        "investment_title": "Map Network",
        "project_id": number,
        "project_name": f"Sheet {number}",
        "start_date": start,
        "completion_date_b1": finish,
        "planned_project_completion_date_b2": "",
        "projectedactual_project_completion_date_b2": "",
        "schedule_variance_in_days": "0",
        "cost_variance": "0",
        "planned_cost_m": cost,
        "updated_date": "30/05/2012",
    } | more


Publish = Callable[..., Source]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Writes projects of one agency as published, and loads them."""

    def published(*projects: dict[str, str]) -> Source:
        path = tmp_path / "agencies.json"
        path.write_text(json.dumps({"children": [{"children": list(projects)}]}), "utf-8")
        return load(path)

    return published


DONE = raw("1", "01/10/2010", "30/06/2011", "1.25")
RUNNING = raw("2", "01/01/2011", "31/12/2011", "4")
BESIDE = raw("3", "01/07/2011", "30/06/2012", "2")
NEW = raw("4", "01/10/2011", "30/09/2012", "3.000001")


def test_a_project_is_a_stage_with_its_cost_and_length(publish: Publish) -> None:
    built = portfolio(publish(NEW))
    (stage,) = built.stages
    assert stage.name == "Sheet 4"
    assert stage.tranche == 3_000_001_00
    assert stage.periods == 4
    assert stage.status is StageStatus.NOT_STARTED


def test_finished_running_and_new_projects_are_in_line(publish: Publish) -> None:
    built = portfolio(publish(NEW, BESIDE, RUNNING, DONE))
    assert [stage.status.value for stage in built.stages] == ["done", "active", "not started"]
    assert [stage.name for stage in built.stages] == ["Sheet 1", "Sheet 2; Sheet 3", "Sheet 4"]
    assert not check(built)


def test_running_projects_are_one_stage_with_the_sum_of_their_costs(publish: Publish) -> None:
    (stage,) = portfolio(publish(RUNNING, BESIDE)).stages
    assert stage.tranche == (4 + 2) * 1_000_000_00
    assert stage.started == date(2011, 1, 1)
    quarter, half_quarter = Decimal(1_000_000_00), Decimal(500_000_00)
    first_two, both, last_two = quarter, quarter + half_quarter, half_quarter
    assert stage.spend_profile == (first_two, first_two, both, both, last_two, last_two)


def test_a_running_project_does_not_begin_before_the_finished_one(publish: Publish) -> None:
    long_ago = raw("2", "01/01/2009", "31/12/2011", "12")
    first, second = portfolio(publish(DONE, long_ago)).stages
    assert (first.started, second.started) == (date(2010, 10, 1), date(2010, 10, 1))


@pytest.mark.parametrize(
    ("days", "percent", "kind"),
    [
        ("-30", "-10", VerdictKind.PASSED),
        ("-31", "-10", VerdictKind.CONDITIONAL),
        ("-30", "-10.01", VerdictKind.CONDITIONAL),
        ("-90", "-25", VerdictKind.CONDITIONAL),
        ("-91", "0", VerdictKind.FAILED),
        ("0", "-25.01", VerdictKind.FAILED),
        ("200", "50", VerdictKind.PASSED),
    ],
)
def test_slips_and_overruns_decide_the_gate(
    publish: Publish, days: str, percent: str, kind: VerdictKind
) -> None:
    variances = {"schedule_variance_in_days": days, "cost_variance": percent}
    built = portfolio(publish(DONE | variances, NEW))
    verdicts = {verdict.gate: verdict.kind for verdict in judge(built)}
    assert verdicts[StageKey(InitiativeId("005-000000001"), 1)] is kind


def test_what_was_published_later_than_the_as_of_date_is_no_outcome(publish: Publish) -> None:
    assert not portfolio(publish(RUNNING)).outcomes
    published_in_time = RUNNING | {"updated_date": "30/09/2011"}
    assert len(portfolio(publish(published_in_time)).outcomes) == 2


def test_budgets_hold_what_is_committed_and_three_fifths_of_the_new(publish: Publish) -> None:
    built = portfolio(publish(RUNNING, NEW | {"planned_cost_m": "10"}))
    committed, new = 1_000_000_00, 10_000_000_00
    assert [budget.amount for budget in built.budgets] == [committed + new * 60 // 100, 0, 0]


def test_repairs_are_counted(publish: Publish) -> None:
    source = publish(
        raw("1", "", "", ""),
        raw("2", "01/10/2011", "30/09/2012", "1", updated_date="04/26/2012"),
        raw(
            "3",
            "01/10/2011",
            "30/09/2012",
            "1",
            projectedactual_project_completion_date_b2="30/06/2011",
            project_name=" Sheet  3",
        ),
    )
    assert [project.name for project in source.projects] == ["Sheet 2", "Sheet 3"]
    assert source.projects[0].updated == date(2012, 4, 26)
    assert source.projects[1].finish == date(2012, 9, 30)
    assert [times for _, times in source.repairs] == [1, 1, 1, 1, 1]


def test_it_says_that_it_was_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "federal.json"
    arguments = ["--data", str(tmp_path / "none.json"), "-o", str(output)]
    assert federal_it.main(arguments) == 0
    assert capsys.readouterr().out.startswith("skipped: the published projects are not at")
    assert not output.exists()


def test_another_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "agencies.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(ValueError, match="is not the published list"):
        load(path)


@pytest.fixture(scope="module")
def published() -> Portfolio:
    """The portfolio of the published projects."""
    if not PUBLISHED.is_file():
        pytest.skip(f"the published federal projects are not at {federal_it.DATA}")
    return portfolio(load(PUBLISHED))


def test_the_published_projects_are_a_sound_portfolio(published: Portfolio) -> None:
    assert not check(published)
    assert {issue.rule for issue in findings(published)} == {"team-has-leader"}


def test_the_published_projects_keep_their_money(published: Portfolio) -> None:
    used = load(PUBLISHED).projects
    assert len(used) == 2_472 - 17
    assert len(published.initiatives) == 599
    assert sum(stage.tranche for stage in published.stages) == sum(
        int(project.cost * 10**8) for project in used
    )


def test_the_command_writes_and_plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "agencies.json", tmp_path / "out" / "federal.json"
    projects = {"children": [{"children": [DONE, RUNNING, NEW]}]}
    source.write_text(json.dumps(projects), "utf-8")
    assert federal_it.main(["--data", str(source), "-o", str(output), "--plan"]) == 0
    printed = capsys.readouterr().out
    assert "3 projects used" in printed
    assert "1 initiatives, 3 stages" in printed
    assert ", 0 failed" in printed
    assert output.is_file()
