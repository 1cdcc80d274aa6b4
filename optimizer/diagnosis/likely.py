"""Rows that are likely to clash, from one linear relaxation.

Every row that is asked may give way at a price. Where something has to, the rows whose duals are
not zero cannot hold together with what is given (Farkas 1902; Gleeson and Ryan 1990): among
thousands of rows a few are left to be looked at.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from optimizer.diagnosis.ground import Ground
from optimizer.funding.model import INFINITY, Columns, Model, Row
from optimizer.funding.places import Demanded
from optimizer.funding.scaled import Scaled
from optimizer.highs import quiet

NEAR = 1e-9
"""Duals and sums below it are nothing."""


def likely(ground: Ground, names: Sequence[Demanded], deadline: float) -> list[Demanded]:
    """Names whose rows clash in a relaxation; empty where it has a solution, or no time to end.

    `deadline` is on the clock of `time.monotonic`. What is found is to be looked at exactly.
    """
    import highspy

    own = ground.built.model.columns
    columns = Columns(list(own.names), list(own.lower), list(own.upper), list(own.integer))
    loose: list[tuple[Demanded | None, Row]] = [(None, row) for row in ground.given]
    for name in names:
        loose += [(name, _giving(columns, row)) for row in ground.asked[name]]
    model = Model(columns, tuple(row for _, row in loose))
    scaled = Scaled(model)
    highs = quiet()
    highs.setOptionValue("time_limit", max(0.05, deadline - time.monotonic()))
    scaled.cost = np.where(scaled.cost < 0, -1.0, 0.0)  # in the engine's units: of one size
    program = scaled.program(highspy)
    program.integrality_ = []
    highs.passModel(program)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return []
    if highs.getInfo().objective_function_value > -NEAR:
        return []
    duals = np.abs(np.array(highs.getSolution().row_dual))
    found = {name for (name, _), dual in zip(loose, duals, strict=True) if name and dual > NEAR}
    return [name for name in names if name in found]


def _giving(columns: Columns, row: Row) -> Row:
    """The row with columns by which it gives way, either way that it is bounded."""
    terms = list(row.terms)
    for bounded, sign in ((row.lower > -INFINITY, 1), (row.upper < INFINITY, -1)):
        if bounded:
            slack = columns.add(("gives way", *row.name, sign), 0, INFINITY)
            columns.pay(slack, -1)
            terms.append((slack, sign))
    return row._replace(terms=terms)
