"""Simulation: what annual and staged funding make of a portfolio, over sampled gate outcomes."""

from optimizer.simulation.draws import failing, in_play
from optimizer.simulation.estimate import estimated, t_factor
from optimizer.simulation.start import lasting
from optimizer.simulation.task import NoPlan, Planner, Task, in_full, simulate

__all__ = [
    "NoPlan",
    "Planner",
    "Task",
    "estimated",
    "failing",
    "in_full",
    "in_play",
    "lasting",
    "simulate",
    "t_factor",
]
