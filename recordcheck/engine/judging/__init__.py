"""From cells to counts: clean, type, derive, assert; verdicts; what is counted of them."""
