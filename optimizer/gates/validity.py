"""Whether an outcome proves anything, and if not, what is missing and from whom."""

from __future__ import annotations

from models.metric import Metric
from models.objective import Outcome
from models.settings import Settings
from models.wording import counted


def doubts(outcome: Outcome, metric: Metric, settings: Settings) -> tuple[str, ...]:
    """Everything that keeps the outcome from being proof; empty if it is valid on the as-of date.

    An outcome proves something if it has evidence, names who reported it, is confirmed by someone
    else, is not dated after the as-of date and is at most `evidence_days` days old.
    """
    report = f"the report of {outcome.date.isoformat()} on {metric.id}"
    return _unsupported(outcome, report) + _untimely(outcome, report, metric, settings)


def _unsupported(outcome: Outcome, report: str) -> tuple[str, ...]:
    """What the people concerned have not done yet."""
    reporter, confirmer = _name(outcome.reported_by), _name(outcome.confirmed_by)
    found = []
    if not _name(outcome.evidence):
        found.append(f"{report} has no evidence; {reporter or 'who reported it'} must add it")
    if not reporter:
        found.append(f"{report} does not say who reported it")
    if not confirmer:
        other = f"; someone other than {reporter} must" if reporter else ""
        found.append(f"no one has confirmed {report}{other}")
    elif confirmer.casefold() == reporter.casefold():
        found.append(f"{report} was confirmed by {confirmer}, who reported it; someone else must")
    return tuple(found)


def _untimely(outcome: Outcome, report: str, metric: Metric, settings: Settings) -> tuple[str, ...]:
    """Whether it speaks of another time than the as-of date's."""
    age = (settings.as_of - outcome.date).days
    if age < 0:
        return (f"{report} is dated after the as-of date {settings.as_of.isoformat()}",)
    if age > settings.evidence_days:
        source = metric.owner or _name(outcome.reported_by)
        asked = f"; {source} must report a new one" if source else ""
        valid = counted(settings.evidence_days, "day")
        return (f"{report} is {counted(age, 'day')} old and counts for {valid}{asked}",)
    return ()


def _name(text: str | None) -> str:
    return (text or "").strip()
