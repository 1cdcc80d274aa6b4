"""Snapshots made by hand: what a plan says, in a few words.

    snapshot(stage("shop", 1, starts="Q1"), pays("shop", 1, "main", "Q1", 100))

Windows are named after the first half of the year of their periods: Q1 and Q2 are in W1.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from models import compared as tables
from models.compared import Compared
from models.snapshot import Row, Said, Snapshot, Work, by_work, keyed

PERIODS = ("Q1", "Q2", "Q3", "Q4")
WINDOW = {"Q1": "W1", "Q2": "W1", "Q3": "W2", "Q4": "W2", "Q5": "W3"}
Part = tuple[Compared, Row] | Work


def snapshot(
    *parts: Part,
    periods: tuple[str, ...] = PERIODS,
    view: str = "all",
    without: Iterable[Compared] = (),
    **more: object,
) -> Snapshot:
    """A plan that says all this; tables in `without` are left out, as some views do."""
    out = {table.name for table in without}
    rows: dict[str, list[Row]] = {
        table.name: []
        for table in tables.COMPARED
        if table != tables.WORK and table.name not in out
    }
    for part in parts:
        if not isinstance(part, Work) and part[0].name in rows:
            rows[part[0].name].append(part[1])
    work = by_work(part for part in parts if isinstance(part, Work))
    values: dict[str, object] = {
        "portfolio": "Test",
        "as_of": date(2026, 1, 15),
        "digest": "one",
        "currency": "EUR",
        "slice": Decimal("0.5"),
    }
    return Snapshot(
        view=view,
        periods=periods,
        tables={name: keyed(found) for name, found in rows.items()},
        work=None if tables.WORK.name in out else work,
        **(values | more),  # type: ignore[arg-type]  # whatever a test asks for
    )


def row(table: Compared, key: tuple[str, ...], names: tuple[str, ...], **cells: Said) -> Part:
    """A row; the first cells of the table are named by their lower-case headers."""
    heads = {head.lower().replace(" ", "_"): head for head, _ in table.cells}
    filled = {heads[name]: value for name, value in cells.items() if _says(value)}
    return (table, Row(key, names, filled))


def _says(value: Said) -> bool:
    """No money and no time are as nothing; a number may be 0."""
    return bool(value) or isinstance(value, Decimal)


def stage(
    name: str, number: int = 1, state: str = "planned", starts: str = "Q2", **cells: Said
) -> Part:
    """A stage; it runs for one period and costs EUR 1.00 unless said otherwise."""
    given: dict[str, Said] = {"runs_to": starts if starts in WINDOW else "", "tranche": 100}
    names = (name.title(), f"Part {number}", "Web")
    key = (name, str(number))
    return row(tables.STAGES, key, names, state=state, starts=starts, **(given | cells))


def idle(name: str, number: int = 1, state: str = "not funded", **cells: Said) -> Part:
    """A stage that never starts."""
    return stage(name, number, state, "", **cells)


def budget(fund: str, window: str, amount: int, **cells: Said) -> Part:
    """A fund in a window."""
    return row(tables.BUDGETS, (fund, window), (fund.title(),), budget=amount, **cells)


def pays(name: str, number: int, fund: str, period: str, amount: int = 100) -> Part:
    """A payment, all of it opex."""
    key = (name, str(number), "opex", fund, period)
    names = (name.title(), fund.title(), WINDOW[period])
    return row(tables.PAYMENTS, key, names, amount=amount)


def works(who: str, name: str, period: str, number: int = 1, slices: int = 2) -> Work:
    """A person at work for a stage."""
    return Work(
        "person", who, who.title(), "Web", name, name.title(), number, "build", period, slices
    )


def there(who: str, mean: str = "1.00") -> Part:
    """A person of the portfolio."""
    return row(tables.PEOPLE_THERE, (who,), (who.title(),), **{"fte_there,_mean": Decimal(mean)})


def gate(name: str, number: int, verdict: str, **cells: Said) -> Part:
    """A gate that the plan shows."""
    key = (name, str(number))
    return row(tables.GATES, key, (name.title(),), as_planned=verdict, **cells)


def proof(name: str, number: int, observed: str | None) -> Part:
    """An objective with its outcome."""
    value = None if observed is None else Decimal(observed)
    key = (name, str(number), "Sales at least 10")
    return row(tables.PROOFS, key, (name.title(),), observed=value)


def link(first: str, then: str, **cells: Said) -> Part:
    """A dependency between first stages."""
    key = (first, "1", then, "1", "finish-start")
    names = (first.title(), then.title())
    return row(tables.LINKS, key, names, **({"result": "kept"} | cells))


def flag(first: str, then: str, cost: int = 10) -> Part:
    """A feature flag in use."""
    return row(tables.FLAGS, (first, "1", then, "1"), (first.title(), then.title()), flag_cost=cost)


def setting(name: str, value: str) -> Part:
    """A setting."""
    return row(tables.SETTINGS, (name,), (), value=value)
