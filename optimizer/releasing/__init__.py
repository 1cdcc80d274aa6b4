"""Releasing: what may be asked for, and whether it may be handed over at this moment."""

from optimizer.releasing.grounds import Grounds, core, evidence_key, grounds
from optimizer.releasing.moment import Moment, refusals
from optimizer.releasing.shares import scaled, shares

__all__ = ["Grounds", "Moment", "core", "evidence_key", "grounds", "refusals", "scaled", "shares"]
