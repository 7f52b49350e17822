"""Early warning (预警): what turns overdue in the coming days, told to the units and counted."""
