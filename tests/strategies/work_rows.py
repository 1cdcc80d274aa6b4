"""Rows about work: metrics, initiatives, stages, gates, dependencies, facts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from models.dependency import Dependency, DependencyType
from models.initiative import Benefit, CountsFrom, Initiative, Theme
from models.ledger_extract import Release, ReleaseState, Waiver
from models.metric import Better, Metric, Nature
from models.objective import Comparison, KOfN, Objective, Outcome
from models.stage import Demand, Stage, StageStatus
from models.units import InitiativeId, Slices
from tests.strategies.ground import Ground, decimals, maybe, money, percents, some, words
from tests.strategies.texts import names, texts

Rows = dict[str, tuple[Any, ...]]


@st.composite
def work_rows(draw: st.DrawFn, ground: Ground) -> Rows:
    """Everything about work, in the order in which it refers to each other."""
    metrics = tuple(draw(_metric(name)) for name in ground.metrics)
    initiatives = tuple(draw(_initiative(ground, name)) for name in ground.initiatives)
    stages = tuple(stage for name in ground.initiatives for stage in draw(_stages(ground, name)))
    objectives = draw(_objectives(ground, stages))
    return {
        "metrics": metrics,
        "initiatives": initiatives,
        "stages": draw(st.permutations(stages).map(tuple)),
        "benefits": draw(st.lists(_benefit(ground, stages), max_size=3).map(_once)),
        "demand": draw(st.lists(_demand(ground, stages), max_size=3).map(_once_by_skill)),
        "objectives": objectives,
        "outcomes": draw(_outcomes(objectives)),
        "dependencies": draw(st.lists(_dependency(ground, stages), max_size=3).map(_once)),
        "releases": draw(_releases(ground, stages)),
        "waivers": draw(st.lists(_waiver(), max_size=2).map(tuple)),
    }


def _once(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(rows))


def _once_by_skill(rows: list[Demand]) -> tuple[Demand, ...]:
    by_key = {(x.initiative, x.stage, x.skill, x.lowest_level): x for x in rows}
    return tuple(by_key.values())


def _metric(name: str) -> st.SearchStrategy[Metric]:
    return st.builds(
        Metric,
        id=st.just(name),
        unit=texts(),
        better=st.sampled_from(Better),
        worth=decimals(-100, 1_000),
        nature=st.sampled_from(Nature),
        owner=words(),
    )


@st.composite
def _initiative(draw: st.DrawFn, ground: Ground, name: str) -> Initiative:
    wish = draw(st.sampled_from(["must_do", "leave_out", "neither"]))
    order = sorted(ground.periods, key=lambda period: period.start)
    first = draw(st.integers(0, len(order) - 1))
    last = draw(maybe(st.sampled_from(order[first:])))
    return Initiative.model_validate(
        {
            "id": name,
            "name": draw(texts()),
            "team": draw(st.sampled_from(ground.teams)),
            "theme": draw(some(list(Theme))),
            "function": draw(some(ground.functions)),
            "must_do": wish == "must_do",
            "leave_out": wish == "leave_out",
            "group": draw(st.sampled_from([None, "one", "two"])) if wish != "must_do" else None,
            "earliest_start": draw(some([order[first].id])),
            "latest_finish": None if last is None else last.id,
            "deadline_penalty": draw(maybe(money(10**6))),
        }
    )


@st.composite
def _stages(draw: st.DrawFn, ground: Ground, name: str) -> list[Stage]:
    count = draw(st.integers(1, 3))
    done = draw(st.integers(0, count))
    active = done < count and draw(st.booleans())
    stages = []
    for number in range(1, count + 1):
        status = StageStatus.DONE if number <= done else StageStatus.NOT_STARTED
        if active and number == done + 1:
            status = StageStatus.ACTIVE
        begun = status is not StageStatus.NOT_STARTED and draw(st.booleans())
        periods = draw(st.integers(1, 3))
        weights = st.lists(decimals(1, 9, 2), min_size=periods, max_size=periods).map(tuple)
        stages.append(
            Stage.model_validate(
                {
                    "initiative": InitiativeId(name),
                    "stage": number,
                    "name": draw(texts()),
                    "tranche": draw(money()),
                    "periods": periods,
                    "capex": draw(percents()),
                    "spend_profile": draw(st.just(()) | weights),
                    "chance": draw(percents()),
                    "status": status,
                    "started": date(2024, number, 1) if begun else None,
                    "fund": draw(some(ground.funds)),
                }
            )
        )
    return stages


def _benefit(ground: Ground, stages: tuple[Stage, ...]) -> st.SearchStrategy[Benefit]:
    stage = st.sampled_from(stages)
    fields = {
        "metric": st.sampled_from(ground.metrics),
        "uplift": decimals(-50, 1_000),
        "counts_from": st.sampled_from(CountsFrom),
        "confidence": percents(),
    }
    ramped = fields | {"ramp": st.integers(0, 5), "lasts": maybe(st.integers(1, 90))}
    weights = st.lists(decimals(-2, 2, 3), min_size=1, max_size=3).map(tuple)
    return stage.flatmap(
        lambda row: st.one_of(
            [
                st.builds(
                    Benefit,
                    initiative=st.just(row.initiative),
                    after_stage=some([row.stage]),
                    **kind,
                )
                for kind in (ramped, fields | {"profile": weights})
            ]
        )
    )


def _demand(ground: Ground, stages: tuple[Stage, ...]) -> st.SearchStrategy[Demand]:
    return st.sampled_from(stages).flatmap(
        lambda row: st.builds(
            Demand,
            initiative=st.just(row.initiative),
            stage=st.just(row.stage),
            skill=st.sampled_from(ground.skills),
            slices=st.integers(0, 999).map(Slices),
            lowest_level=st.integers(1, 5),
        )
    )


@st.composite
def _objectives(draw: st.DrawFn, ground: Ground, stages: tuple[Stage, ...]) -> tuple[Any, ...]:
    rows = []
    ids = draw(names(3))
    stage = draw(st.sampled_from(stages))
    weights = [draw(st.integers(1, 3)) for _ in ids]
    grouped = draw(st.booleans())
    k = draw(st.integers(1, max(1, sum(weights))))
    for name, weight in zip(ids, weights, strict=True):
        required = KOfN(weight=weight, k=k, n=sum(weights)) if grouped else None
        target = draw(decimals(-100, 100, 4))
        rows.append(
            Objective.model_validate(
                {
                    "id": name,
                    "initiative": stage.initiative,
                    "stage": stage.stage,
                    "metric": draw(st.sampled_from(ground.metrics)),
                    "comparison": draw(
                        st.sampled_from([Comparison.AT_LEAST, Comparison.MORE_THAN])
                    ),
                    "target": target,
                    "nature": draw(some(list(Nature))),
                    "required": required,
                    "amber": draw(some([target - 1])),
                }
            )
        )
    return tuple(rows)


@st.composite
def _outcomes(draw: st.DrawFn, objectives: tuple[Objective, ...]) -> tuple[Outcome, ...]:
    if not objectives:
        return ()
    rows = draw(
        st.lists(
            st.builds(
                Outcome,
                objective=st.sampled_from([row.id for row in objectives]),
                observed=decimals(-100, 100),
                date=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
                evidence=words(),
                reported_by=words(),
                confirmed_by=words(),
            ),
            max_size=4,
        )
    )
    return tuple({(row.objective, row.date): row for row in rows}.values())


def _dependency(ground: Ground, stages: tuple[Stage, ...]) -> st.SearchStrategy[Dependency]:
    either = st.permutations(ground.initiatives).map(lambda names: names[:2])
    hard = {
        "type": st.sampled_from([x for x in DependencyType if x is not DependencyType.FINISH_START])
    }
    soft = {"lag": st.integers(0, 9), "flag_cost": maybe(money(10**6))}
    return either.flatmap(
        lambda pair: st.one_of(
            [
                st.builds(
                    Dependency,
                    before=st.just(pair[0]),
                    before_stage=_number(stages, pair[0]),
                    after=st.just(pair[1]),
                    after_stage=_number(stages, pair[1]),
                    release_plan_of=some(ground.teams),
                    **kind,
                )
                for kind in (hard, soft)
            ]
        )
    )


def _number(stages: tuple[Stage, ...], initiative: str) -> st.SearchStrategy[int | None]:
    return some([row.stage for row in stages if row.initiative == initiative])


@st.composite
def _releases(draw: st.DrawFn, ground: Ground, stages: tuple[Stage, ...]) -> tuple[Release, ...]:
    """Of first stages and of what has begun, in full."""
    rows = []
    for stage in stages:
        allowed = stage.stage == 1 or stage.status is not StageStatus.NOT_STARTED
        if allowed and draw(st.booleans()):
            rows.append(
                Release.model_validate(
                    {
                        "initiative": stage.initiative,
                        "stage": stage.stage,
                        "amount": stage.tranche,
                        "date": ground.settings.as_of - timedelta(days=draw(st.integers(0, 400))),
                        "fund": draw(some(ground.funds)),
                        "state": draw(st.sampled_from(ReleaseState)),
                    }
                )
            )
    return tuple(rows)


def _waiver() -> st.SearchStrategy[Waiver]:
    return st.builds(
        Waiver,
        rule=texts().filter(lambda text: text.casefold() != "gate"),
        subject=texts(),
        approver=texts(),
        reason=texts(),
        expires=st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    )
