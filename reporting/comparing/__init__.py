"""Rounds side by side: movements between two, and the figures of a year."""
