"""The forms a bulletin is written in, one small module each."""
