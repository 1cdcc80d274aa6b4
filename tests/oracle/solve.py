"""The best plan of a tiny portfolio, found by trying everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from models.portfolio import Portfolio
from models.stage import StageKey
from tests.oracle.envelopes import Envelopes
from tests.oracle.ground import Ground, Starts
from tests.oracle.hires import Hires, all_hires
from tests.oracle.money import Money
from tests.oracle.rules import allowed
from tests.oracle.staffing import Staffing
from tests.oracle.value import Worth


@dataclass(frozen=True)
class Best:
    """The best plan."""

    short: int
    """Slices that committed stages lack: as few as possible."""
    value: int
    """Benefits less all prices: as much as possible without more shortage."""
    starts: dict[StageKey, int]
    hires: Hires

    @property
    def rank(self) -> tuple[int, int]:
        """Better plans have smaller ranks."""
        return self.short, -self.value


class Oracle:
    """Tries every plan of a portfolio."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.ground = Ground(portfolio)
        self.money = Money(self.ground)
        self.envelopes = Envelopes(self.ground, self.money)
        self.worth = Worth(self.ground)
        self.staffing = Staffing(self.ground)
        self.hires = all_hires(self.ground)
        self.price = portfolio.settings.move_price

    def starts(self) -> Iterator[dict[StageKey, int]]:
        """All starts that respect everything but money and people."""
        ways = [list(self.ground.ways(row)) for row in self.ground.portfolio.initiatives]
        for choice in product(*ways):
            starts = {key: t for way in choice for key, t in way.items()}
            if allowed(self.ground, starts) and self.envelopes.hold(starts):
                yield starts

    def best(self) -> Best | None:
        """The best plan, None if there is none."""
        floor = self._least_short()
        ranked = [(self.worth.of(starts), sorted(starts.items())) for starts in self.starts()]
        best: Best | None = None
        for worth, items in sorted(ranked, key=lambda pair: (-pair[0], pair[1])):
            if best is not None and best.short == floor and worth <= best.value:
                break
            best = self._better(best, dict(items), worth, floor)
        return best

    def _least_short(self) -> int:
        """No plan lacks less: nothing but committed work, any hires, people free of the past."""
        found = (
            self.staffing.best(self.ground.fixed, hires, count_moves=False)
            for _, hires in self.hires
        )
        return min((staffed.short for staffed in found if staffed is not None), default=0)

    def _better(
        self, best: Best | None, starts: dict[StageKey, int], worth: int, floor: int
    ) -> Best | None:
        """The better of a plan and the best plan with these starts."""
        overrun = self.money.overrun(starts)
        if overrun is None:
            return best
        for cost, hires in self.hires:
            left = worth - overrun - cost
            if best is not None and best.short == floor and left <= best.value:
                break
            staffed = self.staffing.best(starts, hires, count_moves=self.price > 0)
            if staffed is None:
                continue
            found = Best(staffed.short, left - self.price * staffed.moved, starts, hires)
            if best is None or found.rank < best.rank:
                best = found
        return best

    def least_moved(self, starts: Starts, hires: Hires) -> int | None:
        """The fewest slices moved in any staffing of this work, None if there is none."""
        staffed = self.staffing.best(starts, hires, count_moves=True)
        return None if staffed is None else staffed.moved
