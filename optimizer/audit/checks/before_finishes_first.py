"""What depends on something starts after that has finished."""

from __future__ import annotations

from models.dependency import DependencyType
from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.links import Link, links
from optimizer.audit.outcome import Results, outcome


def before_finishes_first(audit: Context) -> Check:
    """`start(a) >= finish(b) + lag` for hard finish-start dependencies."""
    return outcome("What depends on something starts after it", _links(audit))


def _links(audit: Context) -> Results:
    for link in links(audit.index, DependencyType.FINISH_START):
        if link.row.flag_cost is None:
            yield _link(audit, link)


def _link(audit: Context, link: Link) -> str | None:
    timeline, words = audit.timeline, audit.words
    start = timeline.chosen.get(link.after)
    if start is None or timeline.is_ready(link.before, link.row.lag, start):
        return None
    finish = timeline.finish(link.before)
    ready = "never starts" if finish is None else f"is ready {words.period(finish + link.row.lag)}"
    later = f"{words.stage(link.after)} starts {words.period(start)}"
    return f"{later}, and {words.stage(link.before)}, before it, {ready}"
