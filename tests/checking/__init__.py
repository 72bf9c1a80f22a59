"""Correct feeds, and what breaks each rule."""
