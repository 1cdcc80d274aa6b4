"""All findings of the rules of the operating model, with the waivers that hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from models.issue import Issue, Severity
from models.ledger_extract import Waiver
from models.portfolio import Portfolio
from models.verdict import Verdict
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.gates.verdicts import GATE_RULE
from optimizer.rules import (
    both_natures,
    committed_has_release,
    dependency_cycle,
    dependency_on_release_plan,
    fund_may_pay,
    gate_has_objective,
    must_do_possible,
    one_contact_per_function,
    platform_depends_on_product,
    team_has_leader,
    team_mix,
)
from optimizer.rules.basis import Basis, place, warning

Rule = Callable[[Basis], Iterator[Issue]]

RULES: dict[str, Rule] = {
    platform_depends_on_product.RULE: platform_depends_on_product.platform_depends_on_product,
    dependency_cycle.RULE: dependency_cycle.dependency_cycle,
    dependency_on_release_plan.RULE: dependency_on_release_plan.dependency_on_release_plan,
    one_contact_per_function.RULE: one_contact_per_function.one_contact_per_function,
    team_has_leader.RULE: team_has_leader.team_has_leader,
    gate_has_objective.RULE: gate_has_objective.gate_has_objective,
    both_natures.RULE: both_natures.both_natures,
    must_do_possible.RULE: must_do_possible.must_do_possible,
    committed_has_release.RULE: committed_has_release.committed_has_release,
    fund_may_pay.RULE: fund_may_pay.fund_may_pay,
    team_mix.RULE: team_mix.team_mix,
}
"""Every rule by its name, as a waiver writes it."""

EXPIRED = "waiver-expired"
UNKNOWN = "waiver-of-no-rule"


def findings(portfolio: Portfolio) -> tuple[Issue, ...]:
    """What the rules find, errors first, then by rule, subject and place.

    A waiver that holds on the as-of date sets `waived_by`; one that has expired adds a warning.
    Raises KeyError where a row names something that does not exist: references are checked before.
    """
    verdicts = judge(portfolio)
    basis = Basis(portfolio, Facts.of(portfolio, verdicts))
    found = [issue for rule in RULES.values() for issue in rule(basis)]
    waived = [_waived(issue, portfolio) for issue in found]
    return tuple(sorted([*waived, *_waiver_warnings(portfolio, found, verdicts)], key=_order))


def _order(issue: Issue) -> tuple[bool, str, str, str]:
    warns = issue.severity is Severity.WARNING
    return (warns, issue.rule or "", issue.subject or "", str(issue))


def _fits(waiver: Waiver, rule: str, subject: str) -> bool:
    return waiver.rule.strip() == rule and waiver.subject.strip() == subject


def _waived(issue: Issue, portfolio: Portfolio) -> Issue:
    """The finding with the approver of the waiver that holds it back longest."""
    holding = [
        row
        for row in portfolio.waivers
        if _fits(row, issue.rule or "", issue.subject or "")
        and row.expires >= portfolio.settings.as_of
        and row.approver.strip()
    ]
    if not holding:
        return issue
    longest = max(holding, key=lambda row: (row.expires, row.approver))
    return issue.model_copy(update={"waived_by": longest.approver.strip()})


def _waiver_warnings(
    portfolio: Portfolio, found: Iterable[Issue], verdicts: Iterable[Verdict]
) -> Iterator[Issue]:
    """Waivers that have expired while they would still be needed, and those of unknown rules."""
    needed = {(issue.rule or "", issue.subject or "") for issue in found}
    for verdict in verdicts:
        if not verdict.kind.opens:
            needed.add((GATE_RULE, f"{verdict.gate.initiative}/{verdict.gate.stage}"))
    for n, row in enumerate(portfolio.waivers):
        rule, subject = row.rule.strip(), row.subject.strip()
        if rule != GATE_RULE and rule not in RULES:
            yield _unknown(n, rule, subject)
        elif (rule, subject) in needed and row.expires < portfolio.settings.as_of:
            yield warning(
                EXPIRED,
                subject,
                place("Waivers", n, "Expires"),
                f"the waiver of {rule} for {subject} by {row.approver} expired on "
                f"{row.expires.isoformat()}",
                "renew it, or put right what it was for",
            )


def _unknown(n: int, rule: str, subject: str) -> Issue:
    names = [GATE_RULE, *RULES]
    near = get_close_matches(rule, names, n=1)
    hint = f"did you mean {near[0]}?" if near else f"one of: {', '.join(names)}"
    what = f"no rule is called {rule}, so this waives nothing"
    return warning(UNKNOWN, subject, place("Waivers", n, "Rule"), what, hint)
