"""Facts to verdicts: source (SQL) → views → findings → settlements → verdicts; all but the source is pure."""
