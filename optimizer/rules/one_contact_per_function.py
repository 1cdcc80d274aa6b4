"""Every function has exactly one contact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from models.issue import Issue
from models.units import FunctionId
from optimizer.rules.basis import Basis, place, warning

RULE = "one-contact-per-function"
_SEVERAL = re.compile(r"[;/&+\n]|\s(?:and|or)\s")
"""What stands between two people's names; a comma may stand within one ("Berg, Lea")."""


def one_contact_per_function(basis: Basis) -> Iterator[Issue]:
    """A warning for every function whose contact is blank or more than one; a waiver names it."""
    contacts: defaultdict[FunctionId, dict[str, int]] = defaultdict(dict)
    for n, row in enumerate(basis.portfolio.functions):
        for part in _SEVERAL.split(row.contact):
            contacts[row.id].setdefault(part.strip(), n)
    for function, named in contacts.items():
        rows = sorted(set(named.values()))
        people = [name for name in named if name]
        if len(people) == 1:
            continue
        said = f"{len(people)} contacts: {', '.join(people)}" if people else "no contact"
        yield warning(
            RULE,
            function,
            place("Functions", rows[0], "Contact"),
            f"the function {function} has {said}",
            "exactly one contact in technology",
            *(place("Functions", n, "Contact") for n in rows[1:]),
        )
