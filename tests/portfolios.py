"""Builders of portfolios for tests: each gives the rows of one noun, `build` puts them together.

    build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [100_00, 100_00]),
        initiative("shop", stage(50_00, needs={"build": 2}), worth=10),
    )

Periods are quarters of 2026 (`Q1` …) in windows `W1` … of two quarters, the as-of date is
15 January 2026, the currency is EUR (money in cents), and a slice is half an FTE. Words stand for
enums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel, TypeAdapter

from models.dependency import Dependency, DependencyType
from models.envelope import Envelope, Limit, Measure, Scope, ScopeKind
from models.fund import Budget, Counts, Fund
from models.initiative import Benefit, CountsFrom, Initiative, Theme
from models.ledger_extract import Release, ReleaseState, Waiver
from models.metric import Better, Metric
from models.objective import Comparison, Objective, Outcome
from models.period import Period
from models.person import InForce, Lendable, Person, PersonSkill
from models.portfolio import Portfolio
from models.settings import Settings
from models.stage import Demand, Stage, StageStatus
from models.supply import HiringKind, HiringOption, Pool
from models.team import Function, Team, TeamKind
from models.units import MetricId, PeriodId, WindowId

_FIELD_OF: dict[type, str] = {
    get_args(hint)[0]: name for name, hint in get_type_hints(Portfolio).items() if get_args(hint)
}
AS_OF = date(2026, 1, 15)
SALES = Metric(
    id=MetricId("sales"), unit="EUR", better=Better.HIGHER, worth=Decimal(1), owner="Sales"
)
"""What `initiative(worth=…)` promises and `gate` looks at; `build` adds it where it is used."""

Rows = BaseModel | Iterable["Rows"]
"""A row, or any nesting of rows."""


def build(*rows: Rows, periods: tuple[Period, ...] | None = None, **settings: object) -> Portfolio:
    """A portfolio of these rows; keywords are Settings (words stand for its types)."""
    fields: dict[str, list[BaseModel]] = {}
    for row in _flat(rows):
        fields.setdefault(_FIELD_OF[type(row)], []).append(row)
    users = [*fields.get("benefits", []), *fields.get("objectives", [])]
    used = {row.metric for row in users if isinstance(row, Benefit | Objective)}
    known = {row.id for row in fields.get("metrics", []) if isinstance(row, Metric)}
    if SALES.id in used - known:
        fields.setdefault("metrics", []).append(SALES)
    chosen = {"name": "Test", "currency": "EUR", "as_of": AS_OF, "slice": "0.5"} | settings
    values: dict[str, object] = {name: tuple(part) for name, part in fields.items()}
    values["settings"] = TypeAdapter(Settings).validate_python(chosen, strict=False)
    values["periods"] = quarters() if periods is None else periods
    return Portfolio.model_validate(values)


def change(portfolio: Portfolio, **fields: object) -> Portfolio:
    """The same portfolio with other rows in these fields (validated)."""
    return Portfolio.model_validate(
        {name: getattr(portfolio, name) for name in type(portfolio).model_fields} | fields
    )


def with_settings(portfolio: Portfolio, **settings: object) -> Portfolio:
    """The same portfolio with other settings (validated)."""
    chosen = portfolio.settings.model_dump() | settings
    return change(portfolio, settings=TypeAdapter(Settings).validate_python(chosen, strict=False))


def _flat(rows: Rows) -> Iterable[BaseModel]:
    if isinstance(rows, BaseModel):
        yield rows
    else:
        for part in rows:
            yield from _flat(part)


def quarters(count: int = 4, per_window: int = 2) -> tuple[Period, ...]:
    """Quarters from 2026 on: `Q1`, `Q2`, … in windows `W1`, `W2`, …."""
    starts = [date(2026 + t // 4, 1 + t % 4 * 3, 1) for t in range(count + 1)]
    return tuple(
        Period(
            id=PeriodId(f"Q{t + 1}"),
            start=starts[t],
            end=starts[t + 1] - timedelta(days=1),
            window=WindowId(f"W{t // per_window + 1}"),
            release_date=starts[t] + timedelta(days=40),
        )
        for t in range(count)
    )


def _make(kind: type[BaseModel], values: Mapping[str, object]) -> BaseModel:
    return TypeAdapter(kind).validate_python(dict(values), strict=False)


def team(name: str, kind: str = "product", **more: Any) -> Rows:  # noqa: ANN401 - any field of Team
    """A team; its name is its ID."""
    values = {"id": name, "name": name.title(), "kind": TeamKind(kind), "leader": "Lea Berg"}
    return _make(Team, values | more)


def function(name: str, contact: str = "Cora Lind", most_lent: int | None = None) -> Rows:
    """A business function."""
    return _make(Function, {"id": name, "contact": contact, "most_lent": most_lent})


def fund(
    name: str,
    amounts: Sequence[int | None],
    counts: str = "release",
    price: str | None = None,
    **more: Any,  # noqa: ANN401 - any field of Fund
) -> Iterator[Rows]:
    """A fund with its budgets in W1, W2, … (None = no row); `price` makes all of them soft."""
    yield _make(Fund, {"id": name, "name": name.title()} | more)
    for w, amount in enumerate(amounts):
        if amount is not None:
            values = {"fund": name, "window": f"W{w + 1}", "amount": amount, "overrun_price": price}
            yield _make(Budget, values | {"counts": Counts(counts)})


def limit(bound: str | int | None) -> Limit | None:
    """`"30 %"` is a percentage, a number an amount."""
    if bound is None:
        return None
    if isinstance(bound, int):
        return Limit(amount=bound)
    return Limit(percent=Decimal(bound.removesuffix("%").strip()))


def envelope(
    name: str,
    measure: str,
    applies_to: str = "all",
    *,
    least: str | int | None = None,
    most: str | int | None = None,
    window: str = "each",
) -> Rows:
    """An envelope; `applies_to` as in the workbook: `all`, `team: web`, `theme: growth`."""
    kind, _, what = applies_to.partition(":")
    values = {
        "id": name,
        "applies_to": Scope(kind=ScopeKind(kind), name=what.strip()),
        "measure": Measure(measure),
        "window": window,
        "at_least": limit(least),
        "at_most": limit(most),
    }
    return _make(Envelope, values)


@dataclass(frozen=True)
class StageDraft:
    """A stage without the name of its initiative; needs per skill or (skill, lowest level)."""

    values: Mapping[str, object]
    needs: Mapping[Any, int] = field(default_factory=dict)


def stage(
    tranche: int = 100,
    periods: int = 1,
    needs: Mapping[Any, int] | None = None,
    **more: Any,  # noqa: ANN401 - any field of Stage
) -> StageDraft:
    """A stage for `initiative`; `needs` gives slices per skill, or per (skill, lowest level)."""
    if "status" in more:
        more["status"] = StageStatus(more["status"])
    return StageDraft({"tranche": tranche, "periods": periods} | more, needs or {})


def initiative(
    name: str,
    *stages: StageDraft,
    team: str = "web",
    worth: str | int | None = None,
    theme: str | None = None,
    **more: Any,  # noqa: ANN401 - any field of Initiative
) -> Iterator[Rows]:
    """An initiative with its stages; `worth` is euros of sales per period from its finish on."""
    values = {"id": name, "name": name.title(), "team": team, "theme": theme and Theme(theme)}
    yield _make(Initiative, values | more)
    for number, draft in enumerate(stages, start=1):
        key = {"initiative": name, "stage": number}
        yield _make(Stage, key | {"name": f"{name.title()} {number}"} | dict(draft.values))
        for need, slices in draft.needs.items():
            skill, level = need if isinstance(need, tuple) else (need, 1)
            yield _make(Demand, key | {"skill": skill, "slices": slices, "lowest_level": level})
    if worth is not None:
        yield benefit(name, worth)


def benefit(name: str, uplift: str | int, metric: str = "sales", **more: Any) -> Rows:  # noqa: ANN401 - any field of Benefit
    """A benefit of an initiative."""
    if "counts_from" in more:
        more["counts_from"] = CountsFrom(more["counts_from"])
    return _make(Benefit, {"initiative": name, "metric": metric, "uplift": Decimal(uplift)} | more)


_OBSERVED = {"passed": 12, "conditional": 9, "failed": 1, "unproven": 12, "waived": 1}


def gate(name: str, number: int, verdict: str, metric: str = "sales") -> Iterator[Rows]:
    """An objective at the gate that ends a stage, and what makes the gate say this verdict."""
    key = f"{name}-{number}"
    values = {"id": key, "initiative": name, "stage": number, "metric": metric}
    marks = {"comparison": Comparison.AT_LEAST, "target": Decimal(10), "amber": Decimal(8)}
    yield _make(Objective, values | marks)
    if verdict in _OBSERVED:
        yield Outcome(
            objective=_as_objective(key),
            observed=Decimal(_OBSERVED[verdict]),
            date=AS_OF - timedelta(days=5),
            evidence=None if verdict == "unproven" else f"report {key}",
            reported_by="Rosa Holm",
            confirmed_by="Carl Dahl",
        )
    if verdict == "waived":
        reason, until = "Contract signed", AS_OF + timedelta(days=90)
        subject = f"{name}/{number}"
        yield Waiver(
            rule="gate", subject=subject, approver="Nora Vik", reason=reason, expires=until
        )


def _as_objective(key: str) -> Any:  # noqa: ANN401 - a NewType of str
    return key


def after(before: str, later: str, kind: str = "finish-start", **more: Any) -> Rows:  # noqa: ANN401 - any field of Dependency
    """A dependency; `before` and `later` are `initiative` or `initiative/stage`."""
    first, _, first_stage = before.partition("/")
    second, _, second_stage = later.partition("/")
    values = {
        "before": first,
        "before_stage": int(first_stage) if first_stage else None,
        "after": second,
        "after_stage": int(second_stage) if second_stage else None,
        "type": DependencyType(kind),
    }
    return _make(Dependency, values | more)


def person(
    name: str,
    team: str | None = "web",
    skills: Mapping[str, int] | None = None,
    slices: int = 2,
    lendable: str = "no",
    **more: Any,  # noqa: ANN401 - any field of Person
) -> Iterator[Rows]:
    """A person with levels per skill; `team=None, function=…` for a function's people."""
    values = {"id": name, "name": name.title(), "home_team": team, "slices": slices}
    yield _make(Person, values | {"lendable": Lendable(lendable)} | more)
    for skill, level in (skills or {}).items():
        yield _make(PersonSkill, {"person": name, "skill": skill, "level": level})


def works(
    name: str, team: str, slices: int, until: str | None = None, *, lock: bool = False
) -> Rows:
    """A row of the plan in force."""
    values = {"person": name, "team": team, "slices": slices, "until": until, "locked": lock}
    return _make(InForce, values)


def pool(name: str, skill: str, slices: int, **more: Any) -> Rows:  # noqa: ANN401 - any field of Pool
    """Anonymous capacity."""
    return _make(Pool, {"id": name, "skill": skill, "slices": slices} | more)


def hiring(name: str, skill: str, most: int, kind: str = "hire", **more: Any) -> Rows:  # noqa: ANN401 - any field of HiringOption
    """A hiring option."""
    return _make(
        HiringOption, {"id": name, "skill": skill, "most": most, "kind": HiringKind(kind)} | more
    )


def release(
    name: str,
    number: int,
    amount: int,
    day: date = AS_OF,
    state: str = "released",
    **more: Any,  # noqa: ANN401 - any field of Release
) -> Rows:
    """A row of the ledger's extract."""
    values = {"initiative": name, "stage": number, "amount": amount, "date": day}
    return _make(Release, values | {"state": ReleaseState(state)} | more)
