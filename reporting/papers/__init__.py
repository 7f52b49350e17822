"""Working papers (工作底稿): all that one target's result rests on, in one document."""
