"""The public functions: read, check, plan, audit, compare, explain, write."""

from __future__ import annotations

from decimal import Decimal
from os import PathLike
from pathlib import Path

from headgate.errors import AuditFailed, UsageError
from headgate.planned import Plan
from headgate.why import EACH, EACH_OF_ALL, Why
from models.alternative import Alternatives
from models.calendar import Calendar
from models.comparison import Comparison
from models.diagnosis import Diagnosis
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
    time_limit: float | None = None,
    prices: bool = False,
    workers: int | None = None,
    on_progress: OnProgress | None = None,
) -> Why:
    """Why an initiative, by its name or ID, is decided as it is, and what alone would change that.

    Every initiative where none is named. Asked about is `plan`; unless given, the portfolio is
    planned without a gap, and `on_progress` is told of that as `plan` tells it. `time_limit` is in
    seconds for each question (15, or 5 where every initiative is asked about, unless given); then
    an interval is its answer. `prices` asks what one more unit of
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
    seconds = time_limit or (EACH_OF_ALL if initiative is None else EACH)
    asking = begin(portfolio, bare, wanted, seconds, to_the_end=plan is None)
    return ask(asking, Threads(workers), everyone=initiative is None, prices=prices)


def diagnose(
    portfolio: Portfolio,
    *,
    time_limit: float = 300,
    on_progress: OnProgress | None = None,
    workers: int | None = None,
) -> Diagnosis | Plan:
    """Why a portfolio has no plan, and the least changes that help; its plan where it has one.

    `time_limit` is in seconds; `workers` is how many questions are asked at once, as many as the
    machine has cores unless given.
    Raises InputFaults where rows contradict each other, NothingFound where neither a plan nor a
    proof that there is none was found in time.
    """
    from headgate.diagnosing import diagnose as run
    from headgate.many import Threads
    from headgate.steady import Steady

    with Steady(ignore if on_progress is None else on_progress) as steady:
        found = run(
            portfolio,
            time_limit=time_limit,
            on_progress=steady,
            interrupted=steady.failed,
            executor=Threads(workers),
        )
    return Plan(portfolio, found) if isinstance(found, BarePlan) else found


def alternatives(
    portfolio: Portfolio,
    *,
    within: Decimal | str = "1",
    count: int = 5,
    best: Plan | None = None,
    time_limit: float = 300,
    on_progress: OnProgress | None = None,
    workers: int | None = None,
) -> Alternatives:
    """Other plans whose value is `within` so many percent of the best plan's; all are audited.

    `best` is a plan of this portfolio, planned anew unless given; `time_limit` is in seconds and
    counts from it; `workers` as in `diagnose`. Raises what `plan` raises, and AuditFailed where
    the audit does not pass what is given.
    """
    from headgate.choosing import Wanted
    from headgate.choosing import alternatives as run
    from headgate.many import Threads
    from headgate.steady import Steady

    checks = () if best is None else audit(portfolio, best)
    if best is not None and not all(check.passed for check in checks):
        raise AuditFailed(checks, best.bare)
    with Steady(ignore if on_progress is None else on_progress) as steady:
        return run(
            portfolio,
            Wanted(Decimal(within), count, time_limit),
            best=None if best is None else best.bare,
            on_progress=steady,
            interrupted=steady.failed,
            executor=Threads(workers),
        )


def write(
    what: Portfolio | Plan | Comparison | Why | Diagnosis | Alternatives,
    path: str | PathLike[str],
    *,
    audience: str = "all",
    against: Plan | str | PathLike[str] | None = None,
    portfolio: Portfolio | None = None,
) -> None:
    """Write a portfolio (.xlsx, .json or a folder of CSV files) or a plan (.xlsx), all or nothing.

    `audience` is for plans: `all`, `finance` (with pay rates), `delivery` or `executives`; so is
    `against`, an earlier plan or the workbook of one: the sheet Changes then tells every changed
    cell. A plan is audited again before it is written: raises AuditFailed if it does not pass,
    InputError where it cannot be compared, OutputError where the place takes no file.
    What `compare`, `explain`, `diagnose` and `alternatives` found is written, too (.xlsx): that of
    `explain` for an `audience`, that of the last two with the `portfolio` that was asked about.
    """
    from headgate.output import keep, ready

    place = Path(path)
    if isinstance(what, Diagnosis | Alternatives):
        _write_answer(what, place, portfolio)
        return
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


def _write_answer(what: Diagnosis | Alternatives, place: Path, portfolio: Portfolio | None) -> None:
    from headgate.output import keep, ready
    from reports.alternatives import write_alternatives
    from reports.diagnosis import write_diagnosis

    if portfolio is None:
        raise UsageError("An answer is written with its portfolio: write(..., portfolio=...).")
    asked = portfolio
    ready(place, {".xlsx"})
    if isinstance(what, Diagnosis):
        keep(place, lambda here: write_diagnosis(asked, what, here))
    else:
        keep(place, lambda here: write_alternatives(asked, what, here))


def _changes(plan: Plan, audience: str, earlier: Plan | str | PathLike[str]) -> Comparison:
    from headgate.comparing import against, earlier_plan, unlike

    if not isinstance(earlier, Plan):
        before = earlier_plan(Path(earlier), plan.portfolio)
        return against(before, plan.portfolio, plan.bare, audience)
    from reports.snapshot import snapshot

    before = snapshot(earlier.portfolio, earlier.bare, audience)
    unlike(before, plan.portfolio, "the earlier plan")
    return against(before, plan.portfolio, plan.bare, audience)
