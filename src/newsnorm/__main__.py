"""`python -m newsnorm` is the command `newsnorm`."""

from newsnorm.cli import main

main()
