"""The sheets of the input: one file each."""
