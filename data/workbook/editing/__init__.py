"""Edits a workbook where it changes and nowhere else: all other parts stay byte for byte."""
