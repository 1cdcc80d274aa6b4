"""Gates: what each gate says on the as-of date, from objectives, outcomes and waivers alone."""

from optimizer.gates.verdicts import judge

__all__ = ["judge"]
