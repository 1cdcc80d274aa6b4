"""Kinds of cells: each turns a cell into a value and back, and says what it allows."""
