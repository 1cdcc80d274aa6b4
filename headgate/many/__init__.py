"""Many solves: scenarios worked off by threads, or by a cluster, with the same answers."""

from headgate.many.cluster import Cluster
from headgate.many.executor import Executor, Threads

__all__ = ["Cluster", "Executor", "Threads"]
