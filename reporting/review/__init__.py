"""People's decisions (复核) beside the machine's outcomes: who, when, why, on which values."""
