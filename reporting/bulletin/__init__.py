"""What is told: figures from the judgement, wording from the round's file, one model for all formats."""
