"""`python -m permanence_lib.cli`."""

from permanence_lib.cli import main

main()
