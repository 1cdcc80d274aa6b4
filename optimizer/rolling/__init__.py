"""Rolling: from a portfolio, its plan and what was released to the next quarter's portfolio."""

from optimizer.rolling.remark import Remark
from optimizer.rolling.roll import CannotRoll, Rolled, roll

__all__ = ["CannotRoll", "Remark", "Rolled", "roll"]
