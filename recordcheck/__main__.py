"""`python -m recordcheck`."""

from recordcheck.cli import main

main()
