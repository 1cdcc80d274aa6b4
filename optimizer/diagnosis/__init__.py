"""Why no plan exists: smallest sets of rows that clash, and the least changes that help."""
