"""What something needs is done as well."""

from __future__ import annotations

from models.dependency import DependencyType
from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.links import links
from optimizer.audit.outcome import Results, outcome


def needed_is_selected(audit: Context) -> Check:
    """If `a` starts, the `b` that it needs is committed or starts."""
    return outcome("What something needs is done as well", _links(audit))


def _links(audit: Context) -> Results:
    for link in links(audit.index, DependencyType.NEEDS):
        alone = link.after in audit.timeline.chosen and not audit.timeline.takes_place(link.before)
        later, needed = audit.words.stage(link.after), audit.words.stage(link.before)
        yield f"{later} starts without {needed}, which it needs" if alone else None
