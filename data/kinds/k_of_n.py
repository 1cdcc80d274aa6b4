"""Which objectives a gate requires: empty for must, `2 of 3`, or with a weight `2x 3 of 4`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.context import Context
from data.fault import Fault
from data.kinds.kind import Kind
from data.kinds.text import text_of
from data.values import Shown, Value
from models.objective import KOfN

_HINT = "empty (must be met), 2 of 3, or with a weight 2x 3 of 4"
_FORM = re.compile(r"(?:([0-9]{1,4})\s*x\s+)?([0-9]{1,7})\s+of\s+([0-9]{1,7})", re.IGNORECASE)


@dataclass(frozen=True)
class KOfNText(Kind[KOfN | None]):
    """Membership in the group of which a part must be met."""

    def parse(self, value: Value, context: Context) -> KOfN | None:
        """Weight, k and n; None for `all`, which is what empty means."""
        text = text_of(value)
        if text.casefold() == "all":
            return None
        found = _FORM.fullmatch(text)
        if found is None or any(part is not None and int(part) == 0 for part in found.groups()):
            raise Fault(f"'{text}' is unclear", _HINT)
        weight, k, n = found.groups()
        if int(k) > int(n):
            raise Fault(f"{k} of {n} can never be met", f"at most {n} of {n}")
        if weight is not None and int(weight) > _MOST:
            raise Fault(f"a weight of {weight} is too large", f"at most {_MOST}")
        return KOfN(weight=int(weight or 1), k=int(k), n=int(n))

    def show(self, value: KOfN | None, context: Context) -> Shown:
        """As it is written."""
        if value is None:
            return None
        weight = "" if value.weight == 1 else f"{value.weight}x "
        return f"{weight}{value.k} of {value.n}"

    def unit(self, context: Context) -> str:
        """In words."""
        return _HINT


_MOST = 1_000
K_OF_N = KOfNText()
