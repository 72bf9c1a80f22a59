"""Lets ``python -m publisher`` do what ``publisher`` does."""

from publisher.cli import main

main()
