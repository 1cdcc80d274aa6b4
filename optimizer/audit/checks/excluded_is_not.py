"""What excludes each other is not done together."""

from __future__ import annotations

from models.dependency import DependencyType
from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.links import links
from optimizer.audit.outcome import Results, outcome


def excluded_is_not(audit: Context) -> Check:
    """Not both start; a committed one forbids the other."""
    return outcome("What excludes each other is not done together", _links(audit))


def _links(audit: Context) -> Results:
    timeline = audit.timeline
    for link in links(audit.index, DependencyType.EXCLUDES):
        both = (link.before, link.after)
        together = all(timeline.takes_place(key) for key in both)
        chosen = any(key in timeline.chosen for key in both)
        pair = " and ".join(audit.words.stage(key) for key in both)
        yield f"{pair} exclude each other, and both are done" if together and chosen else None
