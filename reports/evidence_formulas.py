"""Formulas of gates and objectives, over the cells of the sheet Evidence; no `=` before them."""

from __future__ import annotations

from models.objective import Comparison
from models.verdict import ObjectiveStatus, VerdictKind
from reports.facts.evidence import REACHING, Proof
from reports.inputs import AS_OF, EVIDENCE_DAYS

NONE = "none"
"""What the group of a gate says that has none."""
Span = tuple[int, int] | None
"""First and last row of a gate's objectives; None where it has none."""


def not_open(cells: str) -> str:
    """How many of these cells hold no verdict that opens."""
    opening = (kind for kind in VerdictKind if kind.opens)
    unlike = "*".join(f'({cells}<>"{kind.value}")' for kind in opening)
    return f"SUMPRODUCT(1*{unlike})"


def musts(span: Span, status: ObjectiveStatus) -> str | None:
    """How many objectives that must be met say this."""
    if span is None:
        return None
    said, weight = (f"${letter}${span[0]}:${letter}${span[1]}" for letter in "KM")
    return f'SUMPRODUCT(({weight}=0)*({said}="{status.value}"))'


def weights(span: Span, status: ObjectiveStatus) -> str | None:
    """The weight of those in the group that say this."""
    if span is None:
        return None
    said, weight = (f"${letter}${span[0]}:${letter}${span[1]}" for letter in "KM")
    return f'SUMPRODUCT({weight}*({said}="{status.value}"))'


def group(line: int) -> str:
    """What the group of a gate says: the best status that the weights up to it reach."""
    formula = f'"{ObjectiveStatus.MISSED.value}"'
    for n, status in reversed(tuple(enumerate(REACHING))):
        reached = f"SUM($K${line}:${'KLMN'[n]}${line})"
        formula = f'IF({reached}>=$J${line},"{status.value}",{formula})'
    return f'IF($J${line}=0,"{NONE}",{formula})'


def status(proof: Proof, line: int) -> str:
    """What an objective says, from the cells of its row."""
    seen, target, near = f"$F{line}", f"$E{line}", f"$L{line}"
    met = f"{seen}{proof.objective.comparison.value}{target}"
    if proof.objective.comparison is Comparison.EQUAL:
        far = float(2 * proof.objective.target - proof.near)
        close = f"AND({seen}>={near},{seen}<={far!r})"
    else:
        down = proof.objective.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN)
        close = f"{seen}{'<' if down else '>'}{'' if proof.strict else '='}{near}"
    unsigned = (
        f'TRIM($H{line})="",TRIM($I{line})="",TRIM($J{line})="",'
        f"LOWER(TRIM($I{line}))=LOWER(TRIM($J{line}))"
    )
    untimely = f"NOT(ISNUMBER($G{line})),N($G{line})>{AS_OF},{AS_OF}-N($G{line})>{EVIDENCE_DAYS}"
    word = {status: f'"{status.value}"' for status in ObjectiveStatus}
    judged = (
        f"IF({met},{word[ObjectiveStatus.MET]},"
        f"IF({close},{word[ObjectiveStatus.NEAR]},{word[ObjectiveStatus.MISSED]}))"
    )
    doubted = f"OR(NOT(ISNUMBER({seen})),{unsigned},{untimely})"
    proven = f"IF({doubted},{word[ObjectiveStatus.UNPROVEN]},{judged})"
    return f'IF({seen}="",{word[ObjectiveStatus.PENDING]},{proven})'
