"""What an envelope applies to: `all`, `team: web`, `domain: Checkout`, `theme: growth`."""

from __future__ import annotations

from dataclasses import dataclass

from data.clean import ORDINARY_SPACE
from data.context import Context
from data.fault import Fault
from data.kinds.choice import choose
from data.kinds.kind import Kind
from data.kinds.text import text_of
from data.values import Shown, Value
from models.envelope import Scope, ScopeKind
from models.initiative import Theme
from models.nearest import nearest
from models.team import TeamKind

_HINT = "all, or team:, domain:, kind: or theme: and a name, as in domain: Checkout"


@dataclass(frozen=True)
class ScopeText(Kind[Scope]):
    """A dimension and a name in it."""

    def parse(self, value: Value, context: Context) -> Scope:
        """The scope; raises Fault for an unknown dimension, kind or theme."""
        text = text_of(value)
        if text.casefold() == ScopeKind.ALL.value:
            return Scope(kind=ScopeKind.ALL)
        word, colon, name = (part.strip(ORDINARY_SPACE) for part in text.partition(":"))
        words = [kind.value for kind in ScopeKind if kind is not ScopeKind.ALL]
        if not colon or not name or word.casefold() not in words:
            near = nearest(word, words) if colon else None
            raise Fault(f"'{text}' is unclear", _HINT + (f"; nearest: {near}:" if near else ""))
        kind = ScopeKind(word.casefold())
        return Scope(kind=kind, name=_listed(kind, name))

    def show(self, value: Scope, context: Context) -> Shown:
        """As it is written."""
        return "all" if value.kind is ScopeKind.ALL else f"{value.kind.value}: {value.name}"

    def unit(self, context: Context) -> str:
        """In words."""
        return _HINT


def _listed(kind: ScopeKind, name: str) -> str:
    match kind:
        case ScopeKind.KIND:
            return choose(name, TeamKind).value
        case ScopeKind.THEME:
            return choose(name, Theme).value
        case _:
            return name


SCOPE = ScopeText()
