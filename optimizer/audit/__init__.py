"""The audit: every rule of docs/formulation.md again, in plain exact arithmetic.

It knows nothing of the programme that made the plan, and shares no code with it: a plan that it
rejects is never written.
"""

from optimizer.audit.registry import BY_SECTION, CHECKS, audit

__all__ = ["BY_SECTION", "CHECKS", "audit"]
