"""The best plans of a tiny portfolio with and without one stage, found by trying everything."""

from collections.abc import Iterator

from models.portfolio import Portfolio
from models.stage import StageKey
from tests.oracle.solve import Best, Oracle


class Sided(Oracle):
    """Tries every plan that starts a stage, or every one that does not."""

    def __init__(self, portfolio: Portfolio, stage: StageKey, *, inside: bool) -> None:
        super().__init__(portfolio)
        self.stage, self.inside = stage, inside

    def starts(self) -> Iterator[dict[StageKey, int]]:
        """Those of all plans that are on this side."""
        return (row for row in super().starts() if (self.stage in row) is self.inside)


def sides(portfolio: Portfolio, stage: StageKey) -> tuple[Best | None, Best | None]:
    """The best plan with the stage and the best one without it."""
    inside, outside = (Sided(portfolio, stage, inside=each).best() for each in (True, False))
    return inside, outside


def admits(portfolio: Portfolio, stage: StageKey) -> bool:
    """Whether an optimal plan has the stage."""
    inside, outside = sides(portfolio, stage)
    return inside is not None and (outside is None or inside.rank <= outside.rank)


def leaves_out(portfolio: Portfolio, stage: StageKey) -> bool:
    """Whether an optimal plan does without it."""
    inside, outside = sides(portfolio, stage)
    return outside is not None and (inside is None or outside.rank <= inside.rank)
