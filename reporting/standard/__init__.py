"""The national inspection standard as tables of small frozen objects."""
