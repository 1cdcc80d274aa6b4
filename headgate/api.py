"""The public functions: read, check, plan, audit, compare, explain, write."""

from __future__ import annotations

from decimal import Decimal
from os import PathLike
from pathlib import Path

from headgate.errors import AuditFailed
from headgate.planned import Plan
from headgate.why import EACH, Why
from models.calendar import Calendar
from models.comparison import Comparison
from models.earlier import Earlier
from models.issue import Issue
from models.plan import Check
from models.plan import Plan as BarePlan
from models.portfolio import Portfolio
from models.progress import OnProgress, ignore


def read(path: str | PathLike[str]) -> Portfolio:
    """Read a portfolio from a workbook, a folder of CSV files or a JSON document.

    Raises InputError, with all `.issues`, where something in it is wrong. Findings of the rules of
    the operating model are left to `check` and `plan`.
    """
    from headgate import checking

    return checking.check(Path(path), rules=False).sound()


def check(path: str | PathLike[str]) -> tuple[Issue, ...]:
    """Everything that can be said of an input, each with its cell: faults first, then warnings.

    Raises InputError where there is no such file.
    """
    from headgate import checking

    return checking.check(Path(path)).issues


def plan(
    portfolio: Portfolio,
    *,
    gap: Decimal | str | None = None,
    time_limit: int | None = None,
    on_progress: OnProgress | None = None,
    earlier: Plan | BarePlan | None = None,
) -> Plan:
    """Plan a portfolio; the answer has passed the audit.

    `gap` is in percent and `time_limit` in seconds; the portfolio's settings say so unless given.
    `on_progress` is called as `models.progress.OnProgress` says: in order, and not too often.
    From `earlier`, a plan of an earlier state of the portfolio, the search of a large one begins; a
    bare plan speaks of the same periods.
    Raises InputFaults where rules of the operating model are broken, Unsolvable where no plan can
    satisfy the portfolio, NothingFound where none was found in time.
    """
    bare = _searched(
        portfolio,
        gap=portfolio.settings.gap if gap is None else Decimal(gap),
        time_limit=time_limit,
        on_progress=on_progress,
        earlier=None if earlier is None else _begun(portfolio, earlier),
    )
    return Plan(portfolio, bare)


def _searched(
    portfolio: Portfolio,
    *,
    gap: Decimal,
    time_limit: int | None = None,
    on_progress: OnProgress | None = None,
    earlier: Earlier | None = None,
) -> BarePlan:
    """Run the pipeline; a listener that fails stops it, and what it raised is raised."""
    from headgate.pipeline import run
    from headgate.steady import Steady

    with Steady(ignore if on_progress is None else on_progress, asked=gap) as steady:
        return run(
            portfolio,
            gap=gap,
            time_limit=time_limit,
            on_progress=steady,
            interrupted=steady.failed,
            earlier=earlier,
        )


def _begun(portfolio: Portfolio, earlier: Plan | BarePlan) -> Earlier:
    if not isinstance(earlier, Plan):
        return Earlier.of(earlier)
    before, now = (Calendar.of(each.periods) for each in (earlier.portfolio, portfolio))
    return Earlier.of(earlier.bare).in_periods(before, now)


def audit(portfolio: Portfolio, plan: Plan | BarePlan) -> tuple[Check, ...]:
    """Restate every rule about a plan and recompute its value; one Check per rule."""
    from optimizer.audit import audit as restate

    return restate(portfolio, plan.bare if isinstance(plan, Plan) else plan)


def compare(before: str | PathLike[str], after: str | PathLike[str]) -> Comparison:
    """What changed from one written plan to another: every changed cell, each with its cause.

    Raises InputError, with all `.issues`, where one is no plan or the two cannot be compared.
    """
    from headgate.comparing import compare_files

    return compare_files(Path(before), Path(after))


def explain(
    portfolio: Portfolio,
    initiative: str | None = None,
    *,
    plan: Plan | BarePlan | None = None,
    time_limit: float = EACH,
    prices: bool = False,
    workers: int | None = None,
    on_progress: OnProgress | None = None,
) -> Why:
    """Why an initiative, by its name or ID, is decided as it is, and what alone would change that.

    Every initiative where none is named. Asked about is `plan`; unless given, the portfolio is
    planned without a gap, and `on_progress` is told of that as `plan` tells it. `time_limit` is in
    seconds for each question; then an interval is its answer. `prices` asks what one more unit of
    money, people's time and envelopes is worth, too. `workers` questions, as many as the machine
    has cores unless given, are worked off at once.
    Raises UsageError for a name that there is not, and what `plan` raises.
    """
    from headgate.explaining import begin, named
    from headgate.many import Threads
    from headgate.why import ask, first

    wanted = first(portfolio) if initiative is None else named(portfolio, initiative)
    if plan is None:
        bare = _searched(portfolio, gap=Decimal(0), on_progress=on_progress)
    else:
        bare = plan.bare if isinstance(plan, Plan) else plan
    asking = begin(portfolio, bare, wanted, time_limit, to_the_end=plan is None)
    return ask(asking, Threads(workers), everyone=initiative is None, prices=prices)


def write(
    what: Portfolio | Plan | Comparison | Why,
    path: str | PathLike[str],
    *,
    audience: str = "all",
    against: Plan | str | PathLike[str] | None = None,
) -> None:
    """Write a portfolio (.xlsx, .json or a folder of CSV files) or a plan (.xlsx), all or nothing.

    `audience` is for plans: `all`, `finance` (with pay rates), `delivery` or `executives`; so is
    `against`, an earlier plan or the workbook of one: the sheet Changes then tells every changed
    cell. A plan is audited again before it is written: raises AuditFailed if it does not pass,
    InputError where it cannot be compared, OutputError where the place takes no file.
    What `compare` and `explain` found is written, too (.xlsx), the latter for an `audience`.
    """
    from headgate.output import keep, ready

    place = Path(path)
    if isinstance(what, Portfolio):
        from data.writing import write as write_portfolio

        if place.suffix:
            ready(place, {".xlsx", ".json"})
        keep(place, lambda here: write_portfolio(what, here))
        return
    ready(place, {".xlsx"})
    if isinstance(what, Comparison):
        from reports.comparison import write_comparison

        keep(place, lambda here: write_comparison(what, here))
        return
    if isinstance(what, Why):
        from reports.why import write_why

        parts = what.portfolio, what.answers, what.prices
        keep(place, lambda here: write_why(*parts, here, audience))
        return
    from reports import write_plan

    checks = audit(what.portfolio, what)
    if not all(check.passed for check in checks):
        raise AuditFailed(checks, what.bare)
    changes = None if against is None else _changes(what, audience, against)
    keep(place, lambda here: write_plan(what.portfolio, what.bare, here, audience, changes))


def _changes(plan: Plan, audience: str, earlier: Plan | str | PathLike[str]) -> Comparison:
    from headgate.comparing import against, earlier_plan, unlike

    if not isinstance(earlier, Plan):
        before = earlier_plan(Path(earlier), plan.portfolio)
        return against(before, plan.portfolio, plan.bare, audience)
    from reports.snapshot import snapshot

    before = snapshot(earlier.portfolio, earlier.bare, audience)
    unlike(before, plan.portfolio, "the earlier plan")
    return against(before, plan.portfolio, plan.bare, audience)
