"""Peers: other ways to plan the same portfolio, one per file, each with a function `solve`.

Each runs in a process of its own (`python -m benchmarks.peers NAME PORTFOLIO -o run.json`), reads
the same file, has the same time and the same cores, and hands back what it would start and hire.
What that is worth is judged by Headgate's own valuation, names and audit, not by the peer.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FILES: Mapping[str, str] = MappingProxyType(
    {
        "Headgate": "whole_command",
        "HiGHS alone": "highs_alone",
        "CP-SAT, textbook": "cp_sat",
        "CBC, textbook": "cbc",
        "rank and cut": "rank_and_cut",
        "PyJobShop": "job_shop",
    }
)
"""The file of each peer; Headgate first, since it is what the others are held against."""

THREADS = 2
"""Of each solver that can use more than one."""
