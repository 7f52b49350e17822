"""The submission note (呈批说明): on one page what the head of office should know before signing."""
