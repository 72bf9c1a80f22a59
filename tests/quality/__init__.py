"""Runs the publisher over test data and writes predictions for scorers."""
