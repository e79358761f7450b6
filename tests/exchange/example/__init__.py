"""Tests that read the example data. A package, so that they share it: without this file pytest knows none."""
