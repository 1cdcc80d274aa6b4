"""Progress of long work."""

from collections.abc import Callable

from models.base import Frozen
from models.units import Money


class Progress(Frozen):
    """Where the search stands."""

    phase: str
    """What is being done, in plain words."""
    value: Money | None = None
    """Value of the best plan so far."""
    bound: Money | None = None
    """No plan can be worth more."""
    seconds: float = 0.0
    """Since the work began."""
    limit: float | None = None
    """Seconds after which the best plan so far is taken."""


OnProgress = Callable[[Progress], None]
"""Called from time to time; it must return quickly."""


def ignore(_: Progress) -> None:
    """Listens to nothing."""
