"""Names of single cells that formulas use: what stands once is named once."""

from __future__ import annotations

AS_OF = "AsOf"
"""The day that the plan speaks of."""
EVIDENCE_DAYS = "EvidenceDays"
"""How many days an outcome proves something."""
PLAN_VALUE = "PlanValue"
"""What the plan is worth."""
BEST_POSSIBLE = "BestPossible"
"""What no plan can exceed."""
