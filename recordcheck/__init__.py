"""recordcheck: a recording standard, checked against an export."""
