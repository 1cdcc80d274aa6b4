"""What is to be released together finishes together, or not at all."""

from __future__ import annotations

from models.dependency import DependencyType
from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.links import Link, links
from optimizer.audit.outcome import Results, outcome


def same_release_together(audit: Context) -> Check:
    """`finish(a) = finish(b)` or neither starts; with one committed, the other may stay away."""
    return outcome("What is released together finishes together", _links(audit))


def _links(audit: Context) -> Results:
    for link in links(audit.index, DependencyType.SAME_RELEASE):
        yield _link(audit, link)


def _link(audit: Context, link: Link) -> str | None:
    timeline, words = audit.timeline, audit.words
    both = (link.before, link.after)
    chosen = [key for key in both if key in timeline.chosen]
    if not chosen or any(key in timeline.done for key in both):
        return None
    first, second = timeline.finish(link.before), timeline.finish(link.after)
    if first == second:
        return None
    ends = f"{words.period(first)} and {words.period(second)}"
    pair = f"{words.stage(link.before)} and {words.stage(link.after)}"
    return f"{pair} belong to one release, and are over by {ends}"
