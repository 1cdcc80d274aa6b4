"""What a person should know of what rolling did."""

from __future__ import annotations

from typing import NamedTuple


class Remark(NamedTuple):
    """One thing that was moved, lost or taken for granted."""

    sheet: str
    what: str
    lost: bool = False
    """Whether the next plan may differ by it from what is left of this one."""

    def __str__(self) -> str:
        return f"{self.sheet}: {self.what}"
