"""Plans within a loss of the best one that differ in what a committee cares about."""
