"""The office's workplace for the strategy. Importing the modules registers their pages."""

from measures.admin import indicators, measures, milestones, rounds, status, strategy, updates, waiting

__all__ = ["indicators", "measures", "milestones", "rounds", "status", "strategy", "updates", "waiting"]
