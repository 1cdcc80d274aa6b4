"""The examples are what their code says, are sound, and show everything that can occur."""

from collections import Counter
from pathlib import Path

import pytest

from data import examples
from data.reading import read
from data.writing import write
from models.dependency import DependencyType
from models.envelope import Measure
from models.fund import Counts
from models.index import Index
from models.ledger_extract import ReleaseState
from models.portfolio import Portfolio
from models.references import check
from models.stage import StageStatus
from models.supply import HiringKind
from models.verdict import VerdictKind
from optimizer.gates import judge
from optimizer.rules import findings

NAMES = examples.names()


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Each example in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def example(name: str) -> Portfolio:
    """The example as its code builds it."""
    return examples.build(name)


@pytest.fixture(scope="module")
def retailer() -> Portfolio:
    """The larger example."""
    return examples.build("retailer")


@pytest.fixture(scope="module")
def industrial() -> Portfolio:
    """The smaller example."""
    return examples.build("industrial")


def test_the_workbook_is_what_the_code_builds(name: str, example: Portfolio) -> None:
    reading = read(examples.example(name))
    assert [str(issue) for issue in reading.issues] == []
    assert reading.portfolio == example


def test_the_workbook_is_what_the_writer_writes(
    name: str, example: Portfolio, tmp_path: Path
) -> None:
    again = tmp_path / f"{name}.xlsx"
    write(example, again)
    assert again.read_bytes() == examples.example(name).read_bytes()


def test_the_code_builds_the_same_again(name: str, example: Portfolio) -> None:
    assert examples.build(name) == example


def test_nothing_stops_a_plan(example: Portfolio) -> None:
    assert not check(example)
    assert not [str(issue) for issue in findings(example) if issue.stops]


def test_an_unknown_example_is_refused_with_the_names() -> None:
    with pytest.raises(ValueError, match="there are retailer, industrial"):
        examples.example("bakery")


def test_every_person_and_initiative_has_a_name_of_its_own(example: Portfolio) -> None:
    people = [person.name for person in example.people]
    work = [initiative.name for initiative in example.initiatives]
    assert len(set(people)) == len(people)
    assert len(set(work)) == len(work)


def test_the_sizes_are_those_of_a_real_company(retailer: Portfolio, industrial: Portfolio) -> None:
    assert 40 <= len(retailer.initiatives) <= 50
    assert len(retailer.people) == 130
    assert len({row.skill for row in retailer.skills}) == 12
    assert len(retailer.periods) == 8
    assert 18 <= len(industrial.initiatives) <= 22
    assert len(industrial.people) == 55
    assert len(industrial.periods) == 12
    assert len(Index(industrial).calendar.windows) == 4


def test_every_verdict_occurs(retailer: Portfolio) -> None:
    assert {verdict.kind for verdict in judge(retailer)} == set(VerdictKind)


def test_unproven_gates_lack_different_things(retailer: Portfolio) -> None:
    reasons = [v.reason for v in judge(retailer) if v.kind is VerdictKind.UNPROVEN]
    assert len(reasons) == len(set(reasons)) == 3


def test_every_type_of_dependency_occurs(retailer: Portfolio, industrial: Portfolio) -> None:
    for example in (retailer, industrial):
        assert {row.type for row in example.dependencies} == set(DependencyType)
        assert any(row.lag for row in example.dependencies)
        assert any(row.flag_cost is not None for row in example.dependencies)


def test_every_measure_and_kind_of_limit_occurs(retailer: Portfolio) -> None:
    envelopes = retailer.envelopes
    assert {row.measure for row in envelopes} == set(Measure)
    assert any(row.at_least and row.at_least.percent is not None for row in envelopes)
    assert any(row.at_least and row.at_least.amount is not None for row in envelopes)
    assert any(row.at_most and row.at_most.percent is not None for row in envelopes)
    assert any(row.at_most and row.at_most.amount is not None for row in envelopes)
    assert {"each", "all"} < {row.window for row in envelopes}


def test_money_takes_every_way(retailer: Portfolio) -> None:
    assert {row.counts for row in retailer.budgets} == set(Counts)
    assert any(row.overrun_price for row in retailer.budgets)
    assert any(fund.carry_over for fund in retailer.funds)
    assert any(fund.pays_for.cost_types for fund in retailer.funds)
    assert any(stage.fund for stage in retailer.stages)
    assert {row.state for row in retailer.releases} == set(ReleaseState)
    assert {stage.status for stage in retailer.stages} == set(StageStatus)
    assert any(stage.spend_profile for stage in retailer.stages)
    not_started = {s.key for s in retailer.stages if s.status is StageStatus.NOT_STARTED}
    standing = [row for row in retailer.releases if row.state.stands]
    assert any((row.initiative, row.stage) in not_started for row in standing)


def test_people_take_every_way(retailer: Portfolio) -> None:
    homes = {person.id: person.home_team for person in retailer.people}
    away = [row for row in retailer.assignments if row.team != homes[row.person]]
    assert any(row.until and not row.locked for row in away)
    assert any(row.locked for row in away)
    assert {option.kind for option in retailer.hiring} == set(HiringKind)
    assert retailer.availability
    assert {bool(pool.team) + 2 * bool(pool.domain) for pool in retailer.pools} == {0, 1, 2}
    assert any(team.reserve for team in retailer.teams)
    assert any(team.fewest is not None for team in retailer.teams)
    assert any(team.most is not None for team in retailer.teams)
    assert all(function.most_lent for function in retailer.functions)


def test_initiatives_take_every_way(retailer: Portfolio) -> None:
    initiatives = retailer.initiatives
    groups = Counter(row.group for row in initiatives if row.group)
    assert max(groups.values()) == 2
    assert any(row.leave_out for row in initiatives)
    assert any(row.must_do and row.deadline_penalty for row in initiatives)
    assert any(
        row.must_do and row.latest_finish and not row.deadline_penalty for row in initiatives
    )
    assert any(row.earliest_start for row in initiatives)
    benefits = retailer.benefits
    assert any(row.profile for row in benefits)
    assert any(row.ramp for row in benefits)
    assert any(row.after_stage for row in benefits)
    assert any(row.counts_from.value == "start" for row in benefits)
    assert any(row.required for row in retailer.objectives)
    assert any(row.amber is not None for row in retailer.objectives)


def test_a_rule_and_a_gate_are_waived(retailer: Portfolio) -> None:
    waived = [issue.rule for issue in findings(retailer) if issue.waived_by]
    assert waived == ["platform-depends-on-product"]
    assert [v.waived_by for v in judge(retailer) if v.kind is VerdictKind.WAIVED] == [
        "Sophie Brandt"
    ]


def test_names_come_from_many_scripts(retailer: Portfolio) -> None:
    plain = [person for person in retailer.people if person.name.isascii()]
    latin = [person for person in retailer.people if max(person.name) < "\u0250"]
    assert len(retailer.people) - len(plain) > 30
    assert len(retailer.people) - len(latin) >= 5
