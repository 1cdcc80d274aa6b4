"""One sheet per file."""
