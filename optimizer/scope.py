"""Which initiatives an envelope's scope takes in."""

from __future__ import annotations

from models.envelope import Scope, ScopeKind
from models.index import Index
from models.initiative import Initiative
from models.units import InitiativeId


def in_scope(index: Index, scope: Scope) -> frozenset[InitiativeId]:
    """The initiatives whose stages count."""
    return frozenset(row.id for row in index.portfolio.initiatives if _counts(index, scope, row))


def _counts(index: Index, scope: Scope, initiative: Initiative) -> bool:
    team = index.teams[initiative.team]
    named = {
        ScopeKind.ALL: "",
        ScopeKind.TEAM: team.id,
        ScopeKind.DOMAIN: team.domain,
        ScopeKind.KIND: team.kind,
        ScopeKind.THEME: initiative.theme,
    }
    return named[scope.kind] == scope.name
