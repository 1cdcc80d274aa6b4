"""What the commands say in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from headgate.answer import tranches
from headgate.money import money, percent
from models.issue import Issue, Severity
from models.plan import Plan, SolveStatus, TrancheState, Worker

if TYPE_CHECKING:
    from models.alternative import Alternatives
    from models.comparison import Comparison
    from models.diagnosis import Diagnosis
    from models.portfolio import Portfolio


def finding(issue: Issue) -> str:
    """One line: how bad, where, what is wrong, what is allowed."""
    also = f" (also {', '.join(str(place) for place in issue.also)})" if issue.also else ""
    if issue.waived_by is not None:
        return f"waived   {issue}{also} (waived by {issue.waived_by})"
    return f"{issue.severity.value:<8} {issue}{also}"


def conflict(issues: Sequence[Issue]) -> list[str]:
    """What clashes, row by row; advice that is the same for every row is not repeated."""
    help_ = "headgate diagnose finds out whether more clashes, and the cheapest changes that help."
    if not issues:
        return ["No plan can satisfy this portfolio: nobody can be named for all its work.", help_]
    advice = {issue.allowed for issue in issues}
    rows = [f"{issue.place}: {issue.what}" if len(advice) == 1 else str(issue) for issue in issues]
    head = "No plan can satisfy this portfolio. These rows cannot all hold; change any one of them:"
    return [head, *(f"  {row}" for row in rows), help_]


def count(issues: Iterable[Issue]) -> str:
    """`2 errors, 1 warning`, waived findings apart."""
    found = tuple(issues)
    open_ones = [issue for issue in found if issue.waived_by is None]
    errors = sum(issue.severity is Severity.ERROR for issue in open_ones)
    parts = [many(errors, "error"), many(len(open_ones) - errors, "warning")]
    if len(open_ones) < len(found):
        parts.append(f"{len(found) - len(open_ones)} waived")
    return ", ".join(parts)


def many(number: int, noun: str, plural: str | None = None) -> str:
    """`1 error`, `2 errors`; `2 entries` where the plural is given."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def result(plan: Plan, portfolio: Portfolio, output: str, seconds: float) -> Sequence[str]:
    """The five lines of a plan: worth, money, tranches, people, file."""
    audited = f"the audit passed {many(len(plan.checks), 'check')}; {count(plan.findings)}"
    return (
        _worth(plan, portfolio),
        f"Money     {_money(plan, portfolio)}",
        f"Tranches  {_tranches(plan)}",
        f"People    {_people(plan, portfolio)}",
        f"Written   {output} in {seconds:.1f} s; {audited}",
    )


def worth(plan: Plan, portfolio: Portfolio) -> str:
    """Value, bound and gap in plain words."""
    settings = portfolio.settings
    value, bound = money(plan.value.total, settings), money(plan.bound, settings)
    if plan.status is SolveStatus.OPTIMAL:
        return f"{value}; no plan is worth more"
    return (
        f"{value}; no plan can be worth more than {bound}, this one is within {percent(plan.gap)}"
    )


def _worth(plan: Plan, portfolio: Portfolio) -> str:
    label = {
        SolveStatus.TIME_LIMIT: "Worth     (best plan when the time was up) ",
        SolveStatus.STOPPED: "Worth     (best plan when the search was stopped) ",
    }
    return label.get(plan.status, "Worth     ") + worth(plan, portfolio)


def _money(plan: Plan, portfolio: Portfolio) -> str:
    def total(state: TrancheState) -> str:
        amount = sum(
            stage.release_now if state is TrancheState.RELEASE_NOW else stage.amount
            for stage in plan.stages
            if stage.state is state
        )
        return money(amount, portfolio.settings)

    return (
        f"{total(TrancheState.RELEASE_NOW)} to release now, {total(TrancheState.HELD)} held, "
        f"{total(TrancheState.PLANNED)} planned for later"
    )


def _tranches(plan: Plan) -> str:
    return ", ".join(f"{number:,} {state}" for state, number in tranches(plan).items())


def _people(plan: Plan, portfolio: Portfolio) -> str:
    def fte(slices: int) -> str:
        return f"{(slices * portfolio.settings.slice).normalize():f}"

    busy = {row.who for row in plan.assignments if row.worker is Worker.PERSON and row.initiative}
    words = f"{len(busy):,} of {many(len(portfolio.people), 'person', 'people')} at work"
    words += f", {fte(plan.moved)} FTE moved between teams"
    if plan.shortages:
        missing = sum(row.slices for row in plan.shortages)
        words += f", {fte(missing)} FTE-periods of committed work without people"
    return words


def diagnosed(diagnosis: Diagnosis, portfolio: Portfolio) -> list[str]:
    """Why there is no plan and what helps: the sets, then the repairs by kind."""
    from reports.diagnosis.words import KINDS, cost, headline, proof, remarks, worth

    settings = portfolio.settings
    lines = [headline(diagnosis)]
    for number, each in enumerate(diagnosis.conflicts, start=1):
        lines += [f"Clash {number}   {proof(each)}"]
        lines += [f"  {row.place}: {row.what}" for row in each.rows]
    for kind, title in KINDS.items():
        repairs = [row for row in diagnosis.repairs if row.kind is kind]
        lines += [f"Repairs   {title}"] if repairs else []
        for row in repairs:
            tried = "a plan exists" if row.value is None else f"plan worth {worth(row, settings)}"
            lines += [f"  {cost(row, settings)}: {row.text} ({tried})"]
    return [*lines, *(f"note      {remark}" for remark in remarks(diagnosis))]


def chosen(offered: Alternatives, portfolio: Portfolio) -> list[str]:
    """The best plan and each alternative with what it trades, a line each."""
    from reports.alternatives.words import headline, letter, remarks, traded, why

    lines = [headline(offered, portfolio)]
    for number, row in enumerate(offered.found):
        lines += [f"{letter(number)}  {traded(row, portfolio)} ({why(row)})"]
    return [*lines, *(f"note      {remark}" for remark in remarks(offered))]


def compared(comparison: Comparison, output: str) -> Sequence[str]:
    """The short answer to what changed: worth, money, stages, people, cells and why."""
    from models.wording import money as said
    from reports.comparison.words import people, released_now, shifts, value_of

    before, after = comparison.before, comparison.after

    def pair(was: int, now: int) -> str:
        return f"{said(now, after.currency)} (before: {said(was, after.currency)})"

    causes = Counter(change.cause.kind.value for change in comparison.changes)
    most = ", ".join(f"{kind} {number:,}" for kind, number in causes.most_common())
    count = len(comparison.changes)
    cells = f"{many(count, 'cell')} changed, each with its cause" if count else "no cell changed"
    return (
        *(f"note      {remark}" for remark in comparison.remarks),
        f"Worth     {pair(value_of(before), value_of(after))}",
        f"Out now   {pair(released_now(before), released_now(after))}",
        f"Stages    {shifts(comparison)}",
        f"People    {people(comparison) or 'not compared'}",
        f"Why       {most or 'nothing changed'}",
        f"Written   {output}: {cells}",
    )
