"""The loop with the units before the bulletin: notices, statements, what was mended; corrections after it."""
