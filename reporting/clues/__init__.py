"""Clues (线索) to 弄虚作假 for the office's own eyes: entries that were put into lists after the fact."""
